package io.cpqoms.cli.topics.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.topics.TopicsCommand;
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
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Drill: a reader goes away for good. The audit finds its group, and the guarded removal archives its offsets. */
@Tag("INC-11")
@Tag("INB-10")
@Tag("TOP-11")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ZombieGroupIT {
    private static final String QUOTES = "cpq.quote.events.v1";
    private static final String ZOMBIE = "crm-sync";
    private static final String READER = "local.search-projector.quotes.v1.cpq.quote.events.v1";
    private static final String COMMANDS = "cpq.notification.commands.v1";
    private static final String VALUE = "value ".repeat(100);
    private static final TopicRegistry REGISTRY = TopicRegistry.bundled();

    private final KafkaOnly kafka = KafkaOnly.open("zombie-it");
    private final KafkaConnection connection = kafka.as("nobody");

    @BeforeAll
    void writeSomething() throws Exception {
        try (TopicCluster cluster = new TopicCluster(connection, REGISTRY)) {
            cluster.apply();
        }
        Map<String, Object> settings = connection.clientSettings();
        settings.put("compression.type", "lz4");
        // On a partition that was just created, a batch that overtakes a refused one keeps it out for good.
        settings.put("max.in.flight.requests.per.connection", 1);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            List<Future<RecordMetadata>> sent = Stream.generate(
                            () -> producer.send(new ProducerRecord<>(QUOTES, "acme:quote:hot", VALUE)))
                    .limit(300)
                    .toList();
            for (Future<RecordMetadata> record : sent) {
                record.get();
            }
            assertThat(compressionRate(producer)).as("sent as the relay does").isLessThan(0.5);
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
        try (KafkaConsumer<String, String> alive = consumer(READER);
                GroupRemoval removal = new GroupRemoval(connection, Clock.systemUTC())) {
            read(alive);

            assertThatThrownBy(() -> removal.remove(READER, archives))
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
            assertThat(result.loads().get(QUOTES).averageBytes())
                    .as("what a reader gets, not what lies compressed on the disk")
                    .isEqualTo("acme:quote:hot".length() + VALUE.length());
        }
    }

    @Test
    void countsWhatARunPutOnATopicForItsRegistryEntry() {
        try (ClusterAudit audit = new ClusterAudit(connection, REGISTRY)) {
            assertThat(audit.audit(10_000).loads().get(QUOTES).keys()).isEqualTo(1);
        }
        String[] measure = {"measure", "--kafka", kafka.address(), "--load", "three hundred records of a test"};

        assertThat(new CommandLine(new TopicsCommand()).execute(measure)).isEqualTo(ExitCodes.OK);
    }

    @Test
    void isNotMissedOnATopicThatIsStillEmpty() {
        try (KafkaConsumer<String, String> waiting = consumer("local.notification-service.v1." + COMMANDS)) {
            waiting.subscribe(List.of(COMMANDS));
            await().pollInSameThread().atMost(Duration.ofSeconds(30)).until(() -> {
                waiting.poll(Duration.ofMillis(200));
                return !waiting.assignment().isEmpty();
            });

            try (ClusterAudit audit = new ClusterAudit(connection, REGISTRY)) {
                assertThat(audit.audit(100).findings())
                        .filteredOn(finding -> finding.subject().contains(COMMANDS))
                        .isEmpty();
            }
        }
    }

    private static double compressionRate(KafkaProducer<String, String> producer) {
        return producer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("compression-rate-avg")
                        && metric.getKey().group().equals("producer-metrics"))
                .map(metric -> (Double) metric.getValue().metricValue())
                .findFirst()
                .orElseThrow();
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
