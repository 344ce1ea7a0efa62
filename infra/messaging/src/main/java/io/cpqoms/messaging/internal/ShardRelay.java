package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.MessagingConfig;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The publisher of one shard: takes the shard's lock, then reads, sends, waits for all acknowledgements and saves the
 * position, forever. Whatever fails is tried again from the saved position, so a record may come twice but never gets
 * lost; consumers drop the repetition by message id.
 */
final class ShardRelay implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ShardRelay.class);
    private static final int BACKOFF_CEILING = 10;

    private final int shard;
    private final MessagingConfig.Outbox config;
    private final RelayConnections connections;
    private final RelayWakeUp wakeUp;
    private final RelayMetrics metrics;
    private final DrillPoints drills;
    private volatile boolean running = true;

    ShardRelay(
            int shard,
            MessagingConfig.Outbox config,
            RelayConnections connections,
            RelayWakeUp wakeUp,
            RelayMetrics metrics,
            DrillPoints drills) {
        this.shard = shard;
        this.config = config;
        this.connections = connections;
        this.wakeUp = wakeUp;
        this.metrics = metrics;
        this.drills = drills;
    }

    @Override
    public void run() {
        int failures = 0;
        while (running) {
            try (RelaySession session = connections.session(shard)) {
                if (session.tryLock()) {
                    try (RelayPublisher publisher = connections.publisher(shard, session.parkedKeys())) {
                        LOG.atInfo().addKeyValue("shard", shard).log("outbox relay publishes");
                        failures = 0;
                        publish(session, publisher);
                    }
                } else {
                    wakeUp.await(shard, config.takeOverInterval());
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
    }

    private void publish(RelaySession session, RelayPublisher publisher)
            throws SQLException, RelayPublisher.Unavailable, InterruptedException {
        RelayPosition position = session.position();
        Duration idle = config.pollMinimum();
        while (running) {
            RelaySession.Page page = session.next(position, config.pageSize());
            if (page.rows().isEmpty()) {
                position = page.end();
                boolean rang = wakeUp.await(shard, idle);
                idle = rang ? config.pollMinimum() : longer(idle);
                continue;
            }
            drills.reached("outbox.read");
            Map<OutboxRow, String> refused = publisher.publish(page.rows());
            drills.reached("outbox.sent");
            session.save(page.end(), refused);
            metrics.published(page.rows().size() - refused.size(), refused);
            position = page.end();
            idle = config.pollMinimum();
        }
    }

    private Duration longer(Duration idle) {
        Duration doubled = idle.multipliedBy(2);
        return doubled.compareTo(config.pollMaximum()) > 0 ? config.pollMaximum() : doubled;
    }

    private void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    /** Lets the page in hand be acknowledged and saved, then ends. */
    void stop() {
        running = false;
        wakeUp.wake(shard);
    }
}
