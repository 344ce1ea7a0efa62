package io.cpqoms.cli.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.console.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code FuzzIT} of each service left behind.
 *
 * @param services what it wrote, by service; a missing node for one that did not come to its end
 */
record FuzzAnswer(Map<String, JsonNode> services) {
    private static final String RESULT = "target/fuzz.json";
    private static final String FINDINGS = "findings";

    /** So that the result of a former run is not taken for this one's. */
    static void forget(Path root, List<String> services) {
        for (String service : services) {
            try {
                Files.deleteIfExists(root.resolve(service).resolve(RESULT));
            } catch (IOException e) {
                throw CpqFailure.environment("can't delete the former result of " + service + ": " + e.getMessage(), e);
            }
        }
    }

    static FuzzAnswer read(Path root, List<String> services) {
        Map<String, JsonNode> read = new LinkedHashMap<>();
        for (String service : services) {
            Path result = root.resolve(service).resolve(RESULT);
            try {
                read.put(service, Files.exists(result) ? Json.parse(Files.readString(result)) : Json.object());
            } catch (JsonProcessingException e) {
                read.put(service, Json.object());
            } catch (IOException e) {
                throw CpqFailure.environment(result + " is not readable: " + e.getMessage(), e);
            }
        }
        return new FuzzAnswer(read);
    }

    /** Whether every service was fuzzed to the end and nothing was found. */
    boolean isClean() {
        return services.values().stream()
                .allMatch(result -> isWhole(result) && result.path(FINDINGS).isEmpty());
    }

    private static boolean isWhole(JsonNode result) {
        return result.path("requests").asInt() > 0;
    }

    void print(Console console) {
        services.forEach((service, result) -> {
            console.line(sentence(service, result));
            for (JsonNode finding : result.path(FINDINGS)) {
                console.line(console.paint(
                        "  ✗ %s, %s: %s"
                                .formatted(
                                        finding.path("operation").asText(),
                                        finding.path("mutation").asText(),
                                        finding.path("fault").asText()),
                        Style.RED));
                console.line("      " + finding.path("request").asText());
                console.line("      answer: " + finding.path("answer").asText());
            }
        });
    }

    private static String sentence(String service, JsonNode result) {
        if (!isWhole(result)) {
            return service + ": did not come to its end";
        }
        return "%s: %d requests, %d of %d operations reached, %d of them done at least once, %d whole rounds, %d findings"
                .formatted(
                        service,
                        result.path("requests").asInt(),
                        result.path("reached").size(),
                        result.path("operations").asInt(),
                        result.path("succeeded").size(),
                        result.path("rounds").asInt(),
                        result.path(FINDINGS).size());
    }

    ObjectNode json(long seed) {
        ObjectNode answer = Json.object().put("ok", isClean()).put("seed", seed);
        ObjectNode results = answer.putObject("services");
        services.forEach(results::set);
        return answer;
    }
}
