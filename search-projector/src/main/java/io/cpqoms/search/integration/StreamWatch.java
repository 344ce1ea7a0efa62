package io.cpqoms.search.integration;

import io.cpqoms.messaging.ConsumerGroups;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares, once a second, what the topics hold with what this service's groups have committed.
 *
 * <p>Offsets are committed after the projection is durable, and they count for all instances of the service. A look
 * that fails changes nothing: the age that answers show then grows, which is what is true. Relays publish in Kafka
 * transactions, whose markers take offsets too: a backlog is therefore an upper bound, but none is none.
 */
@ApplicationScoped
public class StreamWatch {

    private static final Logger LOG = LoggerFactory.getLogger(StreamWatch.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** What lies behind the last record of a partition: the marker that committed it. */
    private static final int MARKER = 1;

    private final Map<String, Object> kafka;
    private final Map<String, String> topicByGroup;
    private final Clock clock;
    private final Map<String, List<TopicPartition>> partitions = new HashMap<>();
    private volatile StreamState state = StreamState.UNKNOWN;
    private volatile boolean reachable = true;
    private Admin admin;

    @SuppressWarnings("NullAway.Init") // The client is opened with the first look, which is never before the start.
    StreamWatch(@Identifier("default-kafka-broker") Map<String, Object> kafka, ConsumerGroups groups, Clock clock) {
        this.kafka = kafka;
        this.clock = clock;
        this.topicByGroup = groups.topicByGroup();
    }

    /** What the last look found. */
    public StreamState state() {
        return state;
    }

    @Scheduled(every = "${search.freshness.look-every:1s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        Instant at = clock.instant();
        try {
            state = state.seen(backlog(), at);
            reachable = true;
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            if (reachable) {
                LOG.atWarn().addKeyValue("reason", e.toString()).log("the age of the projection cannot be checked");
            }
            reachable = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long backlog() throws ExecutionException, InterruptedException, TimeoutException {
        open();
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
        Map<String, ListConsumerGroupOffsetsSpec> groups = new HashMap<>();
        for (Map.Entry<String, String> entry : topicByGroup.entrySet()) {
            List<TopicPartition> of = partitionsOf(entry.getValue());
            of.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
            of.forEach(partition -> earliest.put(partition, OffsetSpec.earliest()));
            groups.put(entry.getKey(), new ListConsumerGroupOffsetsSpec().topicPartitions(of));
        }
        Map<TopicPartition, Long> ends = offsets(latest);
        // What retention has taken away is not on the way any more.
        Map<TopicPartition, Long> begins = offsets(earliest);
        var committed = admin.listConsumerGroupOffsets(groups).all().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        long backlog = 0;
        for (Map<TopicPartition, OffsetAndMetadata> group : committed.values()) {
            for (Map.Entry<TopicPartition, OffsetAndMetadata> entry : group.entrySet()) {
                long done = entry.getValue() == null ? 0 : entry.getValue().offset();
                long from = Math.max(done, begins.getOrDefault(entry.getKey(), 0L));
                backlog += Math.max(0, ends.getOrDefault(entry.getKey(), 0L) - from - MARKER);
            }
        }
        return backlog;
    }

    private Map<TopicPartition, Long> offsets(Map<TopicPartition, OffsetSpec> which)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin.listOffsets(which)
                .all()
                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    private void open() {
        if (admin == null) {
            Map<String, Object> settings = new HashMap<>();
            settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.get("bootstrap.servers"));
            kafka.forEach((name, value) -> {
                if (AdminClientConfig.configNames().contains(name)) {
                    settings.put(name, value);
                }
            });
            settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "search-projector.freshness");
            admin = Admin.create(settings);
        }
    }

    /** Partitions are asked for once; the registry never changes their number on a topic that carries keys. */
    private List<TopicPartition> partitionsOf(String topic)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<TopicPartition> known = partitions.get(topic);
        if (known == null) {
            TopicDescription described = admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .get(topic);
            known = Objects.requireNonNull(described, topic).partitions().stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            partitions.put(topic, known);
        }
        return known;
    }

    @PreDestroy
    void close() {
        if (admin != null) {
            admin.close(PATIENCE);
        }
    }
}
