package io.cpqoms.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * The least that can take the same request and leave the same rows: the JDK's HTTP server, one session per thread, plain SQL. A
 * process of its own with the JVM options of the service, so that neither has a heap or a collector that the other has not.
 */
final class MinimalProgram {

    /** What it says when it listens, before the port. */
    static final String LISTENS = "listens on ";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int QUOTE_IN_PATH = 2;

    private final BlockingQueue<MinimalWrite> sessions;
    private final Map<UUID, MinimalWrite.Former> formers = new ConcurrentHashMap<>();

    private MinimalProgram(BlockingQueue<MinimalWrite> sessions) {
        this.sessions = sessions;
    }

    /** @param arguments the database's address, its service's login and password, and how many sessions */
    public static void main(String... arguments) throws SQLException, IOException {
        int count = Integer.parseInt(arguments[3]);
        BlockingQueue<MinimalWrite> sessions = new ArrayBlockingQueue<>(count);
        for (int i = 0; i < count; i++) {
            sessions.add(new MinimalWrite(DriverManager.getConnection(arguments[0], arguments[1], arguments[2])));
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", new MinimalProgram(sessions)::handle);
        server.setExecutor(Executors.newFixedThreadPool(count));
        server.start();
        System.out.println(LISTENS + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            UUID quote = UUID.fromString(exchange.getRequestURI().getPath().split("/", -1)[QUOTE_IN_PATH]);
            String version = exchange.getRequestHeaders().getFirst("If-Match").replaceAll("^\"(\\d+).*", "$1");
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            JsonNode body = JSON.readTree(exchange.getRequestBody());
            MinimalWrite session = sessions.take();
            try {
                answer(
                        exchange,
                        session,
                        new MinimalWrite.Change(
                                quote,
                                Long.parseLong(version),
                                key,
                                body.path("quantity").asInt()));
            } finally {
                sessions.add(session);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, MinimalWrite session, MinimalWrite.Change change) throws IOException {
        try {
            MinimalWrite.Former former = formers.get(change.quote());
            if (former == null) {
                former = session.former(change.quote());
                formers.put(change.quote(), former);
            }
            String document = session.change(change, former);
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
}
