package io.cpqoms.cli.topics.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.topics.schema.SchemaChange.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two keywords that limit one value limit it together: every change from one pair of them to another that the comparison lets pass is held
 * against a real validator, with every value that tells them apart.
 */
@Tag("G1")
@Tag("TOP-07")
class KeywordPairsTest {

    private static final List<String> KEYWORDS = """
            "enum":["x","xyz",1]
            "enum":["x","1"]
            "enum":[1,5]
            "const":"x"
            "const":1
            "const":1.0
            "type":"string"
            "type":"integer"
            "type":["number","string"]
            "minLength":2
            "maxLength":1
            "minimum":2
            "maximum":1
            "pattern":"^x"
            """.lines().map(String::strip).toList();

    private static final List<JsonNode> VALUES = Stream.of(
                    "\"x\"", "\"xyz\"", "\"1\"", "\"\"", "1", "5", "0.5", "-1", "true", "null")
            .map(text -> Json.read("{\"value\":" + text + "}"))
            .toList();

    /** A schema of a value, and which of the values it accepts. */
    private record Limited(SchemaSet schema, List<Boolean> accepts) {

        static Limited to(String keywords) {
            ObjectNode event = Json.object();
            event.putObject("properties").set("value", Json.read("{" + keywords + "}"));
            SchemaSet schema = new SchemaSet(Map.of("event", event));
            return new Limited(
                    schema,
                    VALUES.stream()
                            .map(value -> schema.violations("event", value).isEmpty())
                            .toList());
        }

        /** Whether everything that this one accepts is accepted by the other. */
        boolean isWithin(Limited other) {
            for (int i = 0; i < accepts.size(); i++) {
                if (accepts.get(i) && !other.accepts.get(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    @Test
    void lettingNoChangePassThatAValueTellsApart() {
        List<Limited> all = everyPair().stream().map(Limited::to).toList();
        List<String> wrong = new ArrayList<>();

        for (Limited before : all) {
            for (Limited after : all) {
                List<SchemaChange> changes =
                        SchemaDiff.of(before.schema(), after.schema(), "event", SchemaDiff.Readers.LENIENT);
                String what = before.schema().document("event") + " → "
                        + after.schema().document("event");
                if (!before.isWithin(after)
                        && changes.stream().noneMatch(change -> change.breaks(Effect.OLD_MESSAGES))) {
                    wrong.add("old messages: " + what);
                }
                if (!after.isWithin(before)
                        && changes.stream().noneMatch(change -> change.breaks(Effect.OLD_READERS))) {
                    wrong.add("old readers: " + what);
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(all).as("pairs of which at least one is no other").hasSizeGreaterThan(60);
    }

    /** None, each by itself, and two of which neither is the other's name. */
    private static List<String> everyPair() {
        List<String> pairs = new ArrayList<>(List.of(""));
        for (int one = 0; one < KEYWORDS.size(); one++) {
            pairs.add(KEYWORDS.get(one));
            for (int other = one + 1; other < KEYWORDS.size(); other++) {
                if (!name(KEYWORDS.get(one)).equals(name(KEYWORDS.get(other)))) {
                    pairs.add(KEYWORDS.get(one) + "," + KEYWORDS.get(other));
                }
            }
        }
        return pairs;
    }

    private static String name(String keyword) {
        return keyword.substring(0, keyword.indexOf(':'));
    }
}
