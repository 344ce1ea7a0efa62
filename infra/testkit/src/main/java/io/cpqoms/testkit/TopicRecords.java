package io.cpqoms.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes raw records and reads whole topics, for tests that look at the wire. */
public final class TopicRecords {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String bootstrap;

    public TopicRecords(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** Publishes and waits for the acknowledgement. */
    public RecordMetadata publish(String topic, String key, byte[] value, Map<String, String> headers) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, value);
        headers.forEach((name, content) -> record.headers().add(name, content.getBytes(StandardCharsets.UTF_8)));
        return publish(List.of(record)).getFirst();
    }

    public RecordMetadata publish(String topic, String key, String value) {
        return publish(topic, key, value.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** Publishes in order and waits for all acknowledgements. */
    public List<RecordMetadata> publish(List<ProducerRecord<String, byte[]>> records) {
        // One request at a time: on a partition that was just created, a batch may overtake one that was refused.
        Map<String, Object> configuration = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(configuration, new StringSerializer(), new ByteArraySerializer())) {
            var acknowledgements = records.stream().map(producer::send).toList();
            List<RecordMetadata> metadata = new ArrayList<>();
            for (var acknowledgement : acknowledgements) {
                metadata.add(acknowledgement.get());
            }
            return metadata;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while publishing", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker refused a record: " + e.getMessage(), e);
        }
    }

    /** Every committed record that the topic holds at the moment of the call, each partition in order. */
    public List<ConsumerRecord<String, byte[]>> readToEnd(String topic) {
        return readToEnd(topic, "read_committed");
    }

    /** The same with the records of transactions that are open or were given up, which no consumer of ours is shown. */
    public List<ConsumerRecord<String, byte[]>> readUncommittedToEnd(String topic) {
        return readToEnd(topic, "read_uncommitted");
    }

    private List<ConsumerRecord<String, byte[]>> readToEnd(String topic, String isolation) {
        try (KafkaConsumer<String, byte[]> consumer = consumer(isolation)) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return readOn(consumer, partitions);
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private static List<ConsumerRecord<String, byte[]>> readOn(
            KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (partitions.stream()
                .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("can't read " + partitions + " to the end");
            }
            consumer.poll(POLL).forEach(records::add);
        }
        return records;
    }

    /** Whatever is committed to the topic from now on; for who looks often, and only at what is new. The topic must stay. */
    public Following follow(String topic) {
        return new Following(consumer("read_committed"), topic);
    }

    /** A reader that reads nothing twice. */
    public static final class Following implements AutoCloseable {
        private final KafkaConsumer<String, byte[]> consumer;
        private final List<TopicPartition> partitions;
        private final List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();

        private Following(KafkaConsumer<String, byte[]> consumer, String topic) {
            this.consumer = consumer;
            this.partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
        }

        /** All of it up to now, each partition in order. */
        public synchronized List<ConsumerRecord<String, byte[]>> toEnd() {
            read.addAll(readOn(consumer, partitions));
            return List.copyOf(read);
        }

        @Override
        public synchronized void close() {
            consumer.close();
        }
    }

    private KafkaConsumer<String, byte[]> consumer(String isolation) {
        Map<String, Object> configuration = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                isolation,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false);
        return new KafkaConsumer<>(configuration, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
