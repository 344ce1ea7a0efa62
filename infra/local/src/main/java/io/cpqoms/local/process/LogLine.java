package io.cpqoms.local.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A line of a log for a person: the JSON of a service as text, and what is no JSON as it is. */
public final class LogLine {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> IDS = List.of("correlationId", "traceId");

    private LogLine() {}

    /** One line, and after it those of a failure's trace. */
    public static List<String> readable(String line) {
        return line.startsWith("{") ? parsed(line) : List.of(line);
    }

    private static List<String> parsed(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            if (!json.has("message") || !json.has("level")) {
                return List.of(line);
            }
            List<String> lines = new ArrayList<>();
            lines.add(head(json));
            Stream.of(json.path("stackTrace").asText("").replaceFirst("^: ", ""))
                    .flatMap(String::lines)
                    .filter(trace -> !trace.isBlank())
                    .forEach(lines::add);
            return List.copyOf(lines);
        } catch (JsonProcessingException e) {
            return List.of(line);
        }
    }

    private static String head(JsonNode json) {
        StringBuilder text = new StringBuilder(json.path("timestamp").asText())
                .append(' ')
                .append(json.path("level").asText())
                .append(" [")
                .append(json.path("loggerName").asText())
                .append("] ")
                .append(json.path("message").asText().strip());
        for (String id : IDS) {
            if (json.path("mdc").hasNonNull(id)) {
                text.append("  ")
                        .append(id)
                        .append('=')
                        .append(json.path("mdc").path(id).asText());
            }
        }
        return text.toString();
    }
}
