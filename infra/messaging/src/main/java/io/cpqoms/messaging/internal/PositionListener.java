package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.ConsumerGroups;
import io.cpqoms.messaging.MessagingConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends each partition that a channel is given to where its group's database is, if Kafka is ahead of it. */
@Identifier(PositionListener.NAME)
@ApplicationScoped
public class PositionListener implements KafkaConsumerRebalanceListener {

    static final String NAME = "cpq-inbox-positions";

    private static final Logger LOG = LoggerFactory.getLogger(PositionListener.class);

    private final InboxPositions positions;
    private final InboxMetrics metrics;
    private final Continuity continuity;
    private final MessagingConfig.Inbox config;
    private final Map<String, String> consumerByGroup = new HashMap<>();
    private volatile boolean stopping;

    PositionListener(
            InboxPositions positions,
            Consumers consumers,
            ConsumerGroups groups,
            InboxMetrics metrics,
            Continuity continuity,
            MessagingConfig config) {
        this.positions = positions;
        this.metrics = metrics;
        this.continuity = continuity;
        this.config = config.inbox();
        for (Consumers.Running running : consumers.all()) {
            ConsumerDeclaration declaration = running.consumer().declaration();
            declaration.topics().forEach(topic -> consumerByGroup.put(groups.idOf(declaration, topic), running.name()));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /**
     * Returns when the positions are known: without them nothing may be read, and while the database is away nothing could be
     * handled either. A channel that fails here would stay stopped, so it waits; Kafka takes its place away if that is for long.
     */
    @Override
    public void onPartitionsAssigned(Consumer<?, ?> kafka, Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        Duration wait = config.retryBackoff();
        while (true) {
            try {
                resume(kafka, Set.copyOf(partitions));
                return;
            } catch (WakeupException | InterruptException ended) {
                throw ended;
            } catch (RuntimeException away) {
                if (stopping) {
                    throw away;
                }
                LOG.atWarn()
                        .addKeyValue("waitMillis", wait.toMillis())
                        .setCause(away)
                        .log("where to read on is not known yet");
                LockSupport.parkNanos(wait.toNanos());
                Duration doubled = wait.multipliedBy(2);
                wait = doubled.compareTo(config.retryBackoffMaximum()) > 0 ? config.retryBackoffMaximum() : doubled;
            }
        }
    }

    private void resume(Consumer<?, ?> kafka, Set<TopicPartition> assigned) {
        String group = kafka.groupMetadata().groupId();
        String consumer = Optional.ofNullable(consumerByGroup.get(group))
                .orElseThrow(() -> new IllegalStateException(group + " is no group of this service"));
        String history = positions.history();
        Map<Integer, Resumption.Partition> topic = look(kafka, assigned);
        Map<Integer, Long> database = positions.of(group, topic.keySet());
        Resumption resumption = new Resumption(topic, database);
        Map<Integer, Resumption.Start> starts = new HashMap<>();
        for (TopicPartition partition : assigned) {
            resumption.of(partition.partition()).ifPresent(start -> starts.put(partition.partition(), start));
        }
        positions.save(resumption.toSave(group, history, starts));
        assigned.forEach(partition -> continuity.begins(
                group, partition.partition(), Optional.ofNullable(starts.get(partition.partition()))));
        assigned.forEach(partition -> Optional.ofNullable(starts.get(partition.partition()))
                .ifPresent(start -> {
                    Resumption.Partition known = Objects.requireNonNull(topic.get(partition.partition()));
                    // Where Kafka's offset counts too, the first record that is left may lie behind it.
                    if (!known.committed().equals(Optional.of(start.offset()))) {
                        kafka.seek(partition, start.offset());
                    }
                    if (start.source() != Resumption.Source.KAFKA) {
                        Optional<Long> ours = Optional.ofNullable(database.get(partition.partition()));
                        tell(consumer, partition, new Known(known, ours), start);
                    }
                    metrics.resumed(consumer, start.source());
                }));
        positions.readsOnIn(group, history);
    }

    /** All partitions of the topic, because a new group's positions are noted for all of them at once. */
    private static Map<Integer, Resumption.Partition> look(Consumer<?, ?> kafka, Set<TopicPartition> assigned) {
        String name = assigned.iterator().next().topic();
        Set<TopicPartition> all = new HashSet<>(assigned);
        kafka.partitionsFor(name).forEach(partition -> all.add(new TopicPartition(name, partition.partition())));
        Map<TopicPartition, OffsetAndMetadata> committed = kafka.committed(all);
        Map<TopicPartition, Long> begin = kafka.beginningOffsets(all);
        Map<TopicPartition, Long> end = kafka.endOffsets(all);
        Map<Integer, Resumption.Partition> topic = new HashMap<>();
        for (TopicPartition partition : all) {
            topic.put(
                    partition.partition(),
                    new Resumption.Partition(
                            Optional.ofNullable(committed.get(partition)).map(OffsetAndMetadata::offset),
                            begin.getOrDefault(partition, 0L),
                            end.getOrDefault(partition, Long.MAX_VALUE)));
        }
        return topic;
    }

    /** How far the group had come in a partition, for Kafka and for its own database. */
    private record Known(Resumption.Partition kafka, Optional<Long> database) {}

    private static void tell(String consumer, TopicPartition partition, Known known, Resumption.Start start) {
        LOG.atWarn()
                .addKeyValue("consumer", consumer)
                .addKeyValue("topic", partition.topic())
                .addKeyValue("partition", partition.partition())
                .addKeyValue(
                        "kafka", known.kafka().committed().map(String::valueOf).orElse("nothing"))
                .addKeyValue("database", known.database().map(String::valueOf).orElse("nothing"))
                .addKeyValue("readsOnAt", start.offset())
                .log(
                        start.source() == Resumption.Source.DATABASE
                                        && known.kafka().committed().isEmpty()
                                ? "Kafka has forgotten the consumer's offsets, reading on where its database is"
                                : start.source().told());
    }
}
