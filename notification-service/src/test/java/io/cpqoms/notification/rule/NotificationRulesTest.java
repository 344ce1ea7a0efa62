package io.cpqoms.notification.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.notification.channel.TemplateCatalog;
import io.cpqoms.testkit.SampleEvent;
import io.cpqoms.values.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("NOT-01")
class NotificationRulesTest {

    @ParameterizedTest
    @CsvSource({
        "cpq.quote.QuoteAccepted.v1, quote-accepted, customer VINET, quote",
        "cpq.quote.QuoteReturned.v1, quote-returned, group sales-desk, quote",
        "cpq.quote.QuoteDeclined.v1, quote-declined, group sales-desk, quote",
        "cpq.order.OrderCompleted.v1, order-completed, customer VINET, order",
        "cpq.workflow.ApprovalRequested.v1, approval-requested, group sales-managers, quote",
        "cpq.order.OrderFalloutRaised.v1, fallout-raised, group order-operations, order",
        "cpq.notification.SendNotification.v1, approval-reminder, group sales-managers, quote"
    })
    void tellsTheRightPartyTheRightThing(String schemaId, String template, String recipient, String subjectType) {
        List<Wanted> wanted = NotificationRules.apply(event(schemaId));

        assertThat(wanted).singleElement().satisfies(one -> {
            assertThat(one.template()).isEqualTo(template);
            assertThat(one.recipient().kind().text() + " " + one.recipient().id())
                    .isEqualTo(recipient);
            assertThat(one.subject().type()).isEqualTo(subjectType);
            assertThat(one.subject().id()).isEqualTo("0198c0de-0000-7000-8000-000000000002");
            assertThat(TemplateCatalog.currentVersion(one.template())).isPresent();
        });
    }

    @Test
    void handsTheTemplateWhatItMaySay() {
        Wanted wanted =
                NotificationRules.apply(event("cpq.quote.QuoteAccepted.v1")).getFirst();

        assertThat(wanted.parameters())
                .containsEntry("reference", "10248")
                .containsEntry("total", Map.of("amount", "151.20", "currency", "EUR"));
    }

    @Test
    void hasNothingToSayAboutOtherFacts() {
        assertThat(NotificationRules.apply(event("cpq.quote.QuotePriced.v1"))).isEmpty();
        assertThat(NotificationRules.eventTypes()).doesNotContain("QuotePriced");
    }

    private static ReceivedEvent event(String schemaId) {
        JsonNode envelope = SampleEvent.of(schemaId).envelope();
        return new ReceivedEvent(
                UUID.fromString(envelope.path("messageId").asText()),
                envelope.path("eventType").asText(),
                1,
                "acme",
                envelope.path("aggregateType").asText(),
                envelope.path("aggregateId").asText(),
                1,
                Instant.parse("2026-11-21T08:00:00Z"),
                UUID.fromString(envelope.path("correlationId").asText()),
                UUID.fromString(envelope.path("causationId").asText()),
                Actor.user("sales-1"),
                envelope.path("payload"),
                envelope,
                Optional.empty(),
                "topic",
                0,
                0);
    }
}
