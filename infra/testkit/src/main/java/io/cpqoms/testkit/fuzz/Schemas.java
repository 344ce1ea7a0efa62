package io.cpqoms.testkit.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Says whether a document allows a value; an object has no members but those that its schema names. */
final class Schemas {

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

    boolean allows(JsonNode schema, JsonNode value) {
        return compiled.computeIfAbsent(schema, this::compile).validate(value).isEmpty();
    }

    static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            return type.path(0).asText();
        }
        return type.isTextual() ? type.asText() : schema.has("properties") ? "object" : "string";
    }

    private Schema compile(JsonNode schema) {
        JsonNode copy = schema.deepCopy();
        close(copy);
        return registry.getSchema(
                new ObjectMapper().createObjectNode().set("allOf", copy.isArray() ? copy : list(copy)));
    }

    private static JsonNode list(JsonNode only) {
        return new ObjectMapper().createArrayNode().add(only);
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(Schemas::close);
    }
}
