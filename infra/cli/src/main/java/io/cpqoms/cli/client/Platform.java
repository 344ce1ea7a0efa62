package io.cpqoms.cli.client;

import io.cpqoms.local.stack.Tokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** The running platform: hands out a client per service for the person who calls. */
public final class Platform {
    private final Endpoints endpoints;
    private final Tokens tokens;
    private final Map<Person, String> bearers = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    public Platform(Endpoints endpoints, Tokens tokens) {
        this.endpoints = endpoints;
        this.tokens = tokens;
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    public QuoteClient quotes(Person person) {
        return new QuoteClient(as(person, endpoints.quote()));
    }

    public OrderClient orders(Person person) {
        return new OrderClient(as(person, endpoints.order()));
    }

    public TaskClient tasks(Person person) {
        return new TaskClient(as(person, endpoints.workflow()));
    }

    public SearchClient search(Person person) {
        return new SearchClient(as(person, endpoints.search()));
    }

    public NotificationClient notifications(Person person) {
        return new NotificationClient(as(person, endpoints.notification()));
    }

    public AuditClient audit(Person person) {
        return new AuditClient(as(person, endpoints.audit()));
    }

    /** The operators' resources, {@code /ops/…}, that every service has. */
    public Api ops(Person person, String service) {
        return as(person, endpoints.service(service));
    }

    public PartnerClient partners() {
        return new PartnerClient(new Api(http, endpoints.partners(), Optional.empty()));
    }

    public MailSink mailSink() {
        return new MailSink(new Api(http, endpoints.mailSink(), Optional.empty()));
    }

    public Api openSearch() {
        return new Api(http, endpoints.openSearch(), Optional.empty());
    }

    private String mint(Person person) {
        return tokens.user(person.subject(), person.tenant(), person.claimedGroups());
    }

    private Api as(Person person, URI service) {
        String bearer = bearers.computeIfAbsent(person, this::mint);
        return new Api(http, service, Optional.of(bearer));
    }
}
