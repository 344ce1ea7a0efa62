package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.BadMessage;
import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.EventConsumer;
import io.cpqoms.messaging.MessagingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a batch from Kafka to durable: decode, check, apply in one transaction. What fails is cut in two — by keys, then by
 * records — until only the bad record is left, and that one is buried or parked. Never answers with a nack, because that
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

    /** Reads the records; nothing happens to them before {@link Work#advance}. */
    Work begin(EventConsumer consumer, Intake intake, ConsumerRecords<String, byte[]> records) {
        Instant now = clock.instant();
        List<Delivery> batch = new ArrayList<>(records.count());
        for (ConsumerRecord<String, byte[]> record : records) {
            if (!envelopes.isSkippedBy(consumer.declaration(), record)) {
                batch.add(read(record, now));
            }
        }
        metrics.skipped(consumer.declaration().name(), records.count() - batch.size());
        drills.reached("inbox.received");
        return new Work(consumer, intake, batch, now);
    }

    Delivery read(ConsumerRecord<String, byte[]> record, Instant receivedAt) {
        try {
            return new Delivery.Readable(record, receivedAt, envelopes.open(record));
        } catch (BadMessage defect) {
            return new Delivery.Defective(record, receivedAt, defect);
        }
    }

    /** A batch on its way: what of it is still to be done, in order within each key. */
    final class Work {
        private final EventConsumer consumer;
        private final Intake intake;
        private final Instant begun;
        private final boolean wasEmpty;
        private final Deque<List<Delivery>> pieces = new ArrayDeque<>();

        private Work(EventConsumer consumer, Intake intake, List<Delivery> batch, Instant begun) {
            this.consumer = consumer;
            this.intake = intake;
            this.begun = begun;
            this.wasEmpty = batch.isEmpty();
            cutAtDefects(batch);
        }

        /**
         * Works until the batch is durable, or has to wait.
         *
         * @return how long to wait before the next call; empty when everything is done
         * @throws RuntimeException when only a person can help; nothing of the failed piece is recorded
         */
        Optional<Duration> advance() {
            while (!pieces.isEmpty()) {
                Intake.Permit permit = intake.ask(pieces.getFirst().size());
                if (permit.records() == 0) {
                    return Optional.of(permit.pause());
                }
                Optional<Duration> wait = attempt(takeFirst(permit.records()));
                if (wait.isPresent()) {
                    return wait;
                }
            }
            if (!wasEmpty) {
                metrics.batch(consumer.declaration().name(), Duration.between(begun, clock.instant()));
                drills.reached("inbox.committed");
            }
            return Optional.empty();
        }

        private Optional<Duration> attempt(List<Delivery> piece) {
            try {
                if (transaction.apply(consumer, piece)) {
                    intake.succeeded();
                } else {
                    intake.undecided();
                }
                return Optional.empty();
            } catch (RuntimeException | Error failure) {
                FailureScope kind = FailureScope.of(failure);
                if (kind == FailureScope.DEPENDENCY || kind == FailureScope.RELEASE) {
                    return postpone(piece, kind, failure);
                }
                intake.undecided();
                if (piece.size() > 1) {
                    cut(piece);
                    return Optional.empty();
                }
                return giveUp(piece, kind, failure);
            }
        }

        private Optional<Duration> postpone(List<Delivery> piece, FailureScope kind, Throwable failure) {
            pieces.addFirst(piece);
            if (kind == FailureScope.RELEASE) {
                intake.undecided();
                throw new IllegalStateException(
                        "Consumer " + consumer.declaration().name() + " must stop", failure);
            }
            Duration wait = intake.failed();
            metrics.retried(consumer.declaration().name(), kind);
            LOG.atWarn()
                    .addKeyValue("consumer", consumer.declaration().name())
                    .addKeyValue("waitMillis", wait.toMillis())
                    .addKeyValue("breakerOpen", intake.isOpen())
                    .setCause(failure)
                    .log("batch waits for something that is away");
            return Optional.of(wait);
        }

        /** Buries or parks a single record; if not even that works, the record comes again. */
        private Optional<Duration> giveUp(List<Delivery> piece, FailureScope kind, Throwable failure) {
            Delivery delivery = piece.getFirst();
            try {
                if (kind == FailureScope.KEY
                        && config.unknownAttempts() > 1
                        && delivery instanceof Delivery.Readable readable) {
                    transaction.park(consumer, readable, failure);
                    metrics.retried(consumer.declaration().name(), kind);
                    note(delivery, failure, "key parked");
                } else {
                    String type = kind == FailureScope.ROW ? "bad-data" : "exhausted";
                    transaction.bury(
                            consumer, delivery, DeadLetters.Reason.of(type, failure, 1, delivery.receivedAt()));
                    note(delivery, failure, "message dead-lettered");
                }
                return Optional.empty();
            } catch (RuntimeException notEvenThat) {
                FailureScope now = FailureScope.of(notEvenThat);
                return postpone(piece, now == FailureScope.RELEASE ? now : FailureScope.DEPENDENCY, notEvenThat);
            }
        }

        private void note(Delivery delivery, Throwable failure, String what) {
            LOG.atError()
                    .addKeyValue("consumer", consumer.declaration().name())
                    .addKeyValue("messageId", delivery.messageId())
                    .addKeyValue("topic", delivery.record().topic())
                    .addKeyValue("partition", delivery.record().partition())
                    .addKeyValue("offset", delivery.record().offset())
                    .addKeyValue("failure", DeadLetters.messageOf(failure))
                    .log(what);
        }

        private List<Delivery> takeFirst(int records) {
            List<Delivery> piece = pieces.removeFirst();
            if (records < piece.size()) {
                pieces.addFirst(piece.subList(records, piece.size()));
                return piece.subList(0, records);
            }
            return piece;
        }

        /** By keys while there are several, so that one key's records stay together; then by records. */
        private void cut(List<Delivery> piece) {
            List<String> keys = piece.stream().map(Delivery::key).distinct().toList();
            List<Delivery> first;
            List<Delivery> second;
            if (keys.size() > 1) {
                Set<String> firstKeys = new HashSet<>(keys.subList(0, keys.size() / 2));
                var halves = piece.stream()
                        .collect(Collectors.partitioningBy(delivery -> firstKeys.contains(delivery.key())));
                first = halves.getOrDefault(true, List.of());
                second = halves.getOrDefault(false, List.of());
            } else {
                first = piece.subList(0, piece.size() / 2);
                second = piece.subList(piece.size() / 2, piece.size());
            }
            drills.reached("inbox.bisected");
            pieces.addFirst(second);
            pieces.addFirst(first);
        }

        /** Where keys wait behind dead letters, an unreadable record stands alone: what follows must see it dead. */
        private void cutAtDefects(List<Delivery> batch) {
            boolean waits = consumer.declaration().afterDeadLetter() == ConsumerDeclaration.AfterDeadLetter.WAIT;
            List<Delivery> run = new ArrayList<>();
            for (Delivery delivery : batch) {
                if (waits && delivery instanceof Delivery.Defective) {
                    add(run);
                    add(List.of(delivery));
                    run = new ArrayList<>();
                } else {
                    run.add(delivery);
                }
            }
            add(run);
        }

        private void add(List<Delivery> piece) {
            if (!piece.isEmpty()) {
                pieces.addLast(piece);
            }
        }
    }
}
