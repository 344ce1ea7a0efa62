package io.cpqoms.cli.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.client.Answer;
import io.cpqoms.cli.console.Json;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What services answer, by the beginning of the question; to everything else they know nothing. */
final class Answers {

    private final Map<String, Supplier<JsonNode>> known = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    Answers says(String service, String beginning, String json) {
        known.put(service + beginning, () -> Json.read(json));
        return this;
    }

    /** Nobody answers that. */
    Answers isSilent(String service, String beginning) {
        known.put(service + beginning, () -> {
            throw CpqFailure.environment("no answer");
        });
        return this;
    }

    List<String> asked() {
        return List.copyOf(asked);
    }

    Sources sources() {
        return new Sources(service -> path -> answer(service, path));
    }

    private Answer answer(String service, String path) {
        String question = service + path;
        asked.add(question);
        return known.entrySet().stream()
                .filter(answer -> question.startsWith(answer.getKey()))
                .findFirst()
                .map(answer -> answer(question, 200, answer.getValue().get()))
                .orElseGet(() -> answer(question, 404, Json.object()));
    }

    private static Answer answer(String question, int status, JsonNode body) {
        return new Answer(question, status, HttpHeaders.of(Map.of(), (name, value) -> true), body);
    }
}
