package io.cpqoms.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cpqoms.local.stack.StackPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Clients with a quote of their own whose first line they change again and again, each time knowing its version. */
final class QuoteClients {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CATALOG = """
            {"name":"Bench","products":[{"productId":"11","name":"Queso Cabrales","productClass":"dairy","discontinued":false,
             "charges":[{"chargeId":"price","kind":"oneTime","prices":[{"currency":"EUR","listUnitPrice":"21.00"}]}],"fulfilment":[{"task":"ship","partner":"warehouse","scope":"line","dependsOn":[]}]}]}""";
    private static final String QUOTE = """
            {"customerId":"VINET","currency":"EUR","catalogVersionId":"%s","lines":[{"productId":"11","quantity":1},\
            {"productId":"11","quantity":2},{"productId":"11","quantity":3}]}""";
    private static final int MOST = 999;

    private final URI quotes;
    private final HttpClient http;
    private final String token;
    private final String catalog;

    /** A quote at one of its versions. */
    private record Known(String quoteId, String lineId, String etag) {}

    QuoteClients(QuoteStack stack, HttpClient http) throws IOException, InterruptedException {
        this.quotes = stack.address(StackPort.QUOTE);
        this.http = http;
        this.token = stack.token();
        HttpResponse<String> draft = send(quotes, "POST", "/catalog-versions", CATALOG, "");
        catalog = JSON.readTree(draft.body()).path("catalogVersionId").asText();
        send(quotes, "POST", "/catalog-versions/" + catalog + "/publish", "{}", etag(draft));
    }

    List<CommandLoad.Client> ofTheService(int count) throws IOException, InterruptedException {
        List<CommandLoad.Client> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(new Changing(quotes, opened()));
        }
        return clients;
    }

    /** Their quotes are opened by the service, and from then on changed by the program alone. */
    List<CommandLoad.Client> ofTheProgram(URI program, int count) throws IOException, InterruptedException {
        List<CommandLoad.Client> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Changing changed = new Changing(quotes, opened());
            // One change by the service leaves the rows that the program writes from now on.
            changed.ask();
            clients.add(new Changing(program, changed.known));
        }
        return clients;
    }

    void list() throws IOException, InterruptedException {
        send(quotes, "GET", "/quotes?limit=50", "", "");
    }

    private Known opened() throws IOException, InterruptedException {
        HttpResponse<String> answer = send(quotes, "POST", "/quotes", QUOTE.formatted(catalog), "");
        JsonNode quote = JSON.readTree(answer.body());
        return new Known(
                quote.path("quoteId").asText(),
                quote.path("lines").path(0).path("lineId").asText(),
                etag(answer));
    }

    private final class Changing implements CommandLoad.Client {
        private final URI address;
        private Known known;
        private int quantity;

        Changing(URI address, Known known) {
            this.address = address;
            this.known = known;
        }

        @Override
        public void ask() throws IOException, InterruptedException {
            quantity = quantity % MOST + 1;
            HttpResponse<String> answer = send(
                    address,
                    "PUT",
                    "/quotes/" + known.quoteId() + "/lines/" + known.lineId(),
                    "{\"productId\":\"11\",\"quantity\":" + quantity + "}",
                    known.etag());
            known = new Known(known.quoteId(), known.lineId(), etag(answer));
        }
    }

    private static String etag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private HttpResponse<String> send(URI address, String method, String path, String body, String ifMatch)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json");
        if (!method.equals("GET")) {
            request.header("Content-Type", "application/json")
                    .header("Idempotency-Key", UUID.randomUUID().toString());
        }
        if (!ifMatch.isEmpty()) {
            request.header("If-Match", ifMatch);
        }
        HttpResponse<String> answer = http.send(
                request.method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(
                    method + " " + address + path + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer;
    }
}
