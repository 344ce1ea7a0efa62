package io.cpqoms.messaging.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cpqoms.messaging.internal.OutboxMarks.Forgotten;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what Kafka knows and the database does not, once after the database has moved: a standby that lagged was promoted, or the
 * database was put back to a moment of its past. What was committed after that moment is gone from it, and was published all the same;
 * its aggregates go on with versions that Kafka has seen already.
 *
 * <p>Read is what this service has published since shortly before the last moment that the database knows of itself, on topics that it
 * writes alone: the others it may not read.
 */
@ApplicationScoped
class ForgottenRecords {

    private static final Logger LOG = LoggerFactory.getLogger(ForgottenRecords.class);

    /** What the clocks of database and relay may differ by, and what may lie between a commit and its record. */
    private static final Duration MARGIN = Duration.ofMinutes(10);

    private static final Duration POLL = Duration.ofMillis(500);

    /** Polls without a record, before the end, after which Kafka counts as away. */
    private static final int MOST_EMPTY_POLLS = 20;

    /** At most so many records are compared at once, and at most about so much of them is held. */
    private static final int MOST_RECORDS = 500;

    private static final int MOST_BYTES = 4 * 1024 * 1024;

    /** Named one by one in the log; all of them are in the table. */
    private static final int NAMED = 20;

    private static final String MANIFEST = "OutboxManifestPublished";

    private final OutboxMarks marks;
    private final TopicRegistry registry;
    private final Map<String, Object> broker;
    private final String service;
    private final ObjectMapper json = new ObjectMapper();

    ForgottenRecords(
            OutboxMarks marks,
            TopicRegistry registry,
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.marks = marks;
        this.registry = registry;
        this.broker = broker;
        this.service = service;
    }

    /** Looks when the database has moved since the last mark, and then makes the mark: what fails is looked for again. */
    void tend() {
        Optional<Instant> moved = marks.movedAfter();
        if (moved.isPresent()) {
            tell(moved.get(), since(moved.get().minus(MARGIN)));
        }
        marks.mark(moved.isPresent());
    }

    /** Whether Kafka has still to be asked, since the database moved. */
    boolean isPending() {
        return marks.movedAfter().isPresent();
    }

    /** What a look found: events that the database does not know, and records that can't be asked for because their id is none. */
    private record Found(long forgotten, long unreadable) {

        static final Found NOTHING = new Found(0, 0);

        Found and(Found more) {
            return new Found(forgotten + more.forgotten, unreadable + more.unreadable);
        }
    }

    private static void tell(Instant known, Found found) {
        if (found.unreadable() > 0) {
            LOG.atWarn()
                    .addKeyValue("records", found.unreadable())
                    .log("records of this service have no message id and were not compared with its database");
        }
        long forgotten = found.forgotten();
        if (forgotten == 0) {
            LOG.atWarn()
                    .addKeyValue("knownUntil", known)
                    .log("the database has moved, and Kafka knows nothing of this service that it doesn't know");
        } else {
            LOG.atError()
                    .addKeyValue("knownUntil", known)
                    .addKeyValue("records", forgotten)
                    .log("the database has moved and forgotten what Kafka knows, needs a person: see outbox_forgotten");
        }
    }

    /** Notes what lies on Kafka since then and is not in the database. Poll by poll, so that no more is held than a poll gives. */
    private Found since(Instant from) {
        try (Consumer<String, byte[]> kafka =
                new KafkaConsumer<>(config(), new StringDeserializer(), new ByteArrayDeserializer())) {
            Map<TopicPartition, Long> ends = seek(kafka, from);
            Found found = Found.NOTHING;
            int empty = 0;
            while (!isAtEnd(kafka, ends)) {
                var records = kafka.poll(POLL);
                empty = records.isEmpty() ? empty + 1 : 0;
                if (empty > MOST_EMPTY_POLLS) {
                    throw new IllegalStateException("Kafka gives no answer to what it knows of this service");
                }
                found = found.and(compare(records));
            }
            return found;
        }
    }

