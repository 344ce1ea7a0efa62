package io.cpqoms.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A consumer of the benchmark's topic that notes when it was given each key: what a reader waits for, whoever publishes and
 * however. It reads as the platform's consumers do, {@code read_committed}.
 */
final class TopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread;

    private TopicReader(String kafka) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed", "client.id", "bench-reader"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Stage.TOPIC).stream()
                .map(partition -> new TopicPartition(Stage.TOPIC, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        thread = Thread.ofPlatform().daemon().name("bench-reader").unstarted(this::read);
    }

    /** One that is at the end of every partition when this returns. */
    static TopicReader start(String kafka) {
        TopicReader reader = new TopicReader(kafka);
        reader.thread.start();
        return reader;
    }

    private void read() {
        try (consumer) {
            while (true) {
                var records = consumer.poll(POLL);
                long now = System.nanoTime();
                // The first time counts; a record may come twice.
                records.forEach(record -> seen.putIfAbsent(record.key(), now));
            }
        } catch (WakeupException closed) {
            // as close() wants it
        }
    }

    /** Nanoseconds of {@link System#nanoTime} by key. */
    Map<String, Long> seen() {
        return seen;
    }

    @Override
    public void close() throws InterruptedException {
        consumer.wakeup();
        thread.join();
    }
}
