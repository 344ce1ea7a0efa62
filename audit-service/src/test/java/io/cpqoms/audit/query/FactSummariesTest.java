package io.cpqoms.audit.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.testkit.RegisteredEvents;
import io.cpqoms.testkit.SampleEvent;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("AUD-03")
class FactSummariesTest {

    @ParameterizedTest
    @MethodSource("auditedSchemas")
    void hasASentenceForEveryFactOfTheRegistry(String schemaId) {
        SampleEvent event = SampleEvent.of(schemaId);

        assertThat(FactSummaries.knows(event.envelope().path("eventType").asText()))
                .isTrue();
        assertThat(summary(event))
                .isNotBlank()
                .doesNotContain("  ", "{", "null")
                .doesNotEndWith(" ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cpq.quote.QuotePriced.v1            | Priced at EUR 151.20 and EUR 21.60 each month, largest discount 10 %
            cpq.quote.QuoteLineAdded.v1         | 'Line added: 12 × product 11 with 10 % discount (monthly with 20 % discount): Ends the lawsuit.'
            cpq.quote.QuoteSubmitted.v1         | 'Submitted for approval by sales-1: EUR 151.20 and EUR 21.60 each month, largest discount 25 %; sales-managers must decide'
            cpq.quote.QuoteApproved.v1          | Approved by the policy approval-policy:1: No approval rule fired.
            cpq.quote.QuoteRejected.v1          | 'Rejected by CN=Anna Müller,O=ACME|5f7c@example.com under approval-policy:1: Discount too high for this customer.'
            cpq.quote.QuoteAccepted.v1          | Accepted by VINET: EUR 151.20 and EUR 21.60 each month
            cpq.quote.QuoteReturned.v1          | Revision 1 returned for changes by approver-1 under approval-policy:1: Offer fewer of the cheeses and 10 % at most.
            cpq.quote.QuoteRecalled.v1          | Revision 1 recalled from approval by sales-1: The customer wants more.
            cpq.quote.QuotePresented.v1         | Presented to VINET, valid until 2026-12-21
            cpq.quote.QuoteDeclined.v1          | Declined by VINET: Too expensive.
            cpq.quote.QuoteOfferWithdrawn.v1    | Offer withdrawn by sales-2: The supplier cannot deliver.
            cpq.quote.QuoteRevised.v1           | Revision 2 begun by sales-1; it supersedes revision 1, which was declined: A better price.
            cpq.order.OrderCreated.v1           | Order received from quote revision 1 (reference 10248): 1 line, EUR 151.20 and EUR 21.60 each month
            cpq.order.OrderFalloutRepaired.v1   | Repaired by operator-1 (retry): Stock arrived.
            cpq.audit.ReplayStarted.v1          | Replay of cpq.quote.events.v1 for search-projector.quotes begun by operator-1, approved by operator-2: New fields in the quote documents.
            cpq.audit.ReplayEnded.v1            | Replay of cpq.quote.events.v1 for search-projector.quotes completed after 1210 records: swapped in
            cpq.notification.NotificationSent.v1| Told VINET by email: quote accepted
            """)
    void speaksTheLanguageOfTheBusiness(String schemaId, String sentence) {
        assertThat(summary(SampleEvent.of(schemaId))).isEqualTo(sentence);
    }

    @Test
    void saysOfASubmissionWhetherAnybodyMustDecideWhereThatIsTold() {
        SampleEvent nobody = SampleEvent.of("cpq.quote.QuoteSubmitted.v1")
                .payload(payload -> payload.withObject("/approval").putArray("steps"));
        SampleEvent unsaid =
                SampleEvent.of("cpq.quote.QuoteSubmitted.v1").payload(payload -> payload.without("approval"));

        assertThat(summary(nobody)).endsWith(", largest discount 25 %; nobody must decide");
        assertThat(summary(unsaid)).endsWith(", largest discount 25 %");
    }

    @Test
    void namesTheApproverWithThePolicyTheyDecidedUnder() {
        SampleEvent approved = SampleEvent.of("cpq.quote.QuoteApproved.v1")
                .payload(payload -> payload.put("decidedBy", "approver-1").put("reason", "Strategic customer."));

        assertThat(summary(approved)).isEqualTo("Approved by approver-1 under approval-policy:1: Strategic customer.");
    }

    @Test
    void saysTheExactFigureWhereRoundingHidesSomething() {
        SampleEvent priced = SampleEvent.of("cpq.quote.QuotePriced.v1")
                .payload(payload -> payload.withObject("/totals/exact").put("amount", "151.2045"));

        assertThat(summary(priced)).startsWith("Priced at EUR 151.20 (exactly 151.2045)");
    }

    @Test
    void countsTheProductsOfACatalogThatWasToldAtOnce() {
        SampleEvent former = SampleEvent.of("cpq.catalog.CatalogVersionPublished.v1")
                .payload(payload -> {
                    payload.put("name", "Autumn").remove(List.of("productCount", "partCount", "contentHash"));
                    payload.putArray("products").addObject().put("productId", "11");
                    payload.withArray("products").addObject().put("productId", "12");
                });

        assertThat(summary(former)).isEqualTo("Catalog version \"Autumn\" published with 2 products");
    }

    private static String summary(SampleEvent event) {
        return FactSummaries.of(
                event.envelope().path("eventType").asText(), event.envelope().path("payload"));
    }

    static List<String> auditedSchemas() {
        return RegisteredEvents.readBy("audit-service");
    }
}
