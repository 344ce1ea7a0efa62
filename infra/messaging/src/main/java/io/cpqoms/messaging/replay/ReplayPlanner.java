package io.cpqoms.messaging.replay;

import io.cpqoms.command.Problem;
import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.MessagingConfig;
import io.cpqoms.messaging.ProcessingMode;
import io.cpqoms.messaging.internal.EnvelopeReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Says what a replay would do: it reads the window, up to a bound, and counts. */
@ApplicationScoped
class ReplayPlanner {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What a producer's transaction leaves behind the last record; no consumer ever commits it. */
    private static final int MARKER = 1;

    private final ReplayReader reader;
    private final EnvelopeReader envelopes;
    private final MessagingConfig.Replay config;
    private final Clock clock;

    ReplayPlanner(ReplayReader reader, EnvelopeReader envelopes, MessagingConfig config, Clock clock) {
        this.reader = reader;
        this.envelopes = envelopes;
        this.config = config.replay();
        this.clock = clock;
    }

    /** Counts by type while the window is read. */
    private static final class Count {
        private final Map<String, Long> applied = new TreeMap<>();
        private final Map<String, Long> passedOver = new TreeMap<>();
        private long unreadable;
        private long all;
        private boolean complete;

        void add(Sorted record) {
            all++;
            switch (record) {
                case Sorted.Applied event -> applied.merge(event.type(), 1L, Long::sum);
                case Sorted.Ignored event -> passedOver.merge(event.type(), 1L, Long::sum);
                case Sorted.Unselected event -> passedOver.merge(event.type(), 1L, Long::sum);
                case Sorted.Unreadable nothing -> unreadable++;
            }
        }
    }

    ReplayRun.Plan plan(ReplayRun.Request request, ConsumerDeclaration declaration, boolean approvalNeeded) {
        Instant start = clock.instant();
        try (KafkaConsumer<String, byte[]> consumer =
                reader.consumer(reader.group("plan-" + UUID.randomUUID()), config.batchSize())) {
            Map<TopicPartition, ReplayRun.Bounds> window = bounds(consumer, request);
            List<String> remarks = remarks(consumer, window, request);
            long records = window.values().stream()
                    .mapToLong(ReplayRun.Bounds::records)
                    .sum();
            if (records == 0) {
                throw Problem.conflict("nothing-to-replay", "Nothing to replay", nothing(request, remarks))
                        .asException();
            }
            Count count = count(consumer, window, request, declaration);
            boolean exact = count.complete;
            double scale = exact || count.all == 0 ? 1 : (double) records / count.all;
            double seconds = Duration.between(start, clock.instant()).toMillis() / 1000.0;
            double readable = count.all == 0 ? config.rate() : count.all / Math.max(0.1, seconds);
            return new ReplayRun.Plan(
                    records,
                    exact,
                    List.copyOf(window.values()),
                    scaled(count.applied, scale),
                    scaled(count.passedOver, scale),
                    Math.round(count.unreadable * scale),
                    (long) Math.ceil(records / Math.min(request.rate(), readable)),
                    remarks,
                    request.mode().suppressed(),
                    approvalNeeded,
                    start);
        }
    }

    /** The window as it is now. */
    List<ReplayRun.Bounds> bounds(ReplayRun.Request request) {
        try (KafkaConsumer<String, byte[]> consumer =
                reader.consumer(reader.group("plan-" + UUID.randomUUID()), config.batchSize())) {
            return List.copyOf(bounds(consumer, request).values());
        }
    }

    /** A validation ends where the live consumer is: what that has not done yet can't be judged. */
    private Map<TopicPartition, ReplayRun.Bounds> bounds(KafkaConsumer<?, ?> consumer, ReplayRun.Request request) {
        Map<TopicPartition, ReplayRun.Bounds> window = reader.window(consumer, request.selection());
        if (request.mode() == ProcessingMode.REPLAY_VALIDATE_ONLY) {
            Map<TopicPartition, Long> committed =
                    reader.liveCommitted(request.selection().topic());
            window.replaceAll((part, bounds) -> {
                long end = Math.min(bounds.end(), committed.getOrDefault(part, 0L));
                return new ReplayRun.Bounds(
                        bounds.topic(), bounds.partition(), bounds.begin(), Math.max(bounds.begin(), end));
            });
        }
        return window;
    }

