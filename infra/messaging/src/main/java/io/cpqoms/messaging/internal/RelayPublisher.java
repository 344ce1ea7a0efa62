package io.cpqoms.messaging.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes pages of rows, each in one Kafka transaction: all of a page is visible to consumers or none of it, so that a
 * row that the broker refuses can be taken out and nothing behind it has slipped through. The shard's transactional id
 * fences a former holder that was frozen and wakes up. Deliveries never expire: without Kafka the page just waits.
 *
 * <p>Used by one thread at a time.
 */
final class RelayPublisher implements AutoCloseable {

    private final Producer<String, String> producer;
    private final String source;
    private final RowGate gate;
    private final HeldTopics held;
    private final DrillPoints drills;

    RelayPublisher(
            Map<String, Object> brokerConfig,
            String source,
            int shard,
            RowGate gate,
            HeldTopics held,
            DrillPoints drills) {
        this.source = source;
        this.gate = gate;
        this.held = held;
        this.drills = drills;
        this.producer = new KafkaProducer<>(config(brokerConfig, source + "-outbox-" + shard));
    }

    private static Map<String, Object> config(Map<String, Object> brokerConfig, String name) {
        Map<String, Object> config = new HashMap<>(brokerConfig);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, name);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name);
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        // Consumers wait for a transaction whose relay died until the next holder, or this time, ends it.
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 30_000);
        // Records of a page wait for each other, not for time: the page's commit sends whatever still lingers.
        config.put(ProducerConfig.LINGER_MS_CONFIG, 10);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 131_072);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 10_000_000);
        return config;
    }

    /** Kafka could not take the page now, or another holder of the shard has taken over; nothing of it is published. */
    static final class Unavailable extends Exception {
        private static final long serialVersionUID = 1L;

        Unavailable(Throwable cause) {
            super(cause.toString(), cause);
        }
    }

    /**
     * A page that is through: the rows that are on Kafka, and those that were left out of it. Neither when a held topic
     * still doesn't take its rows.
     */
    record Published(List<OutboxRow> sent, Map<OutboxRow, RowGate.Refusal> refused) {

        boolean isNothing() {
            return sent.isEmpty() && refused.isEmpty();
        }
    }

    /** Fences whoever published the shard before. */
    void open() throws Unavailable {
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            throw new Unavailable(e);
        }
    }

    /**
     * Publishes a page but for the rows that the gate or the broker refuses. A topic that turns out to be missing or
     * forbidden is held from then on.
     */
    Published publish(List<OutboxRow> rows, RowGate.Origin origin) throws Unavailable {
        Map<OutboxRow, String> failures = new LinkedHashMap<>();
        while (true) {
            RowGate.Selection selection = gate.select(rows, failures, origin);
            Attempt attempt = new Attempt(selection.going());
            try {
                attempt.send();
                gate.passed(selection);
                return new Published(selection.going(), selection.refused());
            } catch (InterruptException e) {
                throw new Unavailable(e);
            } catch (KafkaException e) {
                abort(e);
                Refused refused = attempt.refused.get();
                if (refused == null) {
                    throw new Unavailable(e);
                }
                if (refused.topics().isEmpty()) {
                    failures.put(refused.row(), refused.failure());
                }
                refused.topics().forEach(topic -> held.hold(topic, refused.failure()));
                if (origin == RowGate.Origin.HELD && !refused.topics().isEmpty()) {
                    return new Published(List.of(), Map.of());
                }
            }
        }
    }

    /** Waits until nothing of the transaction is in flight any more, so that every refused row is known. */
    private void abort(KafkaException cause) throws Unavailable {
        try {
            producer.abortTransaction();
        } catch (KafkaException e) {
            cause.addSuppressed(e);
            throw new Unavailable(cause);
        }
    }

    /** What the broker refuses: topics, or one row for itself when there are none. */
    private record Refused(OutboxRow row, Set<String> topics, String failure) {}

    /** One attempt at a page. */
    private final class Attempt {
        private final List<OutboxRow> rows;
        /**
         * The first refusal. The producer fails with it whatever of the page it has not sent yet, so that only the first
         * one speaks of its row; what else is refused shows in the next attempt.
         */
        private final AtomicReference<@Nullable Refused> refused = new AtomicReference<>();

        Attempt(List<OutboxRow> rows) {
            this.rows = rows;
        }

        /** @throws KafkaException when the transaction has to be aborted */
        void send() throws Unavailable {
            if (rows.isEmpty()) {
                return;
            }
            producer.beginTransaction();
            rows.subList(0, rows.size() / 2).forEach(this::send);
            drills.reached("outbox.sending");
            rows.subList(rows.size() / 2, rows.size()).forEach(this::send);
            drills.reached("outbox.kafka-committing");
            commit();
        }

        private void send(OutboxRow row) {
            Refused known = refused.get();
            if (known != null) {
                // The page is lost, and each further row of a topic that is missing would cost seconds.
                throw new KafkaException(known.failure());
            }
            @SuppressWarnings("FutureReturnValueIgnored") // The callback and the commit say the same.
            var ignored = producer.send(row.toRecord(source), (metadata, failure) -> {
                if (failure != null && refused.get() == null) {
                    FailureScope scope = FailureScope.ofSending(failure);
                    if (scope != FailureScope.DEPENDENCY) {
                        Set<String> topics = scope == FailureScope.TOPIC ? RowGate.topicsOf(row, failure) : Set.of();
                        refused.compareAndSet(null, new Refused(row, topics, failure.toString()));
                    }
                }
            });
        }

        private void commit() throws Unavailable {
            while (true) {
                try {
                    producer.commitTransaction();
                    return;
                } catch (TimeoutException e) {
                    // Kafka is away; the commit may be repeated until it answers or the relay is stopped.
                    if (Thread.currentThread().isInterrupted()) {
                        throw e;
                    }
                    requireTopics(e);
                }
            }
        }

        /**
         * Records of a topic that was deleted under way are tried again for ever, and the transaction can't even be aborted.
         * Another producer finds the topic missing before it sends.
         */
        private void requireTopics(TimeoutException late) throws Unavailable {
            for (String topic : rows.stream().map(OutboxRow::topic).collect(Collectors.toSet())) {
                try {
                    producer.partitionsFor(topic);
                } catch (KafkaException e) {
                    if (FailureScope.ofSending(e) == FailureScope.TOPIC) {
                        late.addSuppressed(e);
                        throw new Unavailable(late);
                    }
                }
            }
        }
    }

    /** Gives the page in flight up; what of it was not committed is aborted by the next holder. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
