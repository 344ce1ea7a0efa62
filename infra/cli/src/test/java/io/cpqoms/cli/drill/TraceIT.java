package io.cpqoms.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cpqoms.cli.client.Person;
import io.cpqoms.cli.client.QuoteClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One command is one trace: from the REST call through outbox, topics, process and projection in all six services. */
class TraceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Set<String> SERVICES = Set.of(
            "quote-service",
            "order-service",
            "workflow-bridge",
            "search-projector",
            "notification-service",
            "audit-service");

    @Test
    @Tag("OUT-06")
    @Tag("OPS-01")
    void acceptingAQuoteIsOneTraceThroughAllServices() throws IOException {
        try (TraceCollector collector = new TraceCollector();
                DrillStack stack = DrillStack.whole("traced", Map.of("CPQ_OTLP_ENDPOINT", collector.endpoint()))) {
            stack.up();
            QuoteClient sales = stack.platform().quotes(new Person("sally", "sales", DrillQuotes.TENANT));
            String quote = DrillQuotes.priced(stack.platform(), 1).getFirst();
            sales.submit(quote);
            await().atMost(PATIENCE)
                    .until(() -> sales.get(quote).path("state").asText().equals("approved"));

            sales.accept(quote, "C-1");

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(servicesInTheTraceOf(collector, "/accept"))
                            .containsExactlyInAnyOrderElementsOf(SERVICES));
        }
    }

    private static Set<String> servicesInTheTraceOf(TraceCollector collector, String command) {
        String trace = collector.spans().stream()
                .filter(span ->
                        span.service().equals("quote-service") && span.name().endsWith(command))
                .map(TraceCollector.Collected::traceId)
                .findFirst()
                .orElse("");
        return collector.spans().stream()
                .filter(span -> span.traceId().equals(trace))
                .map(TraceCollector.Collected::service)
                .collect(Collectors.toSet());
    }
}
