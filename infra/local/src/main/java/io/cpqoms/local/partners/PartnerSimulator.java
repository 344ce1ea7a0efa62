package io.cpqoms.local.partners;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cpqoms.local.mail.MailPage;
import io.cpqoms.local.partners.PartnerMessages.BadRequest;
import io.cpqoms.local.partners.PartnerMessages.Behaviour;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Fulfilment partners behind HTTP, so that order-service calls something real across a network: slow when told to be slow,
 * refusing what it was told to refuse, and doing no work twice.
 */
public final class PartnerSimulator implements AutoCloseable {
    private static final int MAXIMUM_BODY = 1_000_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Map<String, Partner> partners = new LinkedHashMap<>();
    private final HttpServer server;
    private final Optional<MailPage> mails;

    /** Serves at once, on loopback; port 0 takes any free one. */
    public PartnerSimulator(int port) throws IOException {
        this(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Optional.empty());
    }

    private PartnerSimulator(InetSocketAddress address, Optional<MailPage> mails) throws IOException {
        this.mails = mails;
        // The JDK's server otherwise waits for the client's delayed acknowledgement: 40 ms for every answer.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        List.of("warehouse", "provisioning", "billing").forEach(name -> partners.put(name, new Partner(name)));
        server = HttpServer.create(address, 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** Arguments: the port, the address to listen on, and where the mail sink answers, if its mails are to be shown at /mails. */
    public static void main(String[] arguments) throws IOException {
        InetAddress address =
                arguments.length > 1 ? InetAddress.getByName(arguments[1]) : InetAddress.getLoopbackAddress();
        Optional<MailPage> mails =
                arguments.length > 2 ? Optional.of(new MailPage(URI.create(arguments[2]))) : Optional.empty();
        PartnerSimulator simulator =
                new PartnerSimulator(new InetSocketAddress(address, Integer.parseInt(arguments[0])), mails);
        Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private record Answer(int status, byte[] body) {
        static Answer problem(int status, String slug, String detail) {
            return new Answer(status, PartnerMessages.problem(slug, status, detail));
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestURI().getPath().equals("/mails") && mails.isPresent()) {
                show(exchange, mails.get());
                return;
            }
            Answer answer = route(exchange);
            boolean problem = answer.status() >= 400
                    && new String(answer.body(), StandardCharsets.UTF_8).contains("urn:cpq:problem");
            exchange.getResponseHeaders()
                    .set("Content-Type", problem ? "application/problem+json" : "application/json");
            exchange.sendResponseHeaders(answer.status(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    /** The sink itself has no page for people; it stands here because this program is beside it wherever it runs. */
    private static void show(HttpExchange exchange, MailPage mails) throws IOException {
        byte[] page = mails.html().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.getResponseHeaders().set("Content-Security-Policy", MailPage.POLICY);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(200, page.length);
        exchange.getResponseBody().write(page);
    }

    private Answer route(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String[] parts = path.substring(1).split("/");
        String route = exchange.getRequestMethod() + " " + (parts.length == 3 ? parts[2] : path);
        byte[] body = exchange.getRequestBody().readNBytes(MAXIMUM_BODY);
        try {
            return switch (route) {
                case "GET /health" -> new Answer(200, "{\"status\":\"UP\"}".getBytes(StandardCharsets.UTF_8));
                case "GET /partners/work" ->
                    new Answer(200, PartnerMessages.workDone(List.copyOf(partners.values()), orderId(exchange)));
                case "POST work" -> work(parts, PartnerMessages.work(body));
                case "PUT behaviour" -> behave(parts, PartnerMessages.behaviour(body));
                default ->
                    Answer.problem(
                            404,
                            "not-found",
                            "there are POST /partners/{name}/work, "
                                    + "PUT /partners/{name}/behaviour and GET /partners/work?orderId=");
            };
        } catch (BadRequest e) {
            return Answer.problem(400, "invalid-input", String.valueOf(e.getMessage()));
        }
    }

    private Answer work(String[] path, Work work) {
        Partner partner = partner(path);
        if (partner == null) {
            return unknown(path[1]);
        }
        LockSupport.parkNanos(partner.latencyMillis() * NANOS_PER_MILLI);
        Partner.Entry entry = partner.perform(work);
        if (!entry.work().equals(work)) {
            return Answer.problem(409, "key-reused", "key " + work.key() + " was used for other work; use a new key");
        }
        return switch (entry.outcome()) {
            case Outcome.Done done -> new Answer(200, PartnerMessages.done(done));
            case Outcome.Refused refused -> new Answer(422, PartnerMessages.refused(refused));
        };
    }

    private Answer behave(String[] path, Behaviour behaviour) {
        Partner partner = partner(path);
        if (partner == null) {
            return unknown(path[1]);
        }
        partner.behave(behaviour.latencyMillis(), behaviour.refusals());
        return new Answer(200, "{}".getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable Partner partner(String[] path) {
        return path[0].equals("partners") ? partners.get(path[1]) : null;
    }

    private Answer unknown(String name) {
        return Answer.problem(404, "not-found", "no partner '" + name + "'; there are " + partners.keySet());
    }

    private static Optional<String> orderId(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestURI().getQuery())
                .filter(query -> query.startsWith("orderId="))
                .map(query -> query.substring("orderId=".length()));
    }
}
