package io.cpqoms.workflow.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cpqoms.workflow.engine.ExternalWork;
import io.cpqoms.workflow.process.BusinessKey;
import io.cpqoms.workflow.process.ProcessVariables;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Sends commands of processes to the domain services. The idempotency key is the external task's id: the same for every attempt of one
 * task, another one when the process passes the same activity again.
 */
@ApplicationScoped
class DomainServices {

    private static final String PROBLEM = "urn:cpq:problem:";
    private static final Set<Integer> WORTH_ANOTHER_TRY = Set.of(401, 408, 425, 429);

    /** The service, a proxy on the way or a partner behind it is away or asks for time; a 500 is a fault, and stays one. */
    private static final Set<Integer> OUTAGES = Set.of(408, 429, 502, 503, 504);

    private static final int LONGEST_DETAIL = 400;

    private final ServiceCalls settings;
    private final ServiceToken token;
    private final ObjectMapper json;
    private final HttpClient http;

    DomainServices(ServiceCalls settings, ServiceToken token, ObjectMapper json) {
        this.settings = settings;
        this.token = token;
        this.json = json;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    DomainAnswer send(ExternalWork work, DomainCommand command) {
        return exchange(work, command.service(), command.path(), request -> {
            request.header("Idempotency-Key", work.id()).header("If-Match", "*");
            command.body()
                    .ifPresentOrElse(
                            body -> request.header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(body.toString())),
                            () -> request.POST(BodyPublishers.noBody()));
        });
    }

    DomainAnswer read(ExternalWork work, DomainCommand.Service service, String path) {
        return exchange(work, service, path, HttpRequest.Builder::GET);
    }

    /** Reads while a person waits: soon, or not at all. */
    Optional<JsonNode> ask(ExternalWork question, DomainCommand.Service service, String path) {
        return exchange(question, service, path, request -> request.GET().timeout(settings.askTimeout()))
                        instanceof DomainAnswer.Accepted(JsonNode body)
                ? Optional.of(body)
                : Optional.empty();
    }

    private DomainAnswer exchange(
            ExternalWork work, DomainCommand.Service service, String path, Consumer<HttpRequest.Builder> method) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(url(service, path))
                    .timeout(settings.requestTimeout())
                    .header("Authorization", "Bearer " + token.value())
                    .header("Cpq-Tenant", BusinessKey.parse(work.businessKey()).tenantId())
                    .header("Accept", "application/json, application/problem+json");
            work.text(ProcessVariables.CORRELATION_ID).ifPresent(id -> request.header("Cpq-Correlation-Id", id));
            work.text(ProcessVariables.CAUSATION_ID).ifPresent(id -> request.header("Cpq-Causation-Id", id));
            W3CTraceContextPropagator.getInstance().inject(Context.current(), request, (builder, name, value) -> {
                if (builder != null) {
                    builder.setHeader(name, value);
                }
            });
            method.accept(request);
            return judge(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            return new DomainAnswer.Unavailable(service + " cannot be called: " + e, Optional.empty(), true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new DomainAnswer.Unavailable("interrupted", Optional.empty(), true);
        }
    }

    private URI url(DomainCommand.Service service, String path) {
        URI base = switch (service) {
            case QUOTE -> settings.quoteUrl();
            case ORDER -> settings.orderUrl();
        };
        return base.resolve(path);
    }

    private DomainAnswer judge(HttpResponse<String> response) {
        int status = response.statusCode();
        JsonNode body = parsed(response.body());
        if (status / 100 == 2) {
            return new DomainAnswer.Accepted(body);
        }
        String slug = body.path("type").asText("").replace(PROBLEM, "");
        String detail = body.path("detail").asText(shortened(response.body()));
        Optional<Duration> pause = response.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("\\d{1,4}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
        if (status >= 500 || pause.isPresent() || WORTH_ANOTHER_TRY.contains(status)) {
            // A 409 with Retry-After waits for an event on its way: our own first pauses are shorter than a whole
            // second.
            return new DomainAnswer.Unavailable(
                    status + " " + slug + ": " + detail,
                    status == 409 ? Optional.empty() : pause,
                    OUTAGES.contains(status));
        }
        return new DomainAnswer.Refused(slug.isEmpty() ? "status-" + status : slug, detail, body);
    }

    private JsonNode parsed(String body) {
        try {
            return body.isBlank() ? JsonNodeFactory.instance.objectNode() : json.readTree(body);
        } catch (IOException e) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL);
    }
}
