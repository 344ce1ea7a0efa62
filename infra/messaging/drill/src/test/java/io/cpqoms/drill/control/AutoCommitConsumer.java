package io.cpqoms.drill.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The consumer of many a tutorial, as a process to be killed: it hands what it polled to a worker, while the client commits
 * offsets by itself. Arguments: Kafka, topic, group, database URL, user, password.
 */
public final class AutoCommitConsumer {

    private final Connection database;
    private final ObjectMapper json = new ObjectMapper();

    private AutoCommitConsumer(Connection database) {
        this.database = database;
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                arguments[0],
                "group.id",
                arguments[2],
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                true,
                "auto.commit.interval.ms",
                100,
                // The shortest that a broker grants: one that was killed keeps its partitions for so long.
                "session.timeout.ms",
                6_000,
                "heartbeat.interval.ms",
                1_000);
        try (Connection database = DriverManager.getConnection(arguments[3], arguments[4], arguments[5]);
                KafkaConsumer<String, String> consumer =
                        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
                ExecutorService worker = Executors.newSingleThreadExecutor()) {
            AutoCommitConsumer effects = new AutoCommitConsumer(database);
            consumer.subscribe(List.of(arguments[1]));
            while (!Thread.currentThread().isInterrupted()) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(50))) {
                    worker.execute(() -> effects.apply(record));
                }
            }
        }
    }

    private void apply(ConsumerRecord<String, String> record) {
        try (PreparedStatement insert = database.prepareStatement(
                "insert into control_effect (message_id, tenant, account, version) values (?, ?, ?, ?)")) {
            JsonNode envelope = json.readTree(record.value());
            insert.setObject(1, UUID.fromString(envelope.path("messageId").asText()));
            insert.setString(2, envelope.path("tenantId").asText());
            insert.setString(3, envelope.path("aggregateId").asText());
            insert.setLong(4, envelope.path("aggregateVersion").asLong());
            insert.executeUpdate();
        } catch (Exception e) {
            System.err.println("effect not written: " + e);
        }
    }
}
