package io.cpqoms.cli.topics.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.topics.registry.RegisteredTopic;
import io.cpqoms.cli.topics.schema.SchemaSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every schema has a message that it accepts, and changes of that message that it refuses for the stated reason. */
final class ExampleRules {
    private static final int FEWEST_COUNTEREXAMPLES = 2;

    private ExampleRules() {}

    static Stream<Finding> valid(Contracts contracts) {
        SchemaSet schemas = contracts.schemas().current();
        Stream<Finding> strays = contracts.examples().valid().keySet().stream()
                .filter(id -> !schemas.contains(id))
                .map(id -> new Finding("example", "examples/" + id + ".json", "has no schema", "delete or rename it"));
        Stream<Finding> broken = schemas.eventIds().stream().flatMap(id -> valid(id, contracts).stream());
        return Stream.concat(strays, broken);
    }

    private static List<Finding> valid(String id, Contracts contracts) {
        JsonNode example = contracts.examples().valid().get(id);
        if (example == null) {
            return List.of(new Finding(
                    "example",
                    SchemaRules.file(id),
                    "has no example",
                    "add examples/" + id + ".json, a whole message with its envelope"));
        }
        List<String> violations = new ArrayList<>(violations(contracts.schemas().current(), id, example));
        if (!example.path("schemaId").asText().equals(id)) {
            violations.add("/schemaId: is " + example.path("schemaId").asText() + ", not " + id);
        }
        owningTopic(id, contracts)
                .filter(topic -> !example.path("dataClassification")
                        .asText()
                        .equals(topic.classification().word()))
                .ifPresent(topic -> violations.add("/dataClassification: " + topic.name() + " is "
                        + topic.classification().word()));
        return violations.stream()
                .map(violation -> new Finding(
                        "example",
                        "examples/" + id + ".json",
                        "is refused by its schema: " + violation,
                        "correct the example, or the schema if the example is what producers write"))
                .toList();
    }

    private static Optional<RegisteredTopic> owningTopic(String id, Contracts contracts) {
        return contracts.registry().all().stream()
                .filter(topic -> topic.schemaIds().contains(id))
                .findFirst();
    }

    static Stream<Finding> invalid(Contracts contracts) {
        return contracts.schemas().current().eventIds().stream()
                .filter(id -> contracts.examples().valid().containsKey(id))
                .flatMap(id -> invalid(id, contracts).stream());
    }

    private static List<Finding> invalid(String id, Contracts contracts) {
        List<Finding> findings = new ArrayList<>();
        JsonNode valid = contracts.examples().valid().getOrDefault(id, Json.object());
        JsonNode cases = contracts.examples().invalid().get(id);
        String file = "examples/invalid/" + id + ".json";
        if (cases == null || cases.size() < FEWEST_COUNTEREXAMPLES) {
            return List.of(new Finding(
                    "counterexample",
                    SchemaRules.file(id),
                    "has fewer than " + FEWEST_COUNTEREXAMPLES + " counterexamples",
                    "add " + file + ": a list of { why, change, expect }"));
        }
        for (JsonNode one : cases) {
            JsonNode message = MergePatch.apply(valid, one.path("change"));
            List<String> violations = violations(contracts.schemas().current(), id, message);
            String expected = one.path("expect").asText();
            if (expected.isBlank() || violations.stream().noneMatch(violation -> violation.contains(expected))) {
                findings.add(new Finding(
                        "counterexample",
                        file,
                        "is not refused because " + one.path("why").asText() + " (expected '" + expected + "', got "
                                + violations + ")",
                        "tighten the schema, or say what it is really refused for"));
            }
        }
        return findings;
    }

    /** What is wrong with a whole message, envelope and payload, as its producer would be told. */
    static List<String> violations(SchemaSet schemas, String id, JsonNode message) {
        List<String> violations = new ArrayList<>(schemas.violations(SchemaSet.ENVELOPE, message));
        schemas.violations(id, message.path("payload")).stream()
                .map(violation -> "/payload" + violation)
                .forEach(violations::add);
        return violations;
    }

    /** JSON Merge Patch (RFC 7396): null removes, objects merge, anything else replaces. */
    static final class MergePatch {
        private MergePatch() {}

        static JsonNode apply(JsonNode target, JsonNode patch) {
            if (!patch.isObject()) {
                return patch;
            }
            ObjectNode result = target.isObject() ? target.deepCopy() : Json.object();
            patch.properties().forEach(entry -> {
                if (entry.getValue().isNull()) {
                    result.remove(entry.getKey());
                } else {
                    result.set(entry.getKey(), apply(result.path(entry.getKey()), entry.getValue()));
                }
            });
            return result;
        }
    }
}
