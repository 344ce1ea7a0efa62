package io.cpqoms.cli.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.client.Api;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A redrive asks the service again for what a call did not come to, and stops where going on would help nobody. */
@Tag("M23")
class RedriveTest {
    private final Queue<String> reports = new ArrayDeque<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private HttpServer server;
    private Redrive redrive;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ops/dead-letters/redrive", this::answer);
        server.start();
        redrive = new Redrive(
                Console.plain(new PrintStream(output, true, StandardCharsets.UTF_8)),
                new Api(
                        HttpClient.newHttpClient(),
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                        Optional.empty()));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void asksUntilNothingIsLeft() {
        reports.addAll(List.of(report("resolved", 2), report("duplicate", 1), report("overtaken", 0)));

        assertThat(run(false)).isEqualTo(ExitCodes.OK);
        assertThat(reports).isEmpty();
        assertThat(printed()).contains("resolved", "duplicate", "overtaken").doesNotContain("not looked at");
        assertThat(keys)
                .as("a key twice would be answered as the first time")
                .hasSize(3)
                .doesNotHaveDuplicates();
        assertThat(bodies).hasSize(3).containsOnly("{\"dryRun\":false}");
    }

    @Test
    void stopsWhereSomethingIsNotWell() {
        reports.addAll(List.of(report("failed", 7), report("resolved", 0)));

        assertThat(run(false)).isEqualTo(ExitCodes.FAILED);
        assertThat(reports).hasSize(1);
        assertThat(printed()).contains("7 more match and were not looked at");
    }

    @Test
    void rehearsesOneCallOnly() {
        reports.addAll(List.of(report("ready", 7), report("ready", 0)));

        assertThat(run(true)).isEqualTo(ExitCodes.OK);
        assertThat(reports).hasSize(1);
        assertThat(printed()).contains("7 more match and were not looked at");
    }

    /** Somebody else has them, or none was begun in time: asking on and on would not end. */
    @Test
    void stopsWhenACallComesToNothing() {
        reports.addAll(List.of("{\"outcomes\":[],\"notReached\":3}", report("resolved", 0)));

        assertThat(run(false)).isEqualTo(ExitCodes.FAILED);
        assertThat(reports).hasSize(1);
        assertThat(printed()).doesNotContain("Nothing open matches");
    }

    private int run(boolean dryRun) {
        return redrive.run(Json.object().put("dryRun", dryRun));
    }

    private String printed() {
        return output.toString(StandardCharsets.UTF_8);
    }

    private static String report(String result, int notReached) {
        return "{\"outcomes\":[{\"dlqId\":\"one\",\"result\":\"%s\",\"detail\":\"\"}],\"notReached\":%d}"
                .formatted(result, notReached);
    }

    private void answer(HttpExchange exchange) throws IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        byte[] body = reports.remove().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
