package io.cpqoms.cli.topics.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.cpqoms.cli.Checkout;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.topics.registry.RegisteredTopic;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import io.cpqoms.cli.topics.schema.SchemaSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalog is complete, its AsyncAPI documents hold together, and what is checked in is what would be written. */
@Tag("TOP-10")
class TopicCatalogTest {
    private static final TopicCatalog CATALOG = TopicCatalog.of(Checkout.root());
    private static final TopicRegistry REGISTRY = TopicRegistry.bundled();

    @Test
    void isCheckedInAsItWouldBeWritten() {
        assertThat(CATALOG.stale(TopicCatalog.folder(Checkout.root())))
                .as("stale files of the catalog; write them with ./cpq topics catalog")
                .isEmpty();
    }

    @Test
    void findsAFileThatSomebodyChanged(@TempDir Path folder) throws IOException {
        CATALOG.write(folder);
        assertThat(CATALOG.stale(folder)).isEmpty();

        Files.writeString(folder.resolve("README.md"), "another page");

        assertThat(CATALOG.stale(folder)).containsExactly("README.md");
    }

    @Test
    void tellsEveryTopicWithItsOwnerReadersAndEvents() {
        String page = file("README.md");
        for (RegisteredTopic topic : REGISTRY.all()) {
            assertThat(page).contains(topic.name(), topic.owner());
            assertThat(topic.schemaIds()).allMatch(page::contains);
        }
    }

    @Test
    void drawsALineForEveryRight() {
        String picture = file("topics.svg");
        long rights = REGISTRY.all().stream()
                .filter(topic -> !topic.isDeadLetter())
                .mapToLong(topic -> topic.producers().size() + topic.consumers().size())
                .sum();

        assertThat(picture.lines().filter(line -> line.startsWith("<path"))).hasSize((int) rights);
    }

    static Stream<String> services() {
        return REGISTRY.services().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("services")
    void writesAnAsyncApiDocumentWhoseReferencesLeadSomewhere(String service) throws IOException {
        JsonNode document = document(service);

        assertThat(document.path("asyncapi").asText()).isEqualTo("3.0.0");
        assertThat(document.path("info").path("title").asText()).isEqualTo(service);
        for (JsonNode reference : document.findValues("$ref")) {
            if (reference.isTextual()) {
                assertThat(resolve(document, reference.asText()).isMissingNode())
                        .as(reference.asText())
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void saysInAsyncApiWhatTheServiceSendsAndReceives(String service) throws IOException {
        TreeSet<String> expected = new TreeSet<>();
        for (RegisteredTopic topic : REGISTRY.all()) {
            if (topic.producers().contains(service)) {
                expected.add("send " + topic.name());
            }
            if (topic.consumers().contains(service)) {
                expected.add("receive " + topic.name());
            }
        }

        TreeSet<String> found = new TreeSet<>();
        JsonNode document = document(service);
        document.path("operations").forEach(operation -> {
            JsonNode channel =
                    resolve(document, operation.path("channel").path("$ref").asText());
            found.add(operation.path("action").asText() + " "
                    + channel.path("address").asText());
        });

        assertThat(found).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("services")
    void givesExamplesThatTheDocumentsOwnSchemasAccept(String service) throws IOException {
        JsonNode document = document(service);
        for (Map.Entry<String, JsonNode> message :
                document.path("components").path("messages").properties()) {
            JsonNode example = message.getValue().path("examples").path(0).path("payload");
            String payload = "document#/components/messages/" + message.getKey() + "/payload";
            SchemaSet schemas = new SchemaSet(
                    Map.of("document", document, "check", Json.object().put("$ref", SchemaSet.URN + payload)));

            assertThat(schemas.violations("check", example))
                    .as(message.getKey())
                    .isEmpty();
        }
    }

    private static JsonNode document(String service) throws IOException {
        return new YAMLMapper().readTree(file("asyncapi/" + service + ".yaml"));
    }

    private static JsonNode resolve(JsonNode document, String reference) {
        return document.at(reference.substring(1));
    }

    private static String file(String name) {
        return CATALOG.files().getOrDefault(name, "");
    }
}
