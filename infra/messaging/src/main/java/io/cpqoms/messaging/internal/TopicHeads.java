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
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
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

    /** What each group has not processed of its topic, by partition; a topic that is missing has none. */
    synchronized Map<String, Map<TopicPartition, Waiting>> unprocessed(Map<String, String> topicByGroup) {
        Map<String, List<TopicPartition>> parts = partitions(Set.copyOf(topicByGroup.values()));
        List<TopicPartition> all = parts.values().stream().flatMap(List::stream).toList();
        Map<TopicPartition, Long> ends = offsets(all, OffsetSpec.latest());
        Map<TopicPartition, Long> begins = offsets(all, OffsetSpec.earliest());
        Map<String, Map<TopicPartition, Long>> committed = committed(topicByGroup.keySet());
        Map<String, Map<TopicPartition, Waiting>> found = new HashMap<>();
        topicByGroup.forEach((group, topic) -> {
            Map<TopicPartition, Long> positions = new HashMap<>();
            for (TopicPartition part : parts.getOrDefault(topic, List.of())) {
                long begin = begins.getOrDefault(part, 0L);
                long position = committed.getOrDefault(group, Map.of()).getOrDefault(part, begin);
                positions.put(part, Math.max(begin, position));
            }
            found.put(group, waiting(group, positions, ends));
        });
        return found;
    }

    private Map<TopicPartition, Waiting> waiting(
            String group, Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
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
        read(group, unknown, ends);
        Map<TopicPartition, Waiting> waiting = new HashMap<>();
        positions.forEach((part, position) -> waiting.put(
                part,
                Objects.requireNonNull(known.get(new GroupPart(group, part)))
                        .waiting(ends.getOrDefault(part, position))));
        return waiting;
    }

    /** Reads from the positions until each partition has shown a record or its end. */
    private void read(String group, Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
        if (positions.isEmpty()) {
            return;
        }
        Consumer<byte[], byte[]> reader = reader();
        reader.assign(positions.keySet());
        positions.forEach(reader::seek);
        Set<TopicPartition> open = new HashSet<>(positions.keySet());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!open.isEmpty()) {
            if (System.nanoTime() - deadline > 0) {
                throw new TransientFailure("Kafka did not give the first records of " + open + " in " + PATIENCE);
            }
            var polled = reader.poll(POLL);
            for (TopicPartition part : List.copyOf(open)) {
                long end = ends.getOrDefault(part, 0L);
                List<ConsumerRecord<byte[], byte[]>> records = polled.records(part);
                if (!records.isEmpty() || reader.position(part) >= end) {
                    Optional<First> first = records.stream()
                            .findFirst()
                            .map(record -> new First(record.offset(), Instant.ofEpochMilli(record.timestamp())));
                    known.put(
                            new GroupPart(group, part),
                            new Head(Objects.requireNonNull(positions.get(part)), end, first));
                    open.remove(part);
                    reader.assign(open);
                }
            }
        }
    }

    private Map<String, List<TopicPartition>> partitions(Set<String> topics) {
        Map<String, List<TopicPartition>> parts = new HashMap<>();
        admin().describeTopics(topics).topicNameValues().forEach((topic, described) -> {
            try {
                parts.put(
                        topic,
                        described.get().partitions().stream()
                                .map(part -> new TopicPartition(topic, part.partition()))
                                .toList());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw new TransientFailure("The partitions of " + topic + " could not be read", e);
                }
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        });
        return parts;
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> parts, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> wanted = parts.stream().collect(Collectors.toMap(part -> part, part -> which));
        try {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            admin().listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all()
                    .get()
                    .forEach((part, found) -> offsets.put(part, found.offset()));
            return offsets;
        } catch (ExecutionException e) {
            throw new TransientFailure("The offsets of the topics could not be read", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static TransientFailure interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new TransientFailure("Interrupted", e);
    }

    private Map<String, Map<TopicPartition, Long>> committed(Set<String> groups) {
        Map<String, ListConsumerGroupOffsetsSpec> wanted =
                groups.stream().collect(Collectors.toMap(group -> group, group -> new ListConsumerGroupOffsetsSpec()));
        try {
            Map<String, Map<TopicPartition, Long>> committed = new HashMap<>();
            for (Map.Entry<String, Map<TopicPartition, OffsetAndMetadata>> group :
                    admin().listConsumerGroupOffsets(wanted).all().get().entrySet()) {
                Map<TopicPartition, Long> offsets = new HashMap<>();
                group.getValue().forEach((part, offset) -> {
                    if (offset != null) {
                        offsets.put(part, offset.offset());
                    }
                });
                committed.put(group.getKey(), offsets);
            }
            return committed;
        } catch (ExecutionException e) {
            throw new TransientFailure("The offsets of " + groups + " could not be read", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
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
