package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.MessagingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes on beside the relays, on a thread of its own: what waits is measured, the ring turns, and after the database has moved Kafka
 * is asked what it knows and the database doesn't.
 */
@ApplicationScoped
public class OutboxUpkeep implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxUpkeep.class);
    private static final Duration TURN_INTERVAL = Duration.ofMinutes(10);

    private final OutboxCare care;
    private final OutboxGauges gauges;
    private final OutboxMarks marks;
    private final ForgottenRecords forgotten;
    private final Duration interval;

    OutboxUpkeep(
            OutboxCare care,
            OutboxGauges gauges,
            OutboxMarks marks,
            ForgottenRecords forgotten,
            MessagingConfig config) {
        this.care = care;
        this.gauges = gauges;
        this.marks = marks;
        this.forgotten = forgotten;
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
            mark();
            try {
                Thread.sleep(interval);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** By itself: while Kafka is away nobody can say what it knows, and all the rest goes on. */
    private void mark() {
        try {
            forgotten.tend();
            gauges.forgotten(marks.unsettled());
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("what Kafka knows and the database does not can't be looked for now");
        }
    }

    long unpublished() {
        return gauges.unpublished();
    }

    Duration oldestUnpublished() {
        return gauges.oldestUnpublished();
    }
}
