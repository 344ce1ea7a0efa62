package io.cpqoms.messaging.internal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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

    private static final int REMEMBERED_AGGREGATES = 50_000;
    private static final int RECORD_OVERHEAD = 1_000;
    /** Asking the broker for a topic that it doesn't know takes seconds; its rows park for so long without asking. */
    private static final Duration TRUST_IN_ABSENCE = Duration.ofSeconds(30);

    private static final String BEHIND = "waits behind an earlier parked message of its key";

    private final Producer<String, String> producer;
    private final String source;
    private final TopicRegistry registry;
    private final OutboxManifest manifest;
    private final DrillPoints drills;
    private final Set<String> parkedKeys = new HashSet<>();
    private final Map<String, Instant> missingTopics = new ConcurrentHashMap<>();
    private final Map<String, Long> lastVersions = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED_AGGREGATES;
        }
    };

    RelayPublisher(
            Map<String, Object> brokerConfig,
            String source,
            int shard,
            TopicRegistry registry,
            OutboxManifest manifest,
            DrillPoints drills) {
        this.source = source;
        this.registry = registry;
        this.manifest = manifest;
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

    /** Why a row is not published: for a failure of its own, or only because an earlier one of its key is parked. */
    record Refusal(String reason, boolean behind) {}

    /** A published page: the rows that were left out of it, and whether a manifest now covers all that was published. */
    record Published(Map<OutboxRow, Refusal> refused, boolean manifested) {}

    /** Fences whoever published the shard before, and takes over what it had parked and not yet put into a manifest. */
    void open(Collection<String> keys, List<Map.Entry<String, UUID>> unmanifested) throws Unavailable {
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            throw new Unavailable(e);
        }
        parkedKeys.addAll(keys);
        unmanifested.forEach(message -> manifest.add(message.getKey(), message.getValue()));
    }

    /** Publishes a page; rows of a parked key, out of version or refused by the broker are left out. */
    Published publish(List<OutboxRow> rows, long tick) throws Unavailable {
        return publish(rows, tick, false);
    }

    /** Publishes rows of one key that an operator released, whatever their versions are. */
    Published publishReleased(List<OutboxRow> rows, long tick) throws Unavailable {
        return publish(rows, tick, true);
    }

    void unpark(String key) {
        parkedKeys.remove(key);
    }

    boolean manifestIsDue() {
        return manifest.isDue();
    }

    private Published publish(List<OutboxRow> rows, long tick, boolean released) throws Unavailable {
        Map<OutboxRow, String> failures = new LinkedHashMap<>();
        while (true) {
            Page page = new Page(rows, failures, released);
            try {
                page.send(tick);
                return page.done();
            } catch (InterruptException e) {
                throw new Unavailable(e);
            } catch (KafkaException e) {
                abort(e);
                if (page.failedNow.isEmpty()) {
                    throw new Unavailable(e);
                }
                failures.putAll(page.failedNow);
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

    /** One attempt at a page: what is sent, what is left out, and what the broker refuses of it. */
    private final class Page {
        private final List<OutboxRow> rows;
        private final Map<OutboxRow, String> failures;
        private final boolean released;
        private final Map<OutboxRow, Refusal> refused = new LinkedHashMap<>();
        private final Set<String> refusedKeys = new HashSet<>();
        private final Map<String, Long> versions = new HashMap<>();
        private final List<OutboxRow> sent;
        private final Map<OutboxRow, String> failedNow = new ConcurrentHashMap<>();
        private boolean manifested;

        Page(List<OutboxRow> rows, Map<OutboxRow, String> failures, boolean released) {
            this.rows = rows;
            this.failures = failures;
            this.released = released;
            this.sent = new ArrayList<>(rows.size());
        }

        /** @throws KafkaException when the transaction has to be aborted; {@code failedNow} says which rows are refused */
        void send(long tick) {
            rows.forEach(this::hold);
            List<OutboxRow> manifests = manifest.of(sent, tick);
            manifested = !manifests.isEmpty();
            if (sent.isEmpty() && manifests.isEmpty()) {
                return;
            }
            producer.beginTransaction();
            sent.subList(0, sent.size() / 2).forEach(this::send);
            drills.reached("outbox.sending");
            sent.subList(sent.size() / 2, sent.size()).forEach(this::send);
            manifests.forEach(this::send);
            drills.reached("outbox.kafka-committing");
            commit();
        }

        private void hold(OutboxRow row) {
            Refusal refusal = reason(row);
            if (refusal == null) {
                versions.put(row.key(), row.aggregateVersion());
                sent.add(row);
            } else {
                refusedKeys.add(row.key());
                refused.put(row, refusal);
            }
        }

        private @Nullable Refusal reason(OutboxRow row) {
            if (refusedKeys.contains(row.key()) || !released && parkedKeys.contains(row.key())) {
                return new Refusal(BEHIND, true);
            }
            String failure = failures.get(row);
            if (failure != null) {
                return new Refusal(failure, false);
            }
            Long last = versions.getOrDefault(row.key(), lastVersions.get(row.key()));
            if (!released && last != null && row.aggregateVersion() != last + 1) {
                return new Refusal(
                        "aggregate version " + row.aggregateVersion() + " follows " + last + "; expected " + (last + 1),
                        false);
            }
            return unfit(row);
        }

        private @Nullable Refusal unfit(OutboxRow row) {
            TopicRegistry.Topic topic = registry.find(row.topic()).orElse(null);
            if (topic == null) {
                return new Refusal("topic " + row.topic() + " is not in the registry", false);
            }
            if (!released
                    && missingTopics.getOrDefault(row.topic(), Instant.MIN).isAfter(Instant.now())) {
                return new Refusal("the broker doesn't know topic " + row.topic(), false);
            }
            // The cheap bound first: only a long text is encoded to be measured.
            if (row.value().length() * 3L > topic.maxMessageBytes() - RECORD_OVERHEAD) {
                int bytes = row.value().getBytes(StandardCharsets.UTF_8).length + RECORD_OVERHEAD;
                if (bytes > topic.maxMessageBytes()) {
                    return new Refusal(
                            "is " + bytes + " bytes long; " + topic.name() + " takes " + topic.maxMessageBytes(),
                            false);
                }
            }
            return null;
        }

        private void send(OutboxRow row) {
            @SuppressWarnings("FutureReturnValueIgnored") // The callback and the commit say the same.
            var ignored = producer.send(row.toRecord(source), (metadata, failure) -> {
                if (failure != null && FailureScope.ofSending(failure) != FailureScope.DEPENDENCY) {
                    failedNow.put(row, failure.toString());
                    if (failure instanceof TimeoutException) {
                        missingTopics.put(row.topic(), Instant.now().plus(TRUST_IN_ABSENCE));
                    }
                }
            });
        }

        private void commit() {
            while (true) {
                try {
                    producer.commitTransaction();
                    return;
                } catch (TimeoutException e) {
                    // Kafka is away; the commit may be repeated until it answers or the relay is stopped.
                    if (Thread.currentThread().isInterrupted()) {
                        throw e;
                    }
                }
            }
        }

        Published done() {
            parkedKeys.addAll(refusedKeys);
            lastVersions.putAll(versions);
            manifest.published(sent, manifested);
            return new Published(refused, manifest.isEmpty());
        }
    }

    /** Gives the page in flight up; what of it was not committed is aborted by the next holder. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
