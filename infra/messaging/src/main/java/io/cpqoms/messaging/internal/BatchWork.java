package io.cpqoms.messaging.internal;

import io.cpqoms.command.logging.LogConversation;
import io.cpqoms.messaging.ConsumerDeclaration;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A batch on its way: what of it is still to be done, in order within each key. What fails is cut in two — by keys, then by
 * records — until only the bad record is left, and that one is held at the scope of its failure.
 */
final class BatchWork {

    private static final Logger LOG = LoggerFactory.getLogger(BatchWork.class);

    private final BatchPipeline pipeline;
    private final Consumers.Running running;
    private final Instant begun;
    private final boolean wasEmpty;
    private final Deque<List<Delivery>> pieces = new ArrayDeque<>();

    /** What is to be saved yet of how far the group will have come. */
    private Reached reached;

    private boolean moved;

    BatchWork(BatchPipeline pipeline, Consumers.Running running, Taken taken) {
        this.pipeline = pipeline;
        this.running = running;
        this.begun = taken.begun();
        this.reached = taken.reached();
        this.wasEmpty = taken.deliveries().isEmpty();
        cutAtDefects(taken.deliveries()).forEach(pieces::addLast);
    }

    /** What was taken from Kafka and when; the position counts the skipped records too. */
    record Taken(List<Delivery> deliveries, Reached reached, Instant begun) {}

    /**
     * Works until the batch is durable, or has to wait.
     *
     * @return how long to wait before the next call; empty when everything is done
     */
    Optional<Duration> advance() {
        while (!pieces.isEmpty()) {
            if (pipeline.positions.isOver(reached)) {
                return abandoned();
            }
            Intake.Permit permit = running.intake().ask(pieces.getFirst().size());
            if (permit.records() == 0) {
                return Optional.of(permit.pause());
            }
            Optional<Duration> wait = attempt(takeFirst(permit.records()));
            if (wait.isPresent()) {
                return wait;
            }
        }
        Optional<Duration> wait = saveReached();
        if (wait.isPresent()) {
            return wait;
        }
        if (!wasEmpty) {
            pipeline.metrics.batch(running.name(), Duration.between(begun, pipeline.clock.instant()));
            pipeline.drills.reached("inbox.committed");
        }
        return Optional.empty();
    }

    /**
     * Whether the database turned out to have moved since this was last asked, so that the group's partitions must be assigned anew before
     * anything of this can be done.
     */
    boolean leavesItsHistory() {
        boolean leaves = moved;
        moved = false;
        return leaves;
    }

    /** The group reads on from where its database is: what is not done of this comes again, in its order. */
    private Optional<Duration> abandoned() {
        LOG.atWarn()
                .addKeyValue("consumer", running.name())
                .addKeyValue("records", pieces.stream().mapToInt(List::size).sum())
                .log("a batch is given up because its consumer reads again from where its database is");
        pieces.clear();
        reached = Reached.NOTHING;
        return Optional.empty();
    }

    /** The last piece of a batch carries its position along; where there was none, or it ended otherwise, it goes by itself. */
    private Optional<Duration> saveReached() {
        if (reached.isNothing()) {
            return Optional.empty();
        }
        try {
            pipeline.transaction.saveReached(reached);
            reached = Reached.NOTHING;
            return Optional.empty();
        } catch (MovedDatabase other) {
            moved = true;
            return pipeline.positions.isOver(reached) ? abandoned() : Optional.of(waiting(other));
        } catch (RuntimeException failure) {
            return Optional.of(waiting(failure));
        }
    }

