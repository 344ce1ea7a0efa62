package io.cpqoms.cli.topics.audit;

import io.cpqoms.cli.topics.cluster.KafkaConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the newest records of topics, in no group and without leaving a trace. */
final class RecordSampler implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final int size;

    /** @param size records that are read of each topic at most, shared between its partitions */
    RecordSampler(KafkaConnection connection, int size) {
        Map<String, Object> settings = connection.clientSettings();
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.size = size;
    }

    TopicSample sample(String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        consumer.assign(partitions);
        long share = Math.max(1, size / partitions.size());
        for (TopicPartition partition : partitions) {
            long end = ends.getOrDefault(partition, 0L);
            consumer.seek(partition, Math.max(starts.getOrDefault(partition, 0L), end - share));
        }
        TopicSample sample = new TopicSample(partitions.size());
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < deadline && isBehind(partitions, ends)) {
            consumer.poll(POLL).forEach(record -> add(sample, record));
        }
        return sample;
    }

    private boolean isBehind(List<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
        return partitions.stream()
                .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L));
    }

    private static void add(TopicSample sample, ConsumerRecord<byte[], byte[]> record) {
        String key = record.key() == null ? "(none)" : new String(record.key(), StandardCharsets.UTF_8);
        sample.add(
                record.partition(), key, size(record), record.timestamp(), record.partition() + "/" + record.offset());
    }

    /** Key, headers and value as they were before compression. */
    private static int size(ConsumerRecord<byte[], byte[]> record) {
        int size = Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
        for (Header header : record.headers()) {
            size += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return size;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
