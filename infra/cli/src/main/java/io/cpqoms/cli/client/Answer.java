package io.cpqoms.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.console.Json;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

/** What a service answered to one request. */
public record Answer(String request, int status, HttpHeaders headers, JsonNode body) {
    private static final int SERVICE_UNAVAILABLE = 503;

    public boolean successful() {
        return status >= 200 && status < 300;
    }

    /** The body of a successful answer; anything else becomes the failure the problem describes. */
    public JsonNode expectSuccess() {
        if (successful()) {
            return body;
        }
        throw new CpqFailure(request + " was refused with " + status + ": " + problem());
    }

    /** How long the service asks its caller to wait when it could not take the request just now; empty for every other answer. */
    Optional<Duration> busyFor() {
        return Optional.of(headers)
                .filter(answered -> status == SERVICE_UNAVAILABLE)
                .flatMap(answered -> answered.firstValue("Retry-After"))
                .filter(seconds -> seconds.matches("[0-9]{1,4}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }

    /** The last part of the problem's type, such as {@code illegal-transition}; empty for a success. */
    public String slug() {
        String type = body.path("type").asText();
        return type.substring(type.lastIndexOf(':') + 1);
    }

    private String problem() {
        String detail = body.path("detail").asText(body.path("title").asText("no problem given"));
        boolean saidAlready = Json.stream(body.path("violations"))
                .allMatch(violation -> detail.contains(violation.path("message").asText()));
        return saidAlready ? detail : detail + " " + body.path("violations");
    }
}