    private static String nothing(ReplayRun.Request request, List<String> remarks) {
        String where = request.selection().isWholeTopic()
                ? request.selection().topic()
                : "That window of " + request.selection().topic();
        return where + " holds no record to replay."
                + remarks.stream().map(remark -> " " + remark + ".").collect(Collectors.joining());
    }

    /** Where the window is not what was asked for: gone with retention, not written yet, or not yet taken by the live consumer. */
    private List<String> remarks(
            KafkaConsumer<?, ?> consumer, Map<TopicPartition, ReplayRun.Bounds> window, ReplayRun.Request request) {
        ReplaySelection selection = request.selection();
        Map<TopicPartition, ReplayRun.Bounds> kept = reader.kept(consumer, selection.topic());
        List<String> remarks = new ArrayList<>();
        selection.offsets().keySet().forEach(partition -> {
            if (!kept.containsKey(new TopicPartition(selection.topic(), partition))) {
                throw Problem.invalidInput(
                                "selection.offsets",
                                selection.topic() + " has partitions 0 to " + (kept.size() - 1) + ", not " + partition)
                        .asException();
            }
        });
        kept.forEach((part, has) -> {
            ReplaySelection.Window wanted = selection.offsets().get(part.partition());
            String name = "partition " + part.partition();
            ReplayRun.Bounds taken = Objects.requireNonNull(window.get(part));
            boolean fromItsBeginning = wanted == null ? taken.begin() == has.begin() : wanted.from() < has.begin();
            if (selection.offsets().isEmpty() || wanted != null) {
                if (fromItsBeginning && has.begin() > 0) {
                    remarks.add(name + " begins at offset " + has.begin() + ": what was before is gone with retention");
                }
                long behind = Math.min(has.end(), wanted == null ? has.end() : wanted.to()) - taken.end();
                if (selection.to() == null && behind > MARKER) {
                    remarks.add(name + " ends at offset " + taken.end() + ", where the live consumer is; the " + behind
                            + " offsets behind that can't be judged yet");
                }
            }
            if (wanted != null && wanted.to() > has.end()) {
                remarks.add(name + " ends at offset " + has.end() + ": up to " + wanted.to() + " is not written yet");
            }
        });
        return remarks;
    }

    private Count count(
            KafkaConsumer<String, byte[]> consumer,
            Map<TopicPartition, ReplayRun.Bounds> window,
            ReplayRun.Request request,
            ConsumerDeclaration declaration) {
        consumer.assign(window.keySet());
        window.forEach((part, bounds) -> consumer.seek(part, bounds.begin()));
        Count count = new Count();
        Instant deadline = clock.instant().plus(PATIENCE);
        List<TopicPartition> open = unfinished(consumer, window);
        while (!open.isEmpty()
                && count.all < config.planScan()
                && clock.instant().isBefore(deadline)) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                ReplayRun.Bounds bounds = window.get(new TopicPartition(record.topic(), record.partition()));
                if (bounds != null && record.offset() < bounds.end()) {
                    count.add(Sorted.of(record, envelopes, request.selection(), declaration));
                }
            }
            open = unfinished(consumer, window);
        }
        count.complete = open.isEmpty();
        return count;
    }

    private static List<TopicPartition> unfinished(
            KafkaConsumer<?, ?> consumer, Map<TopicPartition, ReplayRun.Bounds> window) {
        List<TopicPartition> open = new ArrayList<>();
        List<TopicPartition> finished = new ArrayList<>();
        window.forEach((part, bounds) -> (consumer.position(part) < bounds.end() ? open : finished).add(part));
        consumer.pause(finished);
        return open;
    }

    private static Map<String, Long> scaled(Map<String, Long> counts, double scale) {
        Map<String, Long> scaled = new TreeMap<>();
        counts.forEach((type, count) -> scaled.put(type, Math.round(count * scale)));
        return scaled;
    }
}
