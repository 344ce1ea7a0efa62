package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.MessagingConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A relay's way to Kafka beside its pages, for what must neither end their producer when it fails nor keep them waiting:
 * manifests, and the question whether a topic is there. Everything it does ends within seconds, and each on a thread of its own.
 */
final class SideProducer implements AutoCloseable {

    /** The shortest that the client takes. */
    private static final int SHORTEST_IDLE = 5_000;

    private static final int MOST_BUFFERED = 8 * 1024 * 1024;

    private final Map<String, Object> config;
    private final String source;
    private final ExecutorService threads;
    private Producer<String, String> producer;
    private boolean closed;

    SideProducer(Map<String, Object> brokerConfig, String source, int shard, MessagingConfig.Outbox settings) {
        this.source = source;
        this.config = config(brokerConfig, source + "-outbox-side-" + shard, settings);
        this.producer = new KafkaProducer<>(config);
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("outbox-side-" + shard + "-", 0).factory());
    }

    private static Map<String, Object> config(
            Map<String, Object> brokerConfig, String name, MessagingConfig.Outbox settings) {
        Map<String, Object> config = new HashMap<>(brokerConfig);
        // What watches the pages' acknowledgements has no business here.
        config.remove(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, name);
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // Idempotence alone keeps no order on a new partition when several requests are on their way.
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, MOST_BUFFERED);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        int topicWait = Math.toIntExact(settings.topicWait().toMillis());
        int timeout = Math.toIntExact(settings.manifestTimeout().toMillis());
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, topicWait);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout / 2);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
        // What is said of a topic is never much older than that: it may have been deleted meanwhile.
        config.put(ProducerConfig.METADATA_MAX_AGE_CONFIG, topicWait);
        config.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, SHORTEST_IDLE);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 10_000_000);
        return config;
    }

    /** Sends the rows; done when the broker has them all, failed with the first failure. */
    Future<?> send(List<OutboxRow> rows) {
        return threads.submit(() -> {
            try {
                sendAll(rows);
            } catch (ExecutionException | RuntimeException e) {
                // Some failures, such as a right that the whole client lacked, stay with the producer that met them.
                renew();
                throw e;
            }
            return null;
        });
    }

    private void sendAll(List<OutboxRow> rows) throws ExecutionException, InterruptedException {
        Producer<String, String> current = current();
        List<Future<RecordMetadata>> acknowledgements = new ArrayList<>(rows.size());
        for (OutboxRow row : rows) {
            Future<RecordMetadata> acknowledgement = current.send(row.toRecord(source));
            if (acknowledgement.isDone()) {
                acknowledgement.get(); // a topic that is not there costs seconds once, not once for each row
            }
            acknowledgements.add(acknowledgement);
        }
        for (Future<RecordMetadata> acknowledgement : acknowledgements) {
            acknowledgement.get();
        }
    }

    /** Asks for the topic; done when the broker knows it and shows it to this service, failed otherwise. */
    Future<?> probe(String topic) {
        return threads.submit(() -> current().partitionsFor(topic));
    }

    private synchronized Producer<String, String> current() {
        return producer;
    }

    private synchronized void renew() {
        if (!closed) {
            producer.close(Duration.ZERO);
            producer = new KafkaProducer<>(config);
        }
    }

    /** Gives up what is on its way. */
    @Override
    public synchronized void close() {
        closed = true;
        threads.shutdownNow();
        producer.close(Duration.ZERO);
    }
}
