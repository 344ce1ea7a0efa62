package io.cpqoms.cli.topics.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.cpqoms.cli.topics.registry.JsonFiles;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Event schemas by id, closed as their files say (the producer's side) or open (the consumer's side, which must not mind
 * a field that was added after it was built).
 */
public final class SchemaSet {
    public static final String URN = "urn:cpq:schema:";
    public static final String COMMON = "cpq.common.v1";
    public static final String ENVELOPE = "cpq.envelope.v1";
    private static final String META_SCHEMA = "https://json-schema.org/draft/2020-12/schema";

    private final SortedMap<String, JsonNode> documents;
    private final SchemaRegistry registry;
    private final Map<String, Schema> compiled = new HashMap<>();

    public SchemaSet(Map<String, JsonNode> documents) {
        this.documents = new TreeMap<>(documents);
        Map<String, String> byUri = new HashMap<>();
        documents.forEach((id, document) -> byUri.put(URN + id, document.toString()));
        this.registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(byUri)
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
    }

    /** The files of a directory, each by its name without {@code .json}. */
    public static SchemaSet read(Path directory) {
        return new SchemaSet(JsonFiles.read(directory));
    }

    /** The same schemas as a consumer reads with them. */
    public SchemaSet opened() {
        Map<String, JsonNode> open = new HashMap<>();
        documents.forEach((id, document) -> open.put(id, opened(document)));
        return new SchemaSet(open);
    }

    /** The ids of events and commands: all but the shared value types and the envelope. */
    public List<String> eventIds() {
        return documents.keySet().stream()
                .filter(id -> !id.equals(COMMON) && !id.equals(ENVELOPE))
                .toList();
    }

    public List<String> ids() {
        return List.copyOf(documents.keySet());
    }

    public boolean contains(String id) {
        return documents.containsKey(id);
    }

    public JsonNode document(String id) {
        JsonNode document = documents.get(id);
        if (document == null) {
            throw new IllegalArgumentException("no schema " + id + "; there are " + documents.keySet());
        }
        return document;
    }

    /** What is wrong with the value, each as "place: message"; empty when nothing is. */
    public List<String> violations(String id, JsonNode value) {
        Schema schema = compiled.computeIfAbsent(id, this::compile);
        return schema.validate(value).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .sorted()
                .toList();
    }

    /** What makes the document no JSON Schema 2020-12; empty when it is one and all of its references resolve. */
    public List<String> defects(String id) {
        List<String> defects = registry.getSchema(SchemaLocation.of(META_SCHEMA)).validate(document(id)).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .sorted()
                .toList();
        if (!defects.isEmpty()) {
            return defects;
        }
        try {
            compiled.computeIfAbsent(id, this::compile);
            return List.of();
        } catch (SchemaException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    /** What a reference inside of the document leads to; absent when it leads nowhere. */
    public Optional<JsonNode> resolve(String id, String reference) {
        String target = reference.startsWith("#") ? URN + id + reference : reference;
        if (!target.startsWith(URN)) {
            return Optional.empty();
        }
        String[] parts = target.substring(URN.length()).split("#", 2);
        JsonNode found = documents.get(parts[0]);
        if (found == null) {
            return Optional.empty();
        }
        JsonNode node = parts.length == 1 ? found : found.at(parts[1]);
        return node.isMissingNode() ? Optional.empty() : Optional.of(standalone(parts[0], node));
    }

    /** The document with every reference in full, so that parts of it can be looked at by themselves. */
    JsonNode standalone(String id) {
        return standalone(id, document(id));
    }

    private static JsonNode standalone(String id, JsonNode node) {
        JsonNode copy = node.deepCopy();
        for (JsonNode parent : copy.findParents("$ref")) {
            String reference = parent.path("$ref").asText();
            if (reference.startsWith("#")) {
                ((ObjectNode) parent).put("$ref", URN + id + reference);
            }
        }
        return copy;
    }

    private Schema compile(String id) {
        Schema schema = registry.getSchema(SchemaLocation.of(URN + id));
        schema.initializeValidators();
        return schema;
    }

    private static JsonNode opened(JsonNode document) {
        JsonNode copy = document.deepCopy();
        copy.findParents("additionalProperties").stream()
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .forEach(node -> node.remove("additionalProperties"));
        return copy;
    }
}
