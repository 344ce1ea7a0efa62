package io.cpqoms.cli.topics.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cpqoms.cli.console.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small random schemas, random changes of them, and random messages that they accept; all from one seed. */
final class RandomSchemas {
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");
    private static final List<String> WORDS = List.of("x", "y", "z", "xyz");

    private final Random random;

    RandomSchemas(long seed) {
        this.random = new Random(seed);
    }

    ObjectNode object(int depth) {
        ObjectNode schema = Json.object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (String name : NAMES.subList(0, 1 + random.nextInt(4))) {
            properties.set(name, value(depth));
            if (random.nextBoolean()) {
                required.add(name);
            }
        }
        if (random.nextInt(4) > 0) {
            schema.put("additionalProperties", false);
        }
        return schema;
    }

    private ObjectNode value(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> Json.object().put("type", "string").put("maxLength", 1 + random.nextInt(5));
            case 1 -> Json.object().put("type", "integer").put("minimum", random.nextInt(3));
            case 2 -> words();
            case 3 -> Json.object().put("type", "boolean");
            case 4 -> Json.object().put("$ref", SchemaSet.URN + "common#/$defs/code");
            case 5 -> object(depth - 1);
            default -> {
                ObjectNode list = Json.object().put("type", "array").put("maxItems", 1 + random.nextInt(3));
                list.set("items", value(depth - 1));
                yield list;
            }
        };
    }

    private ObjectNode words() {
        ObjectNode schema = Json.object();
        WORDS.subList(0, 1 + random.nextInt(WORDS.size())).forEach(schema.putArray("enum")::add);
        return schema;
    }

    /** A copy with up to three changes, harmless or not. */
    ObjectNode changed(ObjectNode schema) {
        ObjectNode copy = schema.deepCopy();
        for (int i = 0; i <= random.nextInt(3); i++) {
            change(randomObject(copy));
        }
        return copy;
    }

    /** The shared definitions, of which some change too. */
    ObjectNode common(boolean changed) {
        ObjectNode common = Json.object();
        common.putObject("$defs")
                .putObject("code")
                .put("type", "string")
                .put("maxLength", changed ? 1 + random.nextInt(5) : 3);
        return common;
    }

    private ObjectNode randomObject(ObjectNode root) {
        List<ObjectNode> objects = new ArrayList<>();
        SchemaWalk.places(root)
                .filter(place -> place.schema().has("properties"))
                .forEach(place -> objects.add((ObjectNode) place.schema()));
        return objects.get(random.nextInt(objects.size()));
    }

    private void change(ObjectNode object) {
        ObjectNode properties = object.withObject("/properties");
        String name = NAMES.get(random.nextInt(NAMES.size()));
        switch (random.nextInt(6)) {
            case 0 -> properties.set(name, value(1));
            case 1 -> properties.remove(name);
            case 2 -> object.withArray("/required").add(name);
            case 3 -> object.putArray("required");
            case 4 -> object.put("additionalProperties", random.nextBoolean());
            default -> {
                if (properties.path(name) instanceof ObjectNode property) {
                    tweak(property);
                }
            }
        }
    }

    private void tweak(ObjectNode property) {
        if (property.has("enum")) {
            property.setAll(words());
        } else if (property.path("type").asText().equals("string")) {
            property.put("maxLength", 1 + random.nextInt(5));
        } else if (property.path("type").asText().equals("integer")) {
            property.put("type", random.nextBoolean() ? "integer" : "number").put("minimum", random.nextInt(3));
        } else {
            property.put("description", "changed");
        }
    }

    /** A message that the schema probably accepts; an open object gets fields that it does not know. */
    JsonNode message(SchemaSet schemas, JsonNode schema) {
        if (schema.has("$ref")) {
            return message(
                    schemas,
                    schemas.resolve("common", schema.path("$ref").asText()).orElseThrow());
        }
        if (schema.has("enum")) {
            return schema.path("enum").path(random.nextInt(schema.path("enum").size()));
        }
        return switch (schema.path("type").asText()) {
            case "object" -> object(schemas, schema);
            case "array" -> {
                ArrayNode list = Json.array();
                for (int i = 0; i < random.nextInt(1 + schema.path("maxItems").asInt()); i++) {
                    list.add(message(schemas, schema.path("items")));
                }
                yield list;
            }
            case "string" ->
                TextNode.valueOf("xyzxyz"
                        .substring(
                                0, random.nextInt(1 + schema.path("maxLength").asInt())));
            case "integer", "number" ->
                Json.object()
                        .put("n", schema.path("minimum").asInt() + random.nextInt(3))
                        .path("n");
            default -> Json.object().put("b", random.nextBoolean()).path("b");
        };
    }

    private ObjectNode object(SchemaSet schemas, JsonNode schema) {
        ObjectNode message = Json.object();
        schema.path("properties").properties().forEach(entry -> {
            boolean required = Json.stream(schema.path("required"))
                    .anyMatch(name -> name.asText().equals(entry.getKey()));
            if (required || random.nextBoolean()) {
                message.set(entry.getKey(), message(schemas, entry.getValue()));
            }
        });
        if (schema.path("additionalProperties").asBoolean(true)) {
            for (String name : NAMES) {
                if (!schema.path("properties").has(name) && random.nextBoolean()) {
                    message.set(name, message(schemas, value(0)));
                }
            }
        }
        return message;
    }
}
