package io.cpqoms.cli.topics.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.topics.cluster.KafkaConnection;
import io.cpqoms.cli.topics.cluster.KafkaOnly;
import io.cpqoms.cli.topics.cluster.TopicCluster;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Drill: a reader goes away for good. The audit finds its group, and the guarded removal archives its offsets. */
@Tag("INC-11")
@Tag("INB-10")
@Tag("TOP-11")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ZombieGroupIT {
    private static final String QUOTES = "cpq.quote.events.v1";
    private static final String ZOMBIE = "crm-sync";
    private static final TopicRegistry REGISTRY = TopicRegistry.bundled();

    private final KafkaOnly kafka = KafkaOnly.open("zombie-it");
    private final KafkaConnection connection = kafka.as("nobody");

    @BeforeAll
    void writeSomething() throws Exception {
        try (TopicCluster cluster = new TopicCluster(connection, REGISTRY)) {
            cluster.apply();
        }
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(connection.clientSettings(), new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < 300; i++) {
                producer.send(new ProducerRecord<>(QUOTES, "acme:quote:hot", "value"))
                        .get();
            }
        }
    }

    @AfterAll
    void stop() {
        kafka.close();
    }

    @Test
    void isFoundArchivedAndRemoved(@TempDir Path archives) throws Exception {
        readAndLeave();
        assertThat(zombies()).containsExactly(ZOMBIE);

        try (GroupRemoval removal = new GroupRemoval(connection, Clock.systemUTC())) {
            Path archive = removal.remove(ZOMBIE, archives);

            List<String> lines = Files.readAllLines(archive);
            assertThat(lines).allMatch(line -> line.matches("cpq\\.quote\\.events\\.v1,\\d,\\d+"));
            assertThat(lines.stream()
                            .mapToLong(line -> Long.parseLong(line.split(",")[2]))
                            .sum())
                    .isPositive();
        }

        assertThat(zombies()).isEmpty();
        try (Admin admin = connection.admin()) {
            assertThat(admin.listGroups().all().get())
                    .noneMatch(group -> group.groupId().equals(ZOMBIE));
        }
    }

    @Test
    void staysWhileSomebodyReadsWithIt(@TempDir Path archives) throws Exception {
        try (KafkaConsumer<String, String> alive = consumer("search-projector.quote-events");
                GroupRemoval removal = new GroupRemoval(connection, Clock.systemUTC())) {
            read(alive);

            assertThatThrownBy(() -> removal.remove("search-projector.quote-events", archives))
                    .isInstanceOf(CpqFailure.class)
                    .hasMessageContaining("has 1 members and is no zombie");
        }
        assertThat(archives).isEmptyDirectory();
    }

    @Test
    void isToldApartFromAGroupThatDoesNotExist(@TempDir Path archives) {
        try (GroupRemoval removal = new GroupRemoval(connection, Clock.systemUTC())) {
            assertThatThrownBy(() -> removal.remove("never-was", archives))
                    .hasMessageContaining("there is no such group");
        }
    }

    @Test
    void comesWithTheSkewOfTheTopicItRead() {
        try (ClusterAudit audit = new ClusterAudit(connection, REGISTRY)) {
            ClusterAudit.Result result = audit.audit(10_000);

            assertThat(result.findings())
                    .filteredOn(finding -> finding.subject().equals(QUOTES))
                    .extracting(AuditFinding::kind)
                    .contains("hot-partition", "key-skew", "unread");
            assertThat(result.loads().get(QUOTES).records()).isEqualTo(300);
        }
    }

    private List<String> zombies() {
        try (ClusterAudit audit = new ClusterAudit(connection, REGISTRY)) {
            return audit.audit(100).findings().stream()
                    .filter(finding -> finding.kind().equals("zombie"))
                    .map(AuditFinding::subject)
                    .toList();
        }
    }

    private void readAndLeave() {
        try (KafkaConsumer<String, String> consumer = consumer(ZOMBIE)) {
            read(consumer);
        }
    }

    private static void read(KafkaConsumer<String, String> consumer) {
        consumer.subscribe(List.of(QUOTES));
        await().pollInSameThread()
                .atMost(Duration.ofSeconds(30))
                .until(() -> !consumer.poll(Duration.ofMillis(200)).isEmpty());
        consumer.commitSync();
    }

    private KafkaConsumer<String, String> consumer(String group) {
        Map<String, Object> settings = connection.clientSettings();
        settings.putAll(Map.of(
                "group.id",
                group,
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false,
                "max.poll.records",
                50));
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }
}
