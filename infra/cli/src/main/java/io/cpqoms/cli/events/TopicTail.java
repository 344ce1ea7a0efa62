package io.cpqoms.cli.events;

import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.topics.cluster.KafkaConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The newest committed records of a topic, oldest of them first. */
public final class TopicTail {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final KafkaConnection connection;

    public TopicTail(KafkaConnection connection) {
        this.connection = connection;
    }

    public record Entry(int partition, long offset, long timestamp, String key, String value) {}

    public List<Entry> of(String topic, int last, Duration wait) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.listTopics(PATIENCE).getOrDefault(topic, List.of()).stream()
                    .map(TopicTail::partition)
                    .toList();
            if (partitions.isEmpty()) {
                throw new CpqFailure("there is no topic " + topic + " on " + connection.bootstrap()
                        + "; ./cpq topics plan shows those of the registry");
            }
            consumer.assign(partitions);
            long deadline = System.nanoTime() + wait.toNanos();
            List<Entry> entries = read(consumer, partitions, last);
            while (entries.isEmpty() && System.nanoTime() < deadline) {
                entries = read(consumer, partitions, last);
            }
            return entries;
        }
    }

    private static List<Entry> read(KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions, int last) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        // Transaction markers take offsets too, so that a step of the same size back may hold fewer events.
        partitions.forEach(partition -> consumer.seek(
                partition, Math.max(begins.getOrDefault(partition, 0L), ends.getOrDefault(partition, 0L) - 2L * last)));
        List<Entry> entries = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
            if (System.nanoTime() > deadline) {
                throw CpqFailure.environment("can't read to the end of "
                        + partitions.getFirst().topic() + " within " + PATIENCE.toSeconds() + " s");
            }
            consumer.poll(POLL).forEach(record -> entries.add(entry(record)));
        }
        if (entries.isEmpty()) {
            consumer.poll(POLL);
        }
        entries.sort(Comparator.comparingLong(Entry::timestamp).thenComparing(Entry::offset));
        return List.copyOf(entries.subList(Math.max(0, entries.size() - last), entries.size()));
    }

    private static Entry entry(ConsumerRecord<String, byte[]> record) {
        String key = record.key() == null ? "no key" : record.key();
        String value = record.value() == null ? "null" : new String(record.value(), StandardCharsets.UTF_8);
        return new Entry(record.partition(), record.offset(), record.timestamp(), key, value);
    }

    private static TopicPartition partition(PartitionInfo info) {
        return new TopicPartition(info.topic(), info.partition());
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> settings = connection.clientSettings();
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