    private Map<String, Object> config() {
        Map<String, Object> config = new HashMap<>(broker);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.remove(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, service + "-outbox-forgotten");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MOST_BYTES);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MOST_BYTES / 16);
        return config;
    }

    /** To the first record of each partition since then; answers where those end that have one. */
    private Map<TopicPartition, Long> seek(Consumer<String, byte[]> kafka, Instant from) {
        Map<TopicPartition, Long> times = new HashMap<>();
        Map<String, ?> existing = kafka.listTopics();
        registry.all().stream()
                .filter(topic -> topic.producers().equals(List.of(service)) && existing.containsKey(topic.name()))
                .flatMap(topic -> kafka.partitionsFor(topic.name()).stream())
                .forEach(part -> times.put(new TopicPartition(part.topic(), part.partition()), from.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> begins = kafka.offsetsForTimes(times);
        Set<TopicPartition> parts =
                times.keySet().stream().filter(part -> begins.get(part) != null).collect(Collectors.toSet());
        kafka.assign(parts);
        begins.forEach((part, begin) -> {
            if (begin != null) {
                kafka.seek(part, begin.offset());
            }
        });
        return kafka.endOffsets(parts);
    }

    private static boolean isAtEnd(Consumer<String, byte[]> kafka, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> kafka.position(end.getKey()) >= end.getValue());
    }

    /** Manifests are no rows of the outbox. */
    private boolean isOurs(ConsumerRecord<String, byte[]> record) {
        return header(record, "ce_source").equals("/" + service)
                && !header(record, "ce_type").equals(MANIFEST)
                && record.value() != null;
    }

    private Found compare(Iterable<ConsumerRecord<String, byte[]>> records) {
        Map<ConsumerRecord<String, byte[]>, UUID> read = new LinkedHashMap<>();
        long unreadable = 0;
        for (ConsumerRecord<String, byte[]> record : records) {
            if (isOurs(record)) {
                Optional<UUID> id = messageId(record);
                id.ifPresent(known -> read.put(record, known));
                unreadable += id.isPresent() ? 0 : 1;
            }
        }
        Set<UUID> unknown = marks.unknown(Set.copyOf(read.values()));
        List<Forgotten> forgotten = read.entrySet().stream()
                .filter(entry -> unknown.contains(entry.getValue()))
                .map(entry -> forgotten(entry.getKey(), entry.getValue()))
                .toList();
        marks.note(forgotten);
        forgotten.stream()
                .limit(NAMED)
                .forEach(record -> LOG.atError()
                        .addKeyValue("topic", record.topic())
                        .addKeyValue("partition", record.partition())
                        .addKeyValue("offset", record.offset())
                        .addKeyValue("messageId", record.messageId())
                        .addKeyValue("key", record.key())
                        .addKeyValue("aggregateVersion", record.aggregateVersion())
                        .log("Kafka knows an event that the database does not"));
        return new Found(forgotten.size(), unreadable);
    }

    private Forgotten forgotten(ConsumerRecord<String, byte[]> record, UUID messageId) {
        return new Forgotten(
                record.topic(),
                record.partition(),
                record.offset(),
                messageId,
                text(record.key()),
                version(record),
                text(header(record, "ce_type")),
                Instant.ofEpochMilli(record.timestamp()));
    }

    /** Of an envelope that can't be read there is none to tell; it was this service that wrote it. */
    private long version(ConsumerRecord<String, byte[]> record) {
        try {
            return json.readTree(record.value()).path("aggregateVersion").asLong();
        } catch (IOException e) {
            return 0;
        }
    }

    /** As the database takes it: a record of ours without a key, or with what no text of PostgreSQL can have, must not end the look. */
    private static String text(@Nullable String value) {
        return value == null ? "" : value.replace('\0', '?');
    }

    private static Optional<UUID> messageId(ConsumerRecord<String, byte[]> record) {
        try {
            return Optional.of(UUID.fromString(header(record, "ce_id")));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
