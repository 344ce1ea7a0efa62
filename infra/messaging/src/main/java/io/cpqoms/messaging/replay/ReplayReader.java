package io.cpqoms.messaging.replay;

import io.cpqoms.messaging.ConsumerGroups;
import io.cpqoms.messaging.TransientFailure;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Kafka as replays use it: consumers in groups of their own, windows of a topic, and how far the live groups are behind. */
@ApplicationScoped
class ReplayReader {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, Object> broker;
    private final ConsumerGroups groups;
    private final String service;
    private @Nullable Admin admin;

    ReplayReader(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            ConsumerGroups groups,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.broker = broker;
        this.groups = groups;
        this.service = service;
    }

    /** The group of a replay; it appears in Kafka's tools while the replay runs and goes with it. */
    String group(Object replayId) {
        return groups.ofReplay(replayId.toString());
    }

    /** A consumer that commits only when told and never sees what a producer has not committed. */
    KafkaConsumer<String, byte[]> consumer(String group, int batch) {
        Map<String, Object> settings = new HashMap<>();
        broker.forEach((name, value) -> {
            if (ConsumerConfig.configNames().contains(name)) {
                settings.put(name, value);
            }
        });
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, group);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, batch);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /** What retention has left of each partition, up to its end as it is now. */
    Map<TopicPartition, ReplayRun.Bounds> kept(KafkaConsumer<?, ?> consumer, String topic) {
        return window(consumer, ReplaySelection.whole(topic));
    }

    /** The window of each partition as it is now: what retention has left of it, and not beyond the end. */
    Map<TopicPartition, ReplayRun.Bounds> window(KafkaConsumer<?, ?> consumer, ReplaySelection selection) {
        List<TopicPartition> parts = partitions(consumer, selection.topic());
        Map<TopicPartition, Long> begins = new HashMap<>(consumer.beginningOffsets(parts));
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(parts));
        Map<TopicPartition, ReplayRun.Bounds> window =
                new TreeMap<>(Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition));
        Map<TopicPartition, Long> from = at(consumer, parts, selection.from(), begins, ends);
        Map<TopicPartition, Long> to = at(consumer, parts, selection.to(), ends, ends);
        for (TopicPartition part : parts) {
            long begin = Math.max(begins.getOrDefault(part, 0L), from.getOrDefault(part, 0L));
            long end = Math.min(ends.getOrDefault(part, 0L), to.getOrDefault(part, 0L));
            if (!selection.offsets().isEmpty()) {
                ReplaySelection.Window wanted = selection.offsets().get(part.partition());
                begin = wanted == null ? end : Math.max(begin, wanted.from());
                end = wanted == null ? end : Math.min(end, wanted.to());
            }
            window.put(part, new ReplayRun.Bounds(part.topic(), part.partition(), begin, Math.max(begin, end)));
        }
        return window;
    }

    /** Offsets of the first record published at that time or later; the end where there is none. */
    private static Map<TopicPartition, Long> at(
            KafkaConsumer<?, ?> consumer,
            List<TopicPartition> parts,
            @Nullable Instant time,
            Map<TopicPartition, Long> otherwise,
            Map<TopicPartition, Long> ends) {
        if (time == null) {
            return otherwise;
        }
        Map<TopicPartition, Long> wanted =
                parts.stream().collect(Collectors.toMap(part -> part, part -> time.toEpochMilli()));
        Map<TopicPartition, Long> offsets = new HashMap<>(ends);
        for (Map.Entry<TopicPartition, OffsetAndTimestamp> found :
                consumer.offsetsForTimes(wanted).entrySet()) {
            if (found.getValue() != null) {
                offsets.put(found.getKey(), found.getValue().offset());
            }
        }
        return offsets;
    }

    /** What the live groups of this service have committed on the topic, the slowest of them for each partition. */
    Map<TopicPartition, Long> liveCommitted(String topic) {
        Set<String> groups = liveGroups(topic);
        Map<TopicPartition, Long> slowest = new HashMap<>();
        Map<String, ListConsumerGroupOffsetsSpec> wanted =
                groups.stream().collect(Collectors.toMap(group -> group, group -> new ListConsumerGroupOffsetsSpec()));
        try {
            for (Map<TopicPartition, OffsetAndMetadata> offsets :
                    admin().listConsumerGroupOffsets(wanted).all().get().values()) {
                offsets.forEach((part, offset) -> {
                    if (part.topic().equals(topic) && offset != null) {
                        slowest.merge(part, offset.offset(), Math::min);
                    }
                });
            }
            return slowest;
        } catch (ExecutionException e) {
            throw new TransientFailure("The offsets of " + groups + " could not be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure("Interrupted", e);
        }
    }

    /** Records of the topic that the live groups have still to take. */
    long liveLag(KafkaConsumer<?, ?> consumer, String topic) {
        List<TopicPartition> parts = partitions(consumer, topic);
        Map<TopicPartition, Long> committed = liveCommitted(topic);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(parts);
        return consumer.endOffsets(parts).entrySet().stream()
                .mapToLong(end -> {
                    long begin = begins.getOrDefault(end.getKey(), 0L);
                    return Math.max(0, end.getValue() - Math.max(begin, committed.getOrDefault(end.getKey(), begin)));
                })
                .sum();
    }

    private Set<String> liveGroups(String topic) {
        return groups.topicByGroup().entrySet().stream()
                .filter(group -> group.getValue().equals(topic))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Takes the group out of Kafka, so that nobody finds a zombie. */
    void forget(Object replayId) {
        try {
            admin().deleteConsumerGroups(List.of(group(replayId))).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw new TransientFailure("The replay's group could not be removed", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Admin admin() {
        if (admin != null) {
            return admin;
        }
        Map<String, Object> settings = new HashMap<>();
        broker.forEach((name, value) -> {
            if (AdminClientConfig.configNames().contains(name)) {
                settings.put(name, value);
            }
        });
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, service + ".replays");
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        admin = Admin.create(settings);
        return admin;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(PATIENCE);
        }
    }
}
