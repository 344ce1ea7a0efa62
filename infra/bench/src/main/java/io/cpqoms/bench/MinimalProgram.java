package io.cpqoms.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The least that can take the same request and leave the same rows: the JDK's HTTP server, one session per thread, plain SQL. */
final class MinimalProgram implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int QUOTE_IN_PATH = 2;

    private final HttpServer server;
    private final ExecutorService threads;
    private final BlockingQueue<MinimalWrite> sessions;
    private final List<MinimalWrite> all = new ArrayList<>();
    private final Map<UUID, MinimalWrite.Former> formers = new ConcurrentHashMap<>();

    MinimalProgram(QuoteStack stack, int sessions) throws SQLException, IOException {
        this.sessions = new ArrayBlockingQueue<>(sessions);
        for (int i = 0; i < sessions; i++) {
            all.add(new MinimalWrite(stack.connectAsService()));
        }
        this.sessions.addAll(all);
        threads = Executors.newFixedThreadPool(sessions);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** @return the version from which a quote of the service is changed here */
    String takeOver(UUID quote) throws SQLException {
        MinimalWrite.Former former = all.getFirst().former(quote);
        formers.put(quote, former);
        return "\"" + former.version() + "\"";
    }

    /** Without walls it does not say for whom it writes either. */
    void walls(boolean up) {
        all.forEach(session -> session.walls(up));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            UUID quote = UUID.fromString(exchange.getRequestURI().getPath().split("/", -1)[QUOTE_IN_PATH]);
            long version = Long.parseLong(
                    exchange.getRequestHeaders().getFirst("If-Match").replace("\"", ""));
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            JsonNode body = JSON.readTree(exchange.getRequestBody());
            MinimalWrite session = sessions.take();
            try {
                answer(
                        exchange,
                        session,
                        new MinimalWrite.Change(
                                quote, version, key, body.path("quantity").asInt()));
            } finally {
                sessions.add(session);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, MinimalWrite session, MinimalWrite.Change change) throws IOException {
        try {
            String document = session.change(change, Objects.requireNonNull(formers.get(change.quote())));
            exchange.getResponseHeaders().set("ETag", "\"" + (change.version() + 1) + "\"");
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            send(exchange, 200, document);
        } catch (SQLException | RuntimeException e) {
            send(exchange, 500, String.valueOf(e));
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() throws SQLException {
        server.stop(0);
        threads.close();
        for (MinimalWrite session : all) {
            session.close();
        }
    }
}
