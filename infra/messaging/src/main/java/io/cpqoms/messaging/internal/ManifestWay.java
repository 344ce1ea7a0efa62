package io.cpqoms.messaging.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a shard's manifests beside its pages: what a page published is added once its position is saved, and goes out with
 * the next manifest that is due. A manifest that can't be sent is tried again, the same one, after a growing wait; what is
 * published meanwhile is kept up to a bound and then left out, loudly. Pages notice nothing of it.
 *
 * <p>Used by the shard's thread.
 */
final class ManifestWay {

    static final int MOST_WAITING = 50_000;

    /** Of what a former holder left; half, so that new messages find room beside them. */
    static final int MOST_TAKEN_OVER = MOST_WAITING / 2;

    private static final Logger LOG = LoggerFactory.getLogger(ManifestWay.class);
    /** Of the time that a manifest may be on its way: this part is the first wait, and so many times that the longest. */
    private static final int PART_OF_FIRST_WAIT = 10;

    private static final int TIMES_OF_LONGEST_WAIT = 3;
    /** Whatever the proportion: the alert on failures looks back five minutes, so several must lie in those. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final OutboxManifest manifest;
    private final Function<List<OutboxRow>, Future<?>> way;
    private final RelayMetrics metrics;
    private final Duration timeout;
    private final LongSupplier nanoTime;
    private @Nullable Outgoing outgoing;
    private Duration wait = Duration.ZERO;
    private boolean dropping;

    /**
     * @param way sends rows and is done when the broker has them
     * @param timeout after which a way gives up; what is to be tried again waits in proportion to it
     */
    ManifestWay(
            OutboxManifest manifest,
            Function<List<OutboxRow>, Future<?>> way,
            RelayMetrics metrics,
            Duration timeout,
            LongSupplier nanoTime) {
        this.manifest = manifest;
        this.way = way;
        this.metrics = metrics;
        this.timeout = timeout;
        this.nanoTime = nanoTime;
    }

    /** Manifests on their way or waiting for their next try, and the snapshot that is covered once they are there. */
    private static final class Outgoing {
        private final List<OutboxRow> rows;
        private final int messages;
        private final Optional<String> covers;
        private @Nullable Future<?> sending;
        private long nextTry;

        Outgoing(List<OutboxRow> rows, int messages, Optional<String> covers, Future<?> sending) {
            this.rows = rows;
            this.messages = messages;
            this.covers = covers;
            this.sending = sending;
        }
    }

    /** Whether this service sends manifests at all. */
    boolean isOpen() {
        return manifest.isWanted();
    }

    /** What a former holder of the shard published and named in no manifest, the latest first; what is too much is told. */
    void takeOver(List<Map.Entry<String, UUID>> unmanifested) {
        unmanifested.stream().limit(MOST_TAKEN_OVER).forEach(message -> add(message.getKey(), message.getValue()));
        if (unmanifested.size() > MOST_TAKEN_OVER) {
            metrics.manifestDropped();
            LOG.atError()
                    .addKeyValue("takenOver", MOST_TAKEN_OVER)
                    .log("the former relay left more without a manifest than is taken over: some are named by none");
        }
    }

    /** Rows that are on Kafka, and the position behind them saved. */
    void published(List<OutboxRow> rows) {
        rows.forEach(row -> add(row.topic(), row.messageId()));
    }

    private void add(String topic, UUID messageId) {
        int waiting = manifest.size() + (outgoing == null ? 0 : outgoing.messages);
        if (waiting < MOST_WAITING) {
            manifest.add(topic, messageId);
            return;
        }
        metrics.manifestDropped();
        if (!dropping) {
            dropping = true;
            LOG.atError()
                    .addKeyValue("waiting", waiting)
                    .log("manifests have been waiting for too long: from here on messages are named by none");
        }
    }

    /**
     * Sends what is due and takes note of what has arrived, without waiting.
     *
     * @param reached the position; all that is published up to it was added, and is saved
     * @return the snapshot that manifests cover now, when that has changed
     */
    Optional<String> tend(RelaySession.Position reached) {
        Optional<String> covered = outgoing == null ? Optional.empty() : arrived(outgoing);
        Outgoing waiting = outgoing;
        if (waiting == null && manifest.isDue()) {
            int messages = manifest.size();
            List<OutboxRow> rows = manifest.take(reached.tick());
            // In a backlog there is no snapshot yet that ends with the last page.
            Optional<String> covers =
                    reached.target().isPresent() ? Optional.empty() : Optional.of(reached.publishedTo());
            outgoing = new Outgoing(rows, messages, covers, way.apply(rows));
        } else if (waiting != null && waiting.sending == null && nanoTime.getAsLong() - waiting.nextTry >= 0) {
            waiting.sending = way.apply(waiting.rows);
        }
        return covered;
    }

    private Optional<String> arrived(Outgoing sent) {
        Future<?> sending = sent.sending;
        if (sending == null || !sending.isDone()) {
            return Optional.empty();
        }
        try {
            sending.get();
            outgoing = null;
            recovered();
            return sent.covers;
        } catch (ExecutionException e) {
            failed(sent, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private void recovered() {
        if (!wait.isZero()) {
            LOG.info("manifests go out again");
        }
        wait = Duration.ZERO;
        dropping = false;
    }

    private static Duration longest(Duration timeout) {
        Duration inProportion = timeout.multipliedBy(TIMES_OF_LONGEST_WAIT);
        return inProportion.compareTo(LONGEST_WAIT) < 0 ? inProportion : LONGEST_WAIT;
    }

    private void failed(Outgoing sent, @Nullable Throwable failure) {
        metrics.manifestFailed();
        if (wait.isZero()) {
            LOG.atError()
                    .setCause(failure)
                    .log("manifests can't be sent and are tried again; messages are published without them");
        }
        Duration longest = longest(timeout);
        Duration doubled = wait.isZero() ? timeout.dividedBy(PART_OF_FIRST_WAIT) : wait.multipliedBy(2);
        wait = doubled.compareTo(longest) > 0 ? longest : doubled;
        sent.sending = null;
        sent.nextTry = nanoTime.getAsLong() + wait.toNanos();
    }
}
