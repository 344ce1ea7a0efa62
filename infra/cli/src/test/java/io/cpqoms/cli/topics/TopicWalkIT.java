package io.cpqoms.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.Checkout;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.topics.catalog.TopicCatalog;
import io.cpqoms.cli.topics.check.Contracts;
import io.cpqoms.cli.topics.check.RegistryCheck;
import io.cpqoms.cli.topics.cluster.Change;
import io.cpqoms.cli.topics.cluster.KafkaConnection;
import io.cpqoms.cli.topics.cluster.KafkaOnly;
import io.cpqoms.cli.topics.cluster.TopicCluster;
import io.cpqoms.cli.topics.schema.SchemaSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The walk of docs/how-to/add-a-topic.md with the page's own blocks, in a copy of the checkout: entry, schema, examples,
 * code; gate, catalog, plan, apply; the first event on a real broker.
 */
@Tag("TOP-03")
@Tag("TOP-04")
class TopicWalkIT {
    private static final String TOPIC = "cpq.asset.events.v1";
    private static final String EVENT = "cpq.asset.AssetInstalled.v1";
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+) (\\S+/\\S+)\\n(.*?)^```$");

    @Test
    void goesFromTheRegistryEntryToTheFirstEvent(@TempDir Path checkout) throws Exception {
        copyContracts(checkout);
        assertThat(RegistryCheck.of(Contracts.of(checkout)))
                .as("the copy itself")
                .isEmpty();

        applyBlocks(checkout);

        Contracts contracts = Contracts.of(checkout);
        assertThat(RegistryCheck.of(contracts)).isEmpty();
        assertThat(TopicCatalog.of(checkout).files().get("README.md")).contains("## " + TOPIC);
        try (KafkaOnly kafka = KafkaOnly.open("walk-it")) {
            KafkaConnection connection = kafka.as("nobody");
            try (TopicCluster cluster = new TopicCluster(connection, contracts.registry())) {
                assertThat(cluster.plan().changes()).extracting(Change::subject).contains(TOPIC, "cpq.asset.dlq.v1");
                cluster.apply();
                assertThat(cluster.plan().isEmpty()).isTrue();
            }
            JsonNode event = firstEvent(connection, contracts.examples().valid().get(EVENT));
            SchemaSet asAConsumer = contracts.schemas().current().opened();
            assertThat(asAConsumer.violations(SchemaSet.ENVELOPE, event)).isEmpty();
            assertThat(asAConsumer.violations(EVENT, event.path("payload"))).isEmpty();
        }
    }

    @Test
    void isStoppedByTheGateWhenAStepIsLeftOut(@TempDir Path checkout) throws Exception {
        copyContracts(checkout);
        applyBlocks(checkout);
        Files.delete(checkout.resolve("infra/topics/examples/invalid").resolve(EVENT + ".json"));
        Files.delete(checkout.resolve("audit-service/src/main/java/io/cpqoms/audit/integration/AssetFacts.java"));

        assertThat(RegistryCheck.of(Contracts.of(checkout)))
                .extracting(finding -> finding.rule() + " " + finding.where())
                .containsExactlyInAnyOrder("counterexample schemas/" + EVENT + ".json", "unused " + TOPIC);
    }

    private static void applyBlocks(Path checkout) throws IOException {
        String page = Files.readString(Checkout.root().resolve("docs/how-to/add-a-topic.md"));
        List<MatchResult> blocks = BLOCK.matcher(page).results().toList();
        assertThat(blocks).hasSize(7);
        for (MatchResult block : blocks) {
            Path file = checkout.resolve(block.group(2));
            Files.createDirectories(file.resolve("..").normalize());
            boolean amended = block.group(1).equals("yaml") || block.group(1).equals("properties");
            String before = amended ? Files.readString(file) + "\n" : "";
            Files.writeString(file, before + block.group(3));
        }
    }

    private static JsonNode firstEvent(KafkaConnection connection, JsonNode example) throws Exception {
        String key = example.path("tenantId").asText() + ":asset:"
                + example.path("aggregateId").asText();
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                        connection.clientSettings(), new StringSerializer(), new StringSerializer());
                KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                        connection.clientSettings(), new StringDeserializer(), new StringDeserializer())) {
            int partition = producer.send(new ProducerRecord<>(TOPIC, key, Json.line(example)))
                    .get()
                    .partition();
            List<TopicPartition> assigned = List.of(new TopicPartition(TOPIC, partition));
            consumer.assign(assigned);
            consumer.seekToBeginning(assigned);
            for (int poll = 0; poll < 50; poll++) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    assertThat(record.key()).isEqualTo(key);
                    return Json.read(record.value());
                }
            }
            throw new AssertionError("the first event did not arrive");
        }
    }

    /** What the gate looks at: contracts, properties, API documents and code of the services. */
    private static void copyContracts(Path checkout) throws IOException {
        Path root = Checkout.root();
        copy(root.resolve("infra/topics"), checkout.resolve("infra/topics"));
        for (String service : Contracts.of(root).registry().services().keySet()) {
            copy(
                    root.resolve(service).resolve("src/main"),
                    checkout.resolve(service).resolve("src/main"));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(file -> Files.isRegularFile(file) && !file.startsWith(from.resolve("target")))
                    .forEach(file ->
                            copyFile(file, to.resolve(from.relativize(file).toString())));
        }
    }

    private static void copyFile(Path from, Path to) {
        try {
            Files.createDirectories(to.resolve("..").normalize());
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
