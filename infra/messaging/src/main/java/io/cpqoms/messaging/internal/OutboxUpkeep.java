package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.MessagingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes on beside the relays, on a thread of its own: what waits is measured, and the ring turns. */
@ApplicationScoped
public class OutboxUpkeep implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxUpkeep.class);
    private static final Duration TURN_INTERVAL = Duration.ofMinutes(10);

    private final OutboxCare care;
    private final OutboxGauges gauges;
    private final Duration interval;

    OutboxUpkeep(OutboxCare care, OutboxGauges gauges, MessagingConfig config) {
        this.care = care;
        this.gauges = gauges;
        this.interval = config.outbox().careInterval();
    }

    @Override
    public void run() {
        Instant nextTurn = Instant.EPOCH;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                gauges.observed(care.shards(), care.heldTopics(), care.withheld());
                if (Instant.now().isAfter(nextTurn)) {
                    List<Integer> released = care.turn(Instant.now());
                    nextTurn = Instant.now().plus(TURN_INTERVAL);
                    if (!released.isEmpty()) {
                        LOG.atInfo().addKeyValue("segments", released).log("outbox segments released");
                    }
                }
            } catch (RuntimeException e) {
                LOG.atWarn().setCause(e).log("the outbox table can't be looked after now");
            }
            try {
                Thread.sleep(interval);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    long unpublished() {
        return gauges.unpublished();
    }

    Duration oldestUnpublished() {
        return gauges.oldestUnpublished();
    }
}