    private Optional<Duration> attempt(List<Delivery> piece) {
        Reached byThis = pieces.isEmpty() ? reached : reached.nowhere();
        try {
            if (pipeline.transaction.apply(running.consumer(), piece, byThis)) {
                running.handled();
            } else {
                running.intake().undecided();
            }
            if (!byThis.isNothing()) {
                reached = Reached.NOTHING;
            }
            return Optional.empty();
        } catch (MovedDatabase other) {
            moved = true;
            return Optional.of(postpone(piece, other));
        } catch (ReusedIds reused) {
            running.intake().undecided();
            addFirst(cutAtDefects(withDefects(piece, reused.deliveries())));
            return Optional.empty();
        } catch (RuntimeException | Error failure) {
            return failed(piece, failure);
        }
    }

    /** A single record's lines name its conversation; those of several belong to several. */
    private Optional<Duration> failed(List<Delivery> piece, Throwable failure) {
        try (LogConversation lines = conversation(piece)) {
            return settled(piece, failure);
        }
    }

    private static LogConversation conversation(List<Delivery> piece) {
        return piece.size() == 1 && piece.getFirst() instanceof Delivery.Readable readable
                ? LogConversation.of(
                        readable.event().correlationId(), readable.event().traceparent())
                : LogConversation.none();
    }

    private Optional<Duration> settled(List<Delivery> piece, Throwable failure) {
        FailureScope scope = FailureScope.of(failure);
        return switch (scope) {
            case DEPENDENCY, TOPIC -> Optional.of(postpone(piece, failure));
            case RELEASE -> broken(piece, failure);
            case ROW, KEY -> {
                running.intake().undecided();
                if (piece.size() > 1) {
                    addFirst(halves(piece));
                    yield Optional.empty();
                }
                yield giveUp(piece, scope, failure);
            }
        };
    }

    /** A record that probed in vain is parked and loses no attempt: if the next one is handled, it was that record alone. */
    private Optional<Duration> broken(List<Delivery> piece, Throwable failure) {
        String what = DeadLetters.publicly(failure);
        if (piece.size() > 1 || !(piece.getFirst() instanceof Delivery.Readable readable)) {
            return Optional.of(suspend(piece, running.guard().broken(what), failure));
        }
        Optional<Duration> wait = running.guard().probed(readable, what);
        if (wait.isPresent()) {
            return Optional.of(suspend(piece, wait.get(), failure));
        }
        running.intake().undecided();
        try {
            pipeline.transaction.park(running.consumer(), readable, failure);
            note(readable, failure, "key parked");
            return Optional.empty();
        } catch (RuntimeException notEvenThat) {
            return Optional.of(notEvenThat(piece, notEvenThat));
        }
    }

    private Duration notEvenThat(List<Delivery> piece, RuntimeException failure) {
        return switch (FailureScope.of(failure)) {
            case DEPENDENCY, TOPIC -> postpone(piece, failure);
            case ROW, KEY, RELEASE -> suspend(piece, running.guard().broken(DeadLetters.publicly(failure)), failure);
        };
    }

    private Duration postpone(List<Delivery> piece, Throwable failure) {
        pieces.addFirst(piece);
        return waiting(failure);
    }

    private Duration waiting(Throwable failure) {
        Duration wait = running.intake().failed();
        pipeline.metrics.retried(running.name(), FailureScope.DEPENDENCY);
        LOG.atWarn()
                .addKeyValue("consumer", running.name())
                .addKeyValue("waitMillis", wait.toMillis())
                .addKeyValue("breakerOpen", running.intake().isOpen())
                .setCause(failure)
                .log("batch waits for something that is away");
        return wait;
    }

    private Duration suspend(List<Delivery> piece, Duration wait, Throwable failure) {
        pieces.addFirst(piece);
        running.intake().suspend(wait);
        pipeline.metrics.retried(running.name(), FailureScope.RELEASE);
        LOG.atError()
                .addKeyValue("consumer", running.name())
                .addKeyValue("probeAfterMillis", wait.toMillis())
                .setCause(failure)
                .log("consumer takes nothing but a probe, needs a person");
        return wait;
    }

