package io.cpqoms.workflow.integration;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * A real HTTP server in the place of the domain services: it answers as told, otherwise with 200, a new order or the quote that
 * {@link Published} has accepted, and remembers every call. Tests talk to it
 * over HTTP as well, because Quarkus loads test resources and tests in different class loaders.
 */
public final class FakeDomain implements QuarkusTestResourceLifecycleManager {

    private static final String URL_PROPERTY = "fake-domain.url";
    private static final String CALLS = "/control/calls";
    private static final String REPLIES = "/control/replies";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<Reply>> replies = new ConcurrentHashMap<>();
    private Optional<HttpServer> server = Optional.empty();

    /** What was called, with which key, in whose trace; header names in lower case. */
    public record Call(String path, Map<String, String> headers, String body) {

        String key() {
            return headers.getOrDefault("idempotency-key", "");
        }
    }

    /** What to answer. */
    public record Reply(int status, Map<String, String> headers, String body) {

        static Reply ok(String body) {
            return new Reply(200, Map.of(), body);
        }

        static Reply problem(int status, String slug, String detail) {
            return new Reply(
                    status,
                    Map.of(),
                    "{\"type\":\"urn:cpq:problem:%s\",\"status\":%d,\"detail\":\"%s\"}"
                            .formatted(slug, status, detail));
        }
    }

    /** A quote as quote-service shows it, as far as the bridge reads it. */
    static String quote(String state, int revision, String rounded) {
        return quoteWith("", state, revision, rounded);
    }

    /** A quote that owes this each month as well. */
    static String quoteWithMonthly(String monthly, String rounded) {
        return quoteWith(
                "{\"period\":\"P1M\",\"rounded\":{\"amount\":\"%s\",\"currency\":\"EUR\"}}".formatted(monthly),
                "accepted",
                1,
                rounded);
    }

    private static String quoteWith(String recurring, String state, int revision, String rounded) {
        return """
                {"state":"%s","revision":%d,"totals":{"exact":{"amount":"%s00","currency":"EUR"},\
                "rounded":{"amount":"%s","currency":"EUR"},"recurring":[%s]}}""".formatted(state, revision, rounded, rounded, recurring);
    }

    /** The next answers for a path, one for each call. */
    record Script(String path, List<Reply> replies) {}

    static void reply(String path, Reply... answers) {
        control(REPLIES, write(new Script(path, List.of(answers))));
    }

    static List<Call> calls(String path) {
        try {
            List<Call> all = JSON.readValue(control(CALLS, ""), new TypeReference<>() {});
            return all.stream().filter(call -> call.path().equals(path)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
            http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            http.createContext("/", this::answer);
            http.start();
            server = Optional.of(http);
            String url = "http://127.0.0.1:" + http.getAddress().getPort();
            System.setProperty(URL_PROPERTY, url);
            return Map.of("cpq.calls.quote-url", url, "cpq.calls.order-url", url);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        server.ifPresent(http -> http.stop(0));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            Reply reply = switch (path) {
                case CALLS -> Reply.ok(write(calls));
                case REPLIES -> script(JSON.readValue(body, Script.class));
                default -> domain(exchange, path, new String(body, StandardCharsets.UTF_8));
            };
            reply.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Reply script(Script script) {
        replies.computeIfAbsent(script.path(), path -> new ConcurrentLinkedQueue<>())
                .addAll(script.replies());
        return Reply.ok("{}");
    }

    private Reply domain(HttpExchange exchange, String path, String body) {
        var headers = new TreeMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        calls.add(new Call(path, headers, body));
        return Optional.ofNullable(replies.get(path))
                .map(Queue::poll)
                .orElseGet(() -> Reply.ok(usual(exchange.getRequestMethod() + " " + path)));
    }

    private static String usual(String operation) {
        if (operation.equals("POST /orders")) {
            return "{\"orderId\":\"%s\"}".formatted(UUID.randomUUID());
        }
        return operation.matches("GET /quotes/[^/]+") ? quote("accepted", 1, "900.00") : "{}";
    }

    private static String control(String path, String body) {
        URI uri = URI.create(System.getProperty(URL_PROPERTY) + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(uri)
                                    .POST(BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
