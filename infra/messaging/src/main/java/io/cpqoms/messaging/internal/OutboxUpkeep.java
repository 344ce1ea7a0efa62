package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.MessagingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes on beside the relays, on threads of its own: on one, what waits is measured and the ring turns; on the other, marks are made,
 * and after the database has moved Kafka is asked what it knows and the database doesn't.
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
        AtomicReference<Instant> nextTurn = new AtomicReference<>(Instant.EPOCH);
        repeat("the outbox table can't be looked after now", () -> {
            gauges.observed(care.shards(), care.heldTopics(), care.withheld());
            if (Instant.now().isAfter(nextTurn.get())) {
                List<Integer> released = care.turn(Instant.now());
                nextTurn.set(Instant.now().plus(TURN_INTERVAL));
                if (!released.isEmpty()) {
                    LOG.atInfo().addKeyValue("segments", released).log("outbox segments released");
                }
            }
        });
    }

    /** For a thread of its own: the look takes as long as Kafka takes, and meanwhile the rest goes on to be measured. */
    void mark() {
        repeat("what Kafka knows and the database does not can't be looked for now", () -> {
            gauges.movePending(forgotten.isPending());
            forgotten.tend();
            gauges.movePending(false);
            gauges.forgotten(marks.unsettled());
        });
    }

    private void repeat(String failed, Runnable work) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                // Whatever got out would end all rounds.
                LOG.atWarn().setCause(e).log(failed);
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
