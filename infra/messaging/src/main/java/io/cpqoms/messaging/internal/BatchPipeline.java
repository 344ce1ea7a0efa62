package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.BadMessage;
import io.cpqoms.messaging.EventConsumer;
import io.cpqoms.messaging.MessagingConfig;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a batch from Kafka to durable: decode, check, apply in one transaction; on failure retry the whole, or cut the
 * batch in halves until only the bad record is left, and bury that one. Never answers with a failure, because a nack
 * would fail every record of the batch.
 */
@ApplicationScoped
public class BatchPipeline {

    private static final Logger LOG = LoggerFactory.getLogger(BatchPipeline.class);

    private final Envelopes envelopes;
    private final BatchTransaction transaction;
    private final InboxMetrics metrics;
    private final DrillPoints drills;
    private final MessagingConfig.Inbox config;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);

    BatchPipeline(
            Envelopes envelopes,
            BatchTransaction transaction,
            InboxMetrics metrics,
            DrillPoints drills,
            MessagingConfig config,
            Clock clock) {
        this.envelopes = envelopes;
        this.transaction = transaction;
        this.metrics = metrics;
        this.drills = drills;
        this.config = config.inbox();
        this.clock = clock;
    }

    public void receive(EventConsumer consumer, ConsumerRecords<String, byte[]> records) {
        Instant start = clock.instant();
        List<Delivery> batch = new ArrayList<>(records.count());
        for (ConsumerRecord<String, byte[]> record : records) {
            batch.add(read(record, start));
        }
        process(consumer, batch);
        metrics.batch(consumer.declaration().name(), Duration.between(start, clock.instant()));
        drills.reached("inbox.committed");
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    private Delivery read(ConsumerRecord<String, byte[]> record, Instant now) {
        try {
            return new Delivery.Readable(record, now, envelopes.open(record));
        } catch (BadMessage defect) {
            return new Delivery.Defective(record, now, defect);
        }
    }

    private void process(EventConsumer consumer, List<Delivery> batch) {
        Retry retry = new Retry(consumer.declaration().name());
        while (!batch.isEmpty()) {
            try {
                transaction.apply(consumer, batch);
                return;
            } catch (RuntimeException failure) {
                FailureKind kind = FailureKind.of(failure);
                if (kind != FailureKind.TRANSIENT && batch.size() > 1) {
                    process(consumer, batch.subList(0, batch.size() / 2));
                    process(consumer, batch.subList(batch.size() / 2, batch.size()));
                    return;
                }
                if (retry.givesUpAfter(kind, failure)) {
                    bury(consumer, batch.getFirst(), retry.reason(kind, failure));
                    return;
                }
            }
        }
    }

    private void bury(EventConsumer consumer, Delivery delivery, DeadLetters.Reason reason) {
        Retry retry = new Retry(consumer.declaration().name());
        while (true) {
            try {
                transaction.bury(consumer.declaration().name(), delivery, reason);
                LOG.atError()
                        .addKeyValue("consumer", consumer.declaration().name())
                        .addKeyValue("messageId", delivery.messageId())
                        .addKeyValue("topic", delivery.record().topic())
                        .addKeyValue("partition", delivery.record().partition())
                        .addKeyValue("offset", delivery.record().offset())
                        .addKeyValue("failure", reason.message())
                        .log("message dead-lettered");
                return;
            } catch (RuntimeException failure) {
                // Losing the record is not an option: whatever the failure is, the dead letter is tried again.
                retry.givesUpAfter(FailureKind.TRANSIENT, failure);
            }
        }
    }

    /** Counts the attempts on one batch and waits between them, longer each time and never quite equally long. */
    private final class Retry {
        private final String consumer;
        private final Instant firstFailedAt = clock.instant();
        private Duration wait = config.retryBackoff();
        private int attempts;

        Retry(String consumer) {
            this.consumer = consumer;
        }

        boolean givesUpAfter(FailureKind kind, RuntimeException failure) {
            attempts++;
            boolean over =
                    kind == FailureKind.BAD_DATA || kind == FailureKind.UNKNOWN && attempts >= config.unknownAttempts();
            if (!over) {
                metrics.retried(consumer, kind);
                LOG.atWarn()
                        .addKeyValue("consumer", consumer)
                        .addKeyValue("kind", kind)
                        .addKeyValue("attempt", attempts)
                        .setCause(failure)
                        .log("batch failed, trying again");
                pause();
            }
            return over;
        }

        DeadLetters.Reason reason(FailureKind kind, RuntimeException failure) {
            String type = kind == FailureKind.BAD_DATA ? "bad-data" : "exhausted";
            return DeadLetters.Reason.of(type, failure, attempts, firstFailedAt);
        }

        private void pause() {
            double jitter = 0.5 + ThreadLocalRandom.current().nextDouble();
            try {
                if (stopping.await((long) (wait.toMillis() * jitter), TimeUnit.MILLISECONDS)) {
                    throw new CancellationException("The service stops; the batch will come again");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("Interrupted; the batch will come again");
            }
            Duration doubled = wait.multipliedBy(2);
            wait = doubled.compareTo(config.retryBackoffMaximum()) > 0 ? config.retryBackoffMaximum() : doubled;
        }
    }
}
