package io.cpqoms.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.console.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One service, called as one person: JSON over HTTP with the headers the platform's commands need.
 *
 * <p>A service that is short of something for a moment says when to ask again (503, Retry-After). It is asked again, with the
 * same Idempotency-Key, for half a minute; then its last answer stands.
 */
public final class Api {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(5);

    private final HttpClient http;
    private final URI base;
    private final Optional<String> bearer;
    private final Duration timeout;
    private final Duration patience;

    public Api(HttpClient http, URI base, Optional<String> bearer) {
        this(http, base, bearer, TIMEOUT, PATIENCE);
    }

    private Api(HttpClient http, URI base, Optional<String> bearer, Duration timeout, Duration patience) {
        this.http = http;
        this.base = base;
        this.bearer = bearer;
        this.timeout = timeout;
        this.patience = patience;
    }

    /** The same for somebody who would rather know at once that there is no answer: five seconds, and nothing is asked twice. */
    public Api impatient() {
        return new Api(http, base, bearer, SHORT, Duration.ZERO);
    }

    public Answer get(String path) {
        return send("GET", path, request(path).GET());
    }

    /** A command to an aggregate in whatever version it is. */
    public Answer command(String path, JsonNode body) {
        HttpRequest.Builder request = request(path)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", "*");
        return send("POST", path, withBody("POST", request, body));
    }

    /** A command that creates something: no version to match yet. */
    public Answer create(String path, JsonNode body) {
        HttpRequest.Builder request =
                request(path).header("Idempotency-Key", UUID.randomUUID().toString());
        return send("POST", path, withBody("POST", request, body));
    }

    public Answer put(String path, JsonNode body) {
        HttpRequest.Builder request =
                request(path).header("Idempotency-Key", UUID.randomUUID().toString());
        return send("PUT", path, withBody("PUT", request, body));
    }

    /** A command under a key of the caller's, to an aggregate in whatever version it is: the same key again is the same command. */
    Answer keyed(String method, String path, JsonNode body, UUID key) {
        HttpRequest.Builder request =
                request(path).header("Idempotency-Key", key.toString()).header("If-Match", "*");
        return send(method, path, withBody(method, request, body));
    }

    public static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(timeout)
                .header("Accept", "application/json, application/problem+json");
        bearer.ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request;
    }

    private static HttpRequest.Builder withBody(String method, HttpRequest.Builder request, JsonNode body) {
        return request.header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(Json.line(body)));
    }

    private Answer send(String method, String path, HttpRequest.Builder builder) {
        String what = method + " " + base + path;
        HttpRequest request = builder.build();
        Instant patienceEnds = Instant.now().plus(patience);
        try {
            Answer answer = sendOnce(what, request);
            Optional<Duration> pause = answer.busyFor();
            while (pause.isPresent() && Instant.now().plus(pause.get()).isBefore(patienceEnds)) {
                Thread.sleep(pause.get());
                answer = sendOnce(what, request);
                pause = answer.busyFor();
            }
            return answer;
        } catch (IOException e) {
            throw CpqFailure.environment(what + " got no answer (" + reason(e) + "); see ./cpq status", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CpqFailure(what + " was interrupted");
        }
    }

    private Answer sendOnce(String what, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(what, response.statusCode(), response.headers(), body(what, response));
    }

    private static String reason(IOException failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private static JsonNode body(String what, HttpResponse<String> response) {
        String text = response.body();
        if (text == null || text.isBlank()) {
            return Json.object();
        }
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            throw new CpqFailure(what + " answered " + response.statusCode() + " with something that is no JSON: "
                    + text.substring(0, Math.min(200, text.length())));
        }
    }
}
