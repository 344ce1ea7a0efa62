package io.cpqoms.cli.topics.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.topics.schema.SchemaChange.Effect;
import io.cpqoms.cli.topics.schema.SchemaDiff.Readers;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which changes of a schema break whom. */
@Tag("TOP-07")
class SchemaDiffTest {
    /** How the field is declared that comes or goes. */
    enum Field {
        REQUIRED,
        DEFAULT,
        OPTIONAL
    }

    /**
     * Strict and lenient readers × open and closed producers × a field added and removed × required, with default, optional:
     * in every cell the verdict must be exactly what the validator does with every message of that cell.
     */
    @ParameterizedTest(name = "{0} readers, closed {1}, added {2}, {3}")
    @MethodSource("matrix")
    void judgesEveryCellAsTheValidatorDoes(Readers readers, boolean closed, boolean added, Field field) {
        ObjectNode with = schema(closed, field);
        ObjectNode without = schema(closed, field);
        without.withObject("/properties").remove("f");
        without.putArray("required").add("base");
        SchemaSet before = set(added ? without : with);
        SchemaSet after = set(added ? with : without);

        Set<Effect> verdict = EnumSet.noneOf(Effect.class);
        SchemaDiff.of(before, after, "event", readers).forEach(change -> verdict.addAll(change.effects()));
        verdict.remove(Effect.MEANING);

        assertThat(verdict).isEqualTo(whatTheValidatorSays(before, after, readers));
    }

    static Stream<Arguments> matrix() {
        List<Arguments> cells = new ArrayList<>();
        for (Readers readers : Readers.values()) {
            for (boolean closed : new boolean[] {true, false}) {
                for (boolean added : new boolean[] {true, false}) {
                    for (Field field : Field.values()) {
                        cells.add(Arguments.of(readers, closed, added, field));
                    }
                }
            }
        }
        return cells.stream();
    }

    private static ObjectNode schema(boolean closed, Field field) {
        ObjectNode schema = Json.object().put("type", "object");
        schema.putObject("properties").putObject("base").put("type", "integer");
        ObjectNode text = schema.withObject("/properties").putObject("f").put("type", "string");
        schema.putArray("required").add("base");
        if (field != Field.OPTIONAL) {
            schema.withArray("/required").add("f");
        }
        if (field == Field.DEFAULT) {
            text.put("default", "none");
        }
        if (closed) {
            schema.put("additionalProperties", false);
        }
        return schema;
    }

    private static Set<Effect> whatTheValidatorSays(SchemaSet before, SchemaSet after, Readers readers) {
        Set<Effect> effects = EnumSet.noneOf(Effect.class);
        if (refuses(before, after, readers)) {
            effects.add(Effect.OLD_MESSAGES);
        }
        if (refuses(after, before, readers)) {
            effects.add(Effect.OLD_READERS);
        }
        return effects;
    }

    private static boolean refuses(SchemaSet writer, SchemaSet reader, Readers readers) {
        SchemaSet view = readers == Readers.LENIENT ? reader.opened() : reader;
        return messages()
                .filter(message -> writer.violations("event", message).isEmpty())
                .anyMatch(message -> !view.violations("event", message).isEmpty());
    }

    /** Without the field, with it, with it in another type. */
    private static Stream<JsonNode> messages() {
        return Stream.of(
                Json.object().put("base", 1),
                Json.object().put("base", 1).set("f", TextNode.valueOf("text")),
                Json.object().put("base", 1).set("f", IntNode.valueOf(5)));
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
        {"type":"string"}                   | {"type":"integer"}                     | /type: is of type integer where it was string [OLD_MESSAGES, OLD_READERS]
        {"type":"integer"}                  | {"type":"number"}                      | /type: is of type number where it was integer [OLD_READERS]
        {"type":["string","null"]}          | {"type":"string"}                      | /type: is of type string where it was ["string","null"] [OLD_MESSAGES]
        {"enum":["a","b"]}                  | {"enum":["a"]}                         | /enum: lost the values ["b"] [OLD_MESSAGES]
        {"enum":["a"]}                      | {"enum":["a","b"]}                     | /enum: got the values ["b"] [OLD_READERS]
        {"type":"string","maxLength":9}     | {"type":"string","maxLength":5}        | /maxLength: maxLength is 5 where it was 9 [OLD_MESSAGES]
        {"type":"string","maxLength":5}     | {"type":"string","maxLength":9}        | /maxLength: maxLength is 9 where it was 5 [OLD_READERS]
        {"type":"integer"}                  | {"type":"integer","minimum":1}         | /minimum: minimum is 1 where it was not set [OLD_MESSAGES]
        {"type":"string","pattern":"^a$"}   | {"type":"string","pattern":"^b$"}      | /pattern: has the pattern ^b$ where it had ^a$ [OLD_MESSAGES, OLD_READERS]
        {"type":"array"}                    | {"type":"array","items":{"type":"string"}} | /items: items got a schema [OLD_MESSAGES]
        {"oneOf":[{"type":"string"}]}       | {"oneOf":[{"type":"integer"}]}         | : changed in [oneOf], which this check can't judge [OLD_MESSAGES, OLD_READERS]
        """)
    void saysWhatChangedAndWhomItBreaks(String before, String after, String expected) throws JsonProcessingException {
        List<SchemaChange> changes = SchemaDiff.of(
                set((ObjectNode) Json.parse(before)), set((ObjectNode) Json.parse(after)), "event", Readers.LENIENT);

        assertThat(changes)
                .extracting(change -> change.pointer() + ": " + change.what() + " "
                        + change.effects().stream().sorted().toList())
                .containsExactly(expected.strip());
    }

    @Test
    void mindsNoAnnotation() throws JsonProcessingException {
        ObjectNode before = (ObjectNode) Json.parse("{\"type\":\"string\",\"title\":\"a\",\"description\":\"b\"}");
        ObjectNode after = (ObjectNode) Json.parse("{\"type\":\"string\",\"default\":\"c\",\"x-owner\":\"d\"}");

        assertThat(SchemaDiff.of(set(before), set(after), "event", Readers.LENIENT))
                .isEmpty();
    }

    @Test
    void looksThroughReferencesIntoOtherDocuments() throws JsonProcessingException {
        ObjectNode event = (ObjectNode) Json.parse("""
            {"type":"object","properties":{"price":{"$ref":"urn:cpq:schema:common#/$defs/money"}}}\
            """);
        String common = """
            {"$defs":{"amount":{"type":"string","maxLength":%d},
             "money":{"type":"object","properties":{"amount":{"$ref":"#/$defs/amount"}}}}}\
            """;

        List<SchemaChange> changes = SchemaDiff.of(
                new SchemaSet(Map.of("event", event, "common", Json.parse(common.formatted(20)))),
                new SchemaSet(Map.of("event", event, "common", Json.parse(common.formatted(10)))),
                "event",
                Readers.LENIENT);

        assertThat(changes)
                .extracting(SchemaChange::pointer)
                .containsExactly("/properties/price/properties/amount/maxLength");
    }

    private static SchemaSet set(ObjectNode event) {
        return new SchemaSet(Map.of("event", event));
    }
}