    /** Buries or parks a single record, unless it is one of many that fail alike; if not even that works, it comes again. */
    private Optional<Duration> giveUp(List<Delivery> piece, FailureScope scope, Throwable failure) {
        Delivery delivery = piece.getFirst();
        String type = scope == FailureScope.ROW ? "bad-data" : "exhausted";
        DeadLetters.Reason reason = DeadLetters.Reason.of(type, failure, 1, delivery.receivedAt());
        Optional<Duration> probeLater =
                running.guard().failed(delivery, reason.group(running.name()), DeadLetters.publicly(failure));
        if (probeLater.isPresent()) {
            return Optional.of(suspend(piece, probeLater.get(), failure));
        }
        try {
            if (scope == FailureScope.KEY
                    && pipeline.config.unknownAttempts() > 1
                    && delivery instanceof Delivery.Readable readable) {
                pipeline.transaction.park(running.consumer(), readable, failure);
                pipeline.metrics.retried(running.name(), scope);
                note(delivery, failure, "key parked");
            } else {
                pipeline.transaction.bury(running.consumer(), delivery, reason);
                note(delivery, failure, "message dead-lettered");
            }
            return Optional.empty();
        } catch (RuntimeException notEvenThat) {
            notEvenThat.addSuppressed(failure);
            return Optional.of(notEvenThat(piece, notEvenThat));
        }
    }

    private void note(Delivery delivery, Throwable failure, String what) {
        LOG.atError()
                .addKeyValue("consumer", running.name())
                .addKeyValue("messageId", delivery.messageId())
                .addKeyValue("topic", delivery.record().topic())
                .addKeyValue("partition", delivery.record().partition())
                .addKeyValue("offset", delivery.record().offset())
                .addKeyValue("failure", DeadLetters.publicly(failure))
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

    private static List<Delivery> withDefects(List<Delivery> piece, List<Delivery.Readable> reused) {
        return piece.stream()
                .map(delivery -> delivery instanceof Delivery.Readable readable && containsSame(reused, readable)
                        ? readable.asDefective("The message id " + readable.messageId()
                                + " was used before for another content; an id names one message for ever")
                        : delivery)
                .toList();
    }

    /** By identity: the record that first used the id may be in the same piece. */
    private static boolean containsSame(List<Delivery.Readable> reused, Delivery.Readable delivery) {
        return reused.stream().anyMatch(one -> one == delivery);
    }

    /** By keys while there are several, so that one key's records stay together; then by records. */
    private List<List<Delivery>> halves(List<Delivery> piece) {
        pipeline.drills.reached("inbox.bisected");
        List<String> keys = piece.stream().map(Delivery::key).distinct().toList();
        if (keys.size() > 1) {
            Set<String> firstKeys = new HashSet<>(keys.subList(0, keys.size() / 2));
            var halves =
                    piece.stream().collect(Collectors.partitioningBy(delivery -> firstKeys.contains(delivery.key())));
            return List.of(halves.getOrDefault(true, List.of()), halves.getOrDefault(false, List.of()));
        }
        return List.of(piece.subList(0, piece.size() / 2), piece.subList(piece.size() / 2, piece.size()));
    }

    /** Where keys wait behind dead letters, a defective record stands alone: what follows must see it dead. */
    private List<List<Delivery>> cutAtDefects(List<Delivery> batch) {
        ConsumerDeclaration declaration = running.consumer().declaration();
        boolean waits = declaration.afterDeadLetter() == ConsumerDeclaration.AfterDeadLetter.WAIT;
        List<List<Delivery>> cut = new ArrayList<>();
        List<Delivery> run = new ArrayList<>();
        for (Delivery delivery : batch) {
            if (waits && delivery instanceof Delivery.Defective) {
                cut.add(run);
                cut.add(List.of(delivery));
                run = new ArrayList<>();
            } else {
                run.add(delivery);
            }
        }
        cut.add(run);
        cut.removeIf(List::isEmpty);
        return cut;
    }

    private void addFirst(List<List<Delivery>> next) {
        next.reversed().forEach(pieces::addFirst);
    }
}
