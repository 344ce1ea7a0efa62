package io.cpqoms.messaging.internal;

import com.sun.management.OperatingSystemMXBean;
import io.cpqoms.messaging.MessagingConfig;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The publisher of one shard: takes the shard's lock, then reads, sends, waits for the acknowledgement and saves the
 * position, forever. In a backlog the next page is read while Kafka takes the former one, and sent while the former one's
 * position is saved. Whatever fails is tried again from the saved position, so a record may come twice but never gets
 * lost; consumers drop the repetition by message id.
 */
final class ShardRelay implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ShardRelay.class);
    private static final OperatingSystemMXBean MACHINE =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final int BACKOFF_CEILING = 10;
    /** A notice takes a lock that all of the server share; what is committed meanwhile goes with the next one. */
    private static final Duration TELLING_SPACING = Duration.ofMillis(2);

    private static final double BUSY = 0.95;
    private static final long CARE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int shard;
    private final MessagingConfig.Outbox config;
    private final RelayConnections connections;
    private final AfterCommit bell;
    private final RelayMetrics metrics;
    private final DrillPoints drills;
    private final PageSize size;
    private final ExecutorService kafka;
    private volatile boolean running = true;
    private volatile boolean publishing;
    /** In a row; only the relay's own thread counts them. */
    private int failures;

    ShardRelay(
            int shard,
            MessagingConfig.Outbox config,
            RelayConnections connections,
            AfterCommit bell,
            RelayMetrics metrics,
            DrillPoints drills) {
        this.shard = shard;
        this.config = config;
        this.connections = connections;
        this.bell = bell;
        this.metrics = metrics;
        this.drills = drills;
        this.size = PageSize.of(config);
        this.kafka = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("outbox-kafka-" + shard).daemon().factory());
    }

    @Override
    public void run() {
        while (running) {
            try (RelaySession session = connections.session(shard)) {
                if (session.tryLock()) {
                    publish(session);
                } else {
                    standBy(session);
                }
            } catch (SQLException | RelayPublisher.Unavailable | RuntimeException e) {
                metrics.failed();
                failures = Math.min(failures + 1, BACKOFF_CEILING);
                LOG.atWarn().addKeyValue("shard", shard).setCause(e).log("outbox relay waits and tries again");
                pause(config.retryBackoff().multipliedBy(failures));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                running = false;
            }
        }
        kafka.shutdownNow();
    }

    /** Asks for the lock in one session until another relay has let go of it, which hears meanwhile what is committed here. */
    private void standBy(RelaySession session) throws SQLException, RelayPublisher.Unavailable, InterruptedException {
        long interval =
                Math.min(config.takeOverInterval().toNanos(), heartbeat().toNanos());
        long nextTry = System.nanoTime() + interval;
        while (running) {
            long left = nextTry - System.nanoTime();
            if (left <= 0) {
                if (session.tryLock()) {
                    publish(session);
                }
                nextTry = System.nanoTime() + interval;
            } else if (bell.await(shard, Duration.ofNanos(left)) && running) {
                session.tellHolder();
                Thread.sleep(TELLING_SPACING);
            }
        }
    }

    private void publish(RelaySession session) throws SQLException, RelayPublisher.Unavailable, InterruptedException {
        drills.reached("outbox.locked");
        RelaySession.Position position = session.position(config.shards());
        try (RelayParts parts = connections.parts(session, metrics);
                RelayNotices _ = connections.notices(shard, bell)) {
            takeOver(session, parts);
            publishing = true;
            LOG.atInfo().addKeyValue("shard", shard).log("outbox relay publishes");
            new Holder(session, parts).run(position);
        } finally {
            publishing = false;
        }
    }

    /** Asks the database what the former holder left behind. */
    private static void takeOver(RelaySession session, RelayParts parts) throws SQLException {
        parts.gate().parked(session.parked().firstOfKeys());
        parts.held().takeOver(session.parked().heldTopics());
        if (parts.manifests().isOpen()) {
            parts.manifests().takeOver(session.unmanifested(ManifestWay.MOST_TAKEN_OVER + 1));
        }
    }

    /** Works on Kafka's thread, while this one keeps the session's lease; a lost lease ends the wait. */
    private <T> T await(RelaySession session, Callable<T> work)
            throws SQLException, RelayPublisher.Unavailable, InterruptedException {
        return await(session, kafka.submit(work));
    }

    private <T> T await(RelaySession session, Future<T> work)
            throws SQLException, RelayPublisher.Unavailable, InterruptedException {
        while (true) {
            try {
                return work.get(heartbeat().toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                session.keepAlive();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RelayPublisher.Unavailable unavailable) {
                    throw unavailable;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    private Duration heartbeat() {
        return config.lease().dividedBy(4);
    }

    /** The time in which this relay holds the shard. */
    private final class Holder {
        private final RelaySession session;
        private final RelayParts parts;
        private final RelayCare care;
        private Duration idle = config.pollMinimum();
        private long nextCare = System.nanoTime();
        private boolean busy;

        Holder(RelaySession session, RelayParts parts) {
            this.session = session;
            this.parts = parts;
            this.care = new RelayCare(
                    session,
                    parts,
                    metrics,
                    (rows, origin) -> await(session, () -> parts.publisher().publish(rows, origin)),
                    size);
        }

        private record Flight(RelaySession.Page page, Future<RelayPublisher.Published> acknowledgement) {}

        /** How far the shard is saved, and what was read behind it already. */
        private record Landed(RelaySession.Position position, Optional<RelaySession.Page> next) {}

        void run(RelaySession.Position from) throws SQLException, RelayPublisher.Unavailable, InterruptedException {
            Landed landed = new Landed(from, Optional.empty());
            while (running) {
                boolean worked = careIsDue() && care(landed.position());
                RelaySession.Page page =
                        landed.next().isPresent() ? landed.next().get() : session.next(landed.position(), size);
                if (!page.rows().isEmpty()) {
                    long begun = System.nanoTime();
                    idle = config.pollMinimum();
                    landed = fly(send(page));
                    spareTheMachine(System.nanoTime() - begun);
                } else {
                    if (landed.position().target().isPresent()) {
                        // The backlog ended with a full page: that it has ended is worth knowing for others too.
                        session.save(page.end(), Map.of());
                    }
                    landed = new Landed(page.end(), Optional.empty());
                    if (!worked) {
                        rest();
                    }
                }
            }
        }

        /**
         * Ticks of a few rows each cost the servers, and every consumer behind them, more than the work they carry. Where
         * processors are free that buys latency; on a busy machine ticks are spaced, and what commits meanwhile goes out
         * together.
         */
        private void spareTheMachine(long tickNanos) throws InterruptedException {
            long left = config.tickSpacing().toNanos() - tickNanos;
            if (busy && left > 0) {
                TimeUnit.NANOSECONDS.sleep(left);
            }
        }

        private boolean careIsDue() {
            return System.nanoTime() - nextCare >= 0;
        }

        /**
         * Lands the page and those that were read behind it, until the backlog ends or care is due; answers the position
         * behind the last one, and what was read with its saving.
         */
        private Landed fly(Flight first) throws SQLException, RelayPublisher.Unavailable, InterruptedException {
            Flight flight = first;
            while (true) {
                RelaySession.Page page = flight.page();
                RelaySession.Page ahead =
                        page.hasMoreBehind() && running && !careIsDue() ? session.next(page.end(), size) : null;
                RelayPublisher.Published published = await(session, flight.acknowledgement());
                drills.reached("outbox.sent");
                Flight following = ahead == null || ahead.rows().isEmpty() ? null : send(ahead);
                Optional<RelaySession.Page> next = Optional.empty();
                if (following == null && isQuick(page, published)) {
                    next = Optional.of(session.saveAndNext(page.end(), size));
                } else {
                    session.save(page.end(), published.refused());
                }
                drills.reached("outbox.saved");
                failures = 0;
                metrics.published(published);
                parts.manifests().published(published.sent());
                care.sendManifests(page.end());
                if (following == null) {
                    return new Landed(page.end(), next);
                }
                flight = following;
            }
        }

        /** Whether one statement saves where the page ends and reads on: a busy machine waits before, a backlog is read ahead. */
        private boolean isQuick(RelaySession.Page page, RelayPublisher.Published published) {
            return running && !busy && published.refused().isEmpty() && !page.hasMoreBehind();
        }

        private Flight send(RelaySession.Page page) {
            drills.reached("outbox.read");
            return new Flight(page, kafka.submit(() -> parts.publisher().publish(page.rows(), RowGate.Origin.FRESH)));
        }

        /** What is done once a second when nothing is in flight. */
        private boolean care(RelaySession.Position position)
                throws SQLException, RelayPublisher.Unavailable, InterruptedException {
            busy = MACHINE.getCpuLoad() > BUSY;
            boolean worked = care.tend(position);
            nextCare = System.nanoTime() + (worked ? 0 : CARE_NANOS);
            return worked;
        }

        /** Waits for the bell or the next look at the table, renewing the lease meanwhile. */
        private void rest() throws SQLException, InterruptedException {
            long end = System.nanoTime() + idle.toNanos();
            while (running) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    Duration doubled = idle.multipliedBy(2);
                    idle = doubled.compareTo(config.pollMaximum()) > 0 ? config.pollMaximum() : doubled;
                    return;
                }
                if (bell.await(
                        shard, Duration.ofNanos(Math.min(left, heartbeat().toNanos())))) {
                    idle = config.pollMinimum();
                    return;
                }
                if (left > heartbeat().toNanos()) {
                    session.keepAlive();
                }
            }
        }
    }

    private void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    /** Whether this instance, and no other, publishes the shard. */
    boolean isPublishing() {
        return publishing;
    }

    /** Lets the page in hand be acknowledged and saved, then ends. */
    void stop() {
        running = false;
        bell.wake(shard);
    }
}
