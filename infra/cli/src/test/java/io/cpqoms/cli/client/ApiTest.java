package io.cpqoms.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cpqoms.cli.console.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that is short of something for a moment is asked again, and nothing else is. */
class ApiTest {
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Api api;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        api = new Api(
                HttpClient.newHttpClient(),
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                Optional.empty());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void sendsTheSameCommandAgainWhenTheServiceSaysWhen() {
        server.createContext("/quotes", exchange -> answer(exchange, keys.size() < 2 ? 503 : 201, "0"));

        Answer answer = api.create("/quotes", Json.object());

        assertThat(answer.status()).isEqualTo(201);
        assertThat(keys).hasSize(3);
        assertThat(keys).as("its effect happens once").containsOnly(keys.getFirst());
    }

    @Test
    void leavesEveryOtherAnswerToItsCaller() {
        server.createContext("/quotes", exchange -> answer(exchange, 409, "0"));

        assertThat(api.create("/quotes", Json.object()).status()).isEqualTo(409);
        assertThat(keys).hasSize(1);
    }

    @Test
    void doesNotWaitLongerThanAnybodyWould() {
        server.createContext("/quotes", exchange -> answer(exchange, 503, "9999"));

        assertThat(api.create("/quotes", Json.object()).status()).isEqualTo(503);
        assertThat(keys).hasSize(1);
    }

    @Test
    void doesNotGuessWhenNothingIsSaid() {
        server.createContext("/quotes", exchange -> answer(exchange, 503, "soon"));

        assertThat(api.create("/quotes", Json.object()).status()).isEqualTo(503);
        assertThat(keys).hasSize(1);
    }

    private void answer(HttpExchange exchange, int status, String retryAfter) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Retry-After", retryAfter);
        keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
