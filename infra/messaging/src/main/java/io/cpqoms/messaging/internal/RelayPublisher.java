package io.cpqoms.messaging.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends a page of rows and waits for every acknowledgement. Deliveries never expire, so a partition can't receive a
 * later record of the producer while an earlier one is given up: without Kafka the page just waits.
 */
final class RelayPublisher implements AutoCloseable {

    private static final int REMEMBERED_AGGREGATES = 50_000;

    private final Producer<String, String> producer;
    private final String source;
    private final Set<String> parkedKeys;
    private final Map<String, Long> lastVersions = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED_AGGREGATES;
        }
    };

    RelayPublisher(Map<String, Object> brokerConfig, String source, int shard, Set<String> parkedKeys) {
        this.source = source;
        this.parkedKeys = new HashSet<>(parkedKeys);
        Map<String, Object> config = new HashMap<>(brokerConfig);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, source + "-outbox-" + shard);
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 10_000_000);
        this.producer = new KafkaProducer<>(config);
    }

    /** Kafka could not take the page now; nothing of it counts as published. */
    static final class Unavailable extends Exception {
        private static final long serialVersionUID = 1L;

        Unavailable(Throwable cause) {
            super(cause.toString(), cause);
        }
    }

    /** Answers the rows that can't be published, with the reason; all others are acknowledged by the broker. */
    Map<OutboxRow, String> publish(List<OutboxRow> rows) throws Unavailable, InterruptedException {
        Map<OutboxRow, String> refused = new LinkedHashMap<>();
        Map<String, Long> versions = new HashMap<>();
        List<OutboxRow> sent = new ArrayList<>(rows.size());
        List<Future<RecordMetadata>> acknowledgements = new ArrayList<>(rows.size());
        for (OutboxRow row : rows) {
            String reason = reasonToHoldBack(row, versions);
            if (reason.isEmpty()) {
                sent.add(row);
                acknowledgements.add(producer.send(row.toRecord(source)));
            } else {
                parkedKeys.add(row.key());
                refused.put(row, reason);
            }
        }
        for (int i = 0; i < sent.size(); i++) {
            awaitAcknowledgement(sent.get(i), acknowledgements.get(i), refused);
        }
        lastVersions.putAll(versions);
        return refused;
    }

    private String reasonToHoldBack(OutboxRow row, Map<String, Long> versions) {
        if (parkedKeys.contains(row.key())) {
            return "waits behind an earlier parked message of its key";
        }
        Long last = versions.getOrDefault(row.key(), lastVersions.get(row.key()));
        if (last != null && row.aggregateVersion() != last + 1) {
            return "aggregate version " + row.aggregateVersion() + " follows " + last + "; expected " + (last + 1);
        }
        versions.put(row.key(), row.aggregateVersion());
        return "";
    }

    private void awaitAcknowledgement(
            OutboxRow row, Future<RecordMetadata> acknowledgement, Map<OutboxRow, String> refused)
            throws Unavailable, InterruptedException {
        try {
            acknowledgement.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (!isFinal(cause)) {
                throw new Unavailable(cause);
            }
            parkedKeys.add(row.key());
            refused.put(row, cause.toString());
        }
    }

    private static boolean isFinal(Throwable failure) {
        return failure instanceof RecordTooLargeException
                || failure instanceof SerializationException
                || failure instanceof InvalidTopicException;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
