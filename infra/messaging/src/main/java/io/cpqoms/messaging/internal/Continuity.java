package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.ConsumerGroups;
import io.smallrye.reactive.messaging.kafka.KafkaConnector;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when what a running channel is given does not follow on what it was given before. Kafka's client goes on with what is left when
 * its place is gone from a topic, without a rebalance and without asking anybody: so the offsets are compared here, and only where they do
 * not follow on each other the topic is asked whether it has let records go. Marks of transactions and compaction leave holes too, behind
 * the topic's beginning; nothing is told of those.
 */
@ApplicationScoped
class Continuity {

    private static final Logger LOG = LoggerFactory.getLogger(Continuity.class);

    private final ConsumerGroups groups;
    private final InboxMetrics metrics;
    private final KafkaConnector connector;
    private final Map<Place, Long> next = new ConcurrentHashMap<>();

    Continuity(
            ConsumerGroups groups,
            InboxMetrics metrics,
            @Connector(ChannelSettings.CONNECTOR) KafkaConnector connector) {
        this.groups = groups;
        this.metrics = metrics;
        this.connector = connector;
    }

    private record Place(String group, int partition) {}

    /** The offset that was expected, and the first that came instead. */
    record Jump(long expected, long came) {

        /**
         * Where to read on, and what that says of the records between, of a topic that begins and ends there by now. What came was read,
         * wherever the topic begins when it is asked: retention doesn't wait for the answer.
         */
        Resumption.Start judge(long begin, long end) {
            var known = new Resumption.Partition(Optional.of(expected), Math.min(begin, came), end);
            return Resumption.within(known, new Resumption.Start(Resumption.Source.KAFKA, expected));
        }
    }

    /** A partition is read from there on; empty where its channel's own setting decides, so that nothing is expected. */
    void begins(String group, int partition, Optional<Resumption.Start> start) {
        Place place = new Place(group, partition);
        start.ifPresentOrElse(known -> next.put(place, known.offset()), () -> next.remove(place));
    }

    /** Compares a batch with the one before it; what the topic has to be asked for is told when it has answered. */
    void given(ConsumerDeclaration declaration, ConsumerRecords<String, byte[]> records) {
        Map<TopicPartition, Jump> jumps = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            Place place = new Place(groups.idOf(declaration, partition.topic()), partition.partition());
            long came = records.records(partition).getFirst().offset();
            long behind = records.records(partition).getLast().offset() + 1;
            Long expected = next.put(place, behind);
            if (expected != null && expected != came) {
                jumps.put(partition, new Jump(expected, came));
            }
        }
        if (!jumps.isEmpty()) {
            ask(declaration, jumps);
        }
    }

    private void ask(ConsumerDeclaration declaration, Map<TopicPartition, Jump> jumps) {
        String channel = ChannelSettings.channel(
                declaration, jumps.keySet().iterator().next().topic());
        Optional.ofNullable(connector.<String, byte[]>getConsumer(channel))
                .ifPresent(
                        kafka -> kafka.runOnPollingThread(
                                        (Consumer<String, byte[]> polling) -> tell(declaration.name(), jumps, polling))
                                .subscribe()
                                .with(
                                        done -> {},
                                        failure -> LOG.atWarn()
                                                .addKeyValue("consumer", declaration.name())
                                                .addKeyValue("partitions", jumps)
                                                .setCause(failure)
                                                .log(
                                                        "offsets do not follow on each other, and the topic can't be asked what it has let go")));
    }

    private void tell(String consumer, Map<TopicPartition, Jump> jumps, Consumer<String, byte[]> polling) {
        Map<TopicPartition, Long> begin = polling.beginningOffsets(jumps.keySet());
        Map<TopicPartition, Long> end = polling.endOffsets(jumps.keySet());
        jumps.forEach((partition, jump) -> {
            Resumption.Start start =
                    jump.judge(begin.getOrDefault(partition, 0L), end.getOrDefault(partition, Long.MAX_VALUE));
            if (start.source() != Resumption.Source.KAFKA) {
                metrics.resumed(consumer, start.source());
                tell(consumer, partition, jump, start);
            }
        });
    }

    private static void tell(String consumer, TopicPartition partition, Jump jump, Resumption.Start start) {
        LOG.atWarn()
                .addKeyValue("consumer", consumer)
                .addKeyValue("topic", partition.topic())
                .addKeyValue("partition", partition.partition())
                .addKeyValue("expected", jump.expected())
                .addKeyValue("beginsAt", start.offset())
                .addKeyValue("readsOnAt", jump.came())
                .addKeyValue("goneAtMost", Math.max(0, start.offset() - jump.expected()))
                .log(start.source().told());
    }
}
