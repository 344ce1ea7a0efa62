package io.cpqoms.messaging.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The bundled JSON Schemas. A producer is held to the closed schema (no field that isn't declared); a consumer reads
 * with the open one, so that an added optional field never stops it.
 *
 * <p>They are compiled before the service is ready: the first command would pay for it inside of its transaction.
 */
@Startup
@ApplicationScoped
public class EventSchemas {

    private static final String PREFIX = "urn:cpq:schema:";
    /** A large array of nonsense breaks a rule with each of its elements; nobody reads them all. */
    private static final int MOST_TOLD = 20;

    private static final String ENVELOPE = "cpq.envelope.v1";

    /** A contract that says instant means one that exists. */
    private static final SchemaRegistryConfig STRICT =
            SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();

    /** How a field may be handled is the registry's concern; no value is right or wrong by it. */
    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft202012())
            .keyword(new NonValidationKeyword("x-data-classification"))
            .build();

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Schema> closed = new HashMap<>();
    private final Map<String, Schema> open = new HashMap<>();

    public EventSchemas(TopicRegistry registry) {
        Map<String, JsonNode> documents = new HashMap<>();
        documents.put("cpq.common.v1", read("cpq.common.v1"));
        documents.put(ENVELOPE, read(ENVELOPE));
        registry.all().stream()
                .flatMap(topic -> topic.schemaIds().stream())
                .forEach(id -> documents.computeIfAbsent(id, this::read));
        compile(documents, closed);
        documents.replaceAll((id, document) -> opened(document));
        compile(documents, open);
    }

    /** What is wrong with a payload its producer is about to write; empty when nothing is. */
    List<String> violationsForProducer(String schemaId, JsonNode payload) {
        return violations(closed, schemaId, payload);
    }

    List<String> envelopeViolations(JsonNode envelope) {
        return violations(open, ENVELOPE, envelope);
    }

    List<String> violationsForConsumer(String schemaId, JsonNode payload) {
        return violations(open, schemaId, payload);
    }

    private static List<String> violations(Map<String, Schema> schemas, String schemaId, JsonNode value) {
        Schema schema = schemas.get(schemaId);
        if (schema == null) {
            return List.of("schema " + schemaId + " is not bundled");
        }
        List<Error> errors = schema.validate(value);
        List<String> told = new ArrayList<>(errors.stream()
                .limit(MOST_TOLD)
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList());
        if (errors.size() > MOST_TOLD) {
            told.add("and " + (errors.size() - MOST_TOLD) + " more");
        }
        return told;
    }

    private static void compile(Map<String, JsonNode> documents, Map<String, Schema> target) {
        Map<String, String> byUri = new HashMap<>();
        documents.forEach((id, document) -> byUri.put(PREFIX + id, document.toString()));
        SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(
                DIALECT, builder -> builder.schemas(byUri).schemaRegistryConfig(STRICT));
        documents.keySet().forEach(id -> {
            Schema schema = schemas.getSchema(SchemaLocation.of(PREFIX + id));
            schema.initializeValidators();
            target.put(id, schema);
        });
    }

    private JsonNode opened(JsonNode document) {
        JsonNode copy = document.deepCopy();
        copy.findParents("additionalProperties").stream()
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .forEach(node -> node.remove("additionalProperties"));
        return copy;
    }

    private JsonNode read(String id) {
        String path = "cpq-topics/schemas/" + id + ".json";
        try (InputStream file = Resources.open(path)) {
            return json.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Schema " + id + " can't be read from " + path, e);
        }
    }
}
