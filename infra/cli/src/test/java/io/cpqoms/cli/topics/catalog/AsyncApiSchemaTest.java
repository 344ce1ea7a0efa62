package io.cpqoms.cli.topics.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.cpqoms.cli.Checkout;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The generated documents are AsyncAPI 3 by the specification's own JSON Schema, which lies among the test resources. */
@Tag("TOP-10")
class AsyncApiSchemaTest {
    private static final String ID = "http://asyncapi.com/definitions/3.0.0/asyncapi.json";
    private static final Schema OFFICIAL = official();

    static Stream<String> services() {
        return TopicRegistry.bundled().services().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("services")
    void isSatisfied(String service) throws IOException {
        assertThat(violations(document(service))).isEmpty();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("another version", document -> document.put("asyncapi", "2.6.0")),
                fault("no info", document -> document.remove("info")),
                fault("a field nobody knows", document -> document.put("topics", "all")),
                fault("a third direction", document -> firstOperation(document).put("action", "shout")),
                fault(
                        "an operation without a channel",
                        document -> firstOperation(document).remove("channel")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void refuses(String fault, Consumer<ObjectNode> change) throws IOException {
        ObjectNode document = (ObjectNode) document("order-service");
        change.accept(document);

        assertThat(violations(document)).isNotEmpty();
    }

    private static Arguments fault(String name, Consumer<ObjectNode> change) {
        return Arguments.of(name, change);
    }

    private static ObjectNode firstOperation(ObjectNode document) {
        return (ObjectNode) document.path("operations").elements().next();
    }

    private static JsonNode document(String service) throws IOException {
        String file = "asyncapi/" + service + ".yaml";
        return new YAMLMapper()
                .readTree(TopicCatalog.of(Checkout.root()).files().getOrDefault(file, ""));
    }

    private static List<String> violations(JsonNode document) {
        return OFFICIAL.validate(document).stream()
                .map(violation -> violation.getInstanceLocation() + ": " + violation.getMessage())
                .toList();
    }

    private static Schema official() {
        try (InputStream file = Objects.requireNonNull(
                AsyncApiSchemaTest.class.getResourceAsStream("asyncapi/3.0.0.json"), "asyncapi/3.0.0.json")) {
            String schema = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return SchemaRegistry.withDefaultDialect(
                            SpecificationVersion.DRAFT_7, registry -> registry.schemas(Map.of(ID, schema)))
                    .getSchema(SchemaLocation.of(ID));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
