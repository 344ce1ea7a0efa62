package io.cpqoms.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.console.Json;
import java.net.http.HttpHeaders;

/** What a service answered to one request. */
public record Answer(String request, int status, HttpHeaders headers, JsonNode body) {

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
