package io.cpqoms.testkit.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes a value that a schema allows, with every member that it knows. */
final class ValidValues {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String SOME_ID = "0198c0de-0000-7000-8000-000000000101";

    /** Texts of which one suits each pattern that the documents have. */
    private static final List<String> TEXTS = List.of(
            "some-name",
            "EUR",
            "A1",
            "12.50",
            "1",
            "line",
            "2027-06-01T12:00:00Z",
            "someone@example.com",
            "en",
            "approve",
            SOME_ID,
            "*");

    private ValidValues() {}

    static JsonNode of(JsonNode schema) {
        for (String said : List.of("const", "default", "example")) {
            if (schema.has(said)) {
                return schema.path(said);
            }
        }
        for (String listed : List.of("examples", "enum")) {
            if (schema.path(listed).size() > 0
                    && !schema.path("format").asText().equals("date-time")) {
                return schema.path(listed).path(0);
            }
        }
        return switch (Schemas.type(schema)) {
            case "object" -> object(schema);
            case "array" -> list(schema);
            case "integer", "number" -> JSON.numberNode(schema.path("minimum").asInt(1));
            case "boolean" -> JSON.booleanNode(false);
            default -> JSON.textNode(text(schema));
        };
    }

    private static ObjectNode object(JsonNode schema) {
        ObjectNode object = JSON.objectNode();
        schema.path("properties").properties().forEach(member -> object.set(member.getKey(), of(member.getValue())));
        return object;
    }

    private static ArrayNode list(JsonNode schema) {
        ArrayNode list = JSON.arrayNode();
        return schema.has("items") && schema.path("maxItems").asInt(1) > 0 ? list.add(of(schema.path("items"))) : list;
    }

    private static String text(JsonNode schema) {
        String format = schema.path("format").asText();
        if (format.equals("uuid")) {
            return SOME_ID;
        }
        if (format.equals("date-time")) {
            return "2027-06-01T12:00:00Z";
        }
        String pattern = schema.path("pattern").asText();
        Stream<String> texts = TEXTS.stream()
                .filter(text -> text.length() >= schema.path("minLength").asInt(0)
                        && text.length() <= schema.path("maxLength").asInt(Integer.MAX_VALUE));
        return texts.filter(text -> pattern.isEmpty()
                        || Pattern.compile(pattern).matcher(text).matches()
                        || pattern.equals("\\S"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no example suits " + schema + "; the document should give one, or ValidValues know one"));
    }
}
