package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.TransientFailure;
import io.cpqoms.messaging.internal.Gauges.Waiting;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first record that a group has not committed, partition by partition. Whether there is one can't be computed:
 * the marks that end transactions take offsets too and nobody commits past the last of them. So the record is read, once for
 * each position; a group that stands still costs nothing more.
 *
 * <p>A look asks four questions, however many partitions there are, and reads one batch of each that has moved.
 */
@ApplicationScoped
class TopicHeads {

    /** For each question; a whole look ends after a few of these. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration POLL = Duration.ofMillis(100);

    private static final int SMALL_FETCH = 64 * 1024;

    private final Map<String, Object> broker;
    private final String service;
    private final Map<GroupPart, Head> known = new HashMap<>();
    private @Nullable Admin admin;
    private @Nullable Consumer<byte[], byte[]> consumer;

    TopicHeads(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.broker = broker;
        this.service = service;
    }

    private record GroupPart(String group, TopicPartition part) {}

    /**
     * What was found from a position on.
     *
     * @param next the position
     * @param first the first record there; empty when there is none before {@code upTo}
     */
    private record Head(long next, long upTo, Optional<First> first) {

        boolean answers(long position, long end) {
            return next == position && (first.isPresent() || end <= upTo);
        }

        Waiting waiting(long end) {
            return first.map(found -> new Waiting(Math.max(1, end - found.offset()), found.time()))
                    .orElse(Waiting.NOTHING);
        }
    }

    private record First(long offset, Instant time) {}

    /**
     * What one look found.
     *
     * @param waiting what each group has not processed, for the partitions that were answered for
     * @param partitions those that each topic has now, for the topics that answered; a topic that is missing has none
     * @param unanswered what was asked in vain, and why
     */
    record Look(
            Map<String, Map<TopicPartition, Waiting>> waiting,
            Map<String, Set<TopicPartition>> partitions,
            List<String> unanswered) {}

    /** What each group has not processed of its topic. What one of them doesn't answer takes nothing from the others. */
    synchronized Look look(Map<String, String> topicByGroup) {
        TopicAnswers answers = new TopicAnswers(admin());
        Map<String, Set<TopicPartition>> parts = answers.partitions(Set.copyOf(topicByGroup.values()));
        known.keySet().removeIf(head -> isGone(head.part(), parts));
        List<TopicPartition> all = parts.values().stream().flatMap(Set::stream).toList();
        Map<TopicPartition, Long> ends = answers.offsets(all, OffsetSpec.latest());
        Map<TopicPartition, Long> begins = answers.offsets(all, OffsetSpec.earliest());
        Map<String, Map<TopicPartition, Waiting>> found = new HashMap<>();
        answers.committed(topicByGroup.keySet()).forEach((group, committed) -> {
            Map<TopicPartition, Long> positions = new HashMap<>();
            for (TopicPartition part : parts.getOrDefault(topicByGroup.get(group), Set.of())) {
                Long begin = begins.get(part);
                if (begin != null && ends.containsKey(part)) {
                    positions.put(part, Math.max(begin, committed.getOrDefault(part, begin)));
                }
            }
            found.put(group, waiting(group, positions, ends, answers));
        });
        return new Look(found, parts, answers.unanswered());
    }

    /** Whether the topic has answered that it has no such partition. */
    static boolean isGone(TopicPartition part, Map<String, Set<TopicPartition>> partitions) {
        return !partitions.getOrDefault(part.topic(), Set.of(part)).contains(part);
    }

    private Map<TopicPartition, Waiting> waiting(
            String group, Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends, TopicAnswers answers) {
        Map<TopicPartition, Long> unknown = new HashMap<>();
        positions.forEach((part, position) -> {
            Head head = known.get(new GroupPart(group, part));
            long end = ends.getOrDefault(part, position);
            if (position >= end) {
                known.put(new GroupPart(group, part), new Head(position, end, Optional.empty()));
            } else if (head == null || !head.answers(position, end)) {
                unknown.put(part, position);
            }
        });
        Set<TopicPartition> unread = read(group, unknown, ends, answers);
        Map<TopicPartition, Waiting> waiting = new HashMap<>();
        positions.forEach((part, position) -> {
            Head head = known.get(new GroupPart(group, part));
            if (head != null && !unread.contains(part)) {
                waiting.put(part, head.waiting(ends.getOrDefault(part, position)));
            }
        });
        return waiting;
    }

    /**
     * Reads from the positions until each partition has shown a record or its end.
     *
     * @return those that have not; where the fetch itself is refused, that is the rest of the group's
     */
    private Set<TopicPartition> read(
            String group, Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends, TopicAnswers answers) {
        Set<TopicPartition> open = new HashSet<>(positions.keySet());
        if (open.isEmpty()) {
            return open;
        }
        try {
            Consumer<byte[], byte[]> reader = reader();
            reader.assign(open);
            positions.forEach(reader::seek);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!open.isEmpty() && System.nanoTime() - deadline < 0) {
                var polled = reader.poll(POLL);
                for (TopicPartition part : List.copyOf(open)) {
                    long end = ends.getOrDefault(part, 0L);
                    List<ConsumerRecord<byte[], byte[]>> records = polled.records(part);
                    if (!records.isEmpty() || reader.position(part) >= end) {
                        Head head = new Head(Objects.requireNonNull(positions.get(part)), end, firstOf(records));
                        known.put(new GroupPart(group, part), head);
                        open.remove(part);
                        reader.assign(open);
                    }
                }
            }
            if (!open.isEmpty()) {
                answers.missed(open, new TransientFailure("no first records in " + PATIENCE));
            }
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            answers.missed(open, e);
        }
        return open;
    }

    private static Optional<First> firstOf(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .findFirst()
                .map(record -> new First(record.offset(), Instant.ofEpochMilli(record.timestamp())));
    }

    private Admin admin() {
        Admin open = admin;
        if (open == null) {
            open = Admin.create(settings(AdminClientConfig.configNames()));
            admin = open;
        }
        return open;
    }

    /** In no group: it commits nothing and takes no partition from anybody. */
    private Consumer<byte[], byte[]> reader() {
        Consumer<byte[], byte[]> open = consumer;
        if (open == null) {
            Map<String, Object> settings = settings(ConsumerConfig.configNames());
            settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
            settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
            settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
            settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
            settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
            settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, SMALL_FETCH);
            open = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            consumer = open;
        }
        return open;
    }

    private Map<String, Object> settings(Set<String> names) {
        Map<String, Object> settings = new HashMap<>();
        broker.forEach((name, value) -> {
            if (names.contains(name)) {
                settings.put(name, value);
            }
        });
        settings.put("client.id", service + ".unprocessed");
        settings.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
        settings.put("request.timeout.ms", (int) PATIENCE.toMillis());
        return settings;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
        if (consumer != null) {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }
}
