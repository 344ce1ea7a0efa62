package io.cpqoms.messaging.internal;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What the holder of a shard does once a second, when no page of it is in flight: released rows and held topics get their
 * turn, keys that an operator freed flow again, and manifests go out.
 */
final class RelayCare {

    /** Pages of a topic that takes records again, between two fresh ones: what waits must shrink although more comes. */
    private static final int PAGES_OF_A_HELD_TOPIC = 10;

    private static final long REFRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final RelaySession session;
    private final RowGate gate;
    private final HeldTopics held;
    private final ManifestWay manifests;
    private final RelayMetrics metrics;
    private final Publishing publishing;
    private final PageSize pageSize;
    private long nextRefresh = System.nanoTime();

    /** Publishes a page and waits for it, while the session's lease is kept. */
    interface Publishing {
        RelayPublisher.Published publish(List<OutboxRow> rows, RowGate.Origin origin)
                throws SQLException, RelayPublisher.Unavailable, InterruptedException;
    }

    RelayCare(RelaySession session, RelayParts parts, RelayMetrics metrics, Publishing publishing, PageSize pageSize) {
        this.session = session;
        this.gate = parts.gate();
        this.held = parts.held();
        this.manifests = parts.manifests();
        this.metrics = metrics;
        this.publishing = publishing;
        this.pageSize = pageSize;
    }

    /**
     * Everything that is due.
     *
     * @return whether there is probably more of it
     */
    boolean tend(RelaySession.Position reached) throws SQLException, RelayPublisher.Unavailable, InterruptedException {
        if (gate.knowsParkedKeys() && System.nanoTime() - nextRefresh >= 0) {
            session.parked().releaseOrphans();
            gate.parked(session.parked().firstOfKeys());
            nextRefresh = System.nanoTime() + REFRESH_NANOS;
        }
        session.dropPassed();
        boolean worked = publishReleased();
        for (String topic : held.topics()) {
            worked |= publishHeld(topic);
        }
        sendManifests(reached);
        return worked;
    }

    /** Sends manifests that are due, and saves how far those reach that have arrived. */
    void sendManifests(RelaySession.Position reached) throws SQLException {
        Optional<String> covered = manifests.tend(reached);
        if (covered.isPresent()) {
            session.saveManifested(covered.get());
        }
    }

    private boolean publishReleased() throws SQLException, RelayPublisher.Unavailable, InterruptedException {
        List<OutboxRow> rows = session.parked().released(pageSize);
        if (rows.isEmpty()) {
            return false;
        }
        RelayPublisher.Published page = publishing.publish(rows, RowGate.Origin.RELEASED);
        String key = rows.getFirst().key();
        if (session.parked().settleReleased(page, key)) {
            gate.unpark(key);
        }
        published(page);
        return true;
    }

    /** Publishes what waits for the topic, and lets the topic flow when nothing does any more. */
    private boolean publishHeld(String topic) throws SQLException, RelayPublisher.Unavailable, InterruptedException {
        for (int pages = 0; pages < PAGES_OF_A_HELD_TOPIC; pages++) {
            List<OutboxRow> rows = session.parked().held(topic, pageSize);
            if (rows.isEmpty()) {
                held.free(topic);
                return false;
            }
            if (!held.looksFine(topic)) {
                return false;
            }
            RelayPublisher.Published page = publishing.publish(rows, RowGate.Origin.HELD);
            if (page.isNothing()) {
                return false;
            }
            session.parked().settleHeld(page);
            published(page);
        }
        return true;
    }

    private void published(RelayPublisher.Published page) {
        manifests.published(page.sent());
        metrics.published(page);
    }
}
