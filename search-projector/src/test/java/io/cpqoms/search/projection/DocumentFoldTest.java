package io.cpqoms.search.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.testkit.SampleEvent;
import io.cpqoms.values.Actor;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("SRC-01")
class DocumentFoldTest {

    private static final UUID ID = UUID.fromString("0198c0de-0000-7000-8000-000000000002");
    private static final String TASK = "0198c0de-0000-7000-8000-000000000021";

    private final List<ReceivedEvent> history = new ArrayList<>();

    @Test
    void aQuoteShowsItsLinesTotalsAndDecision() {
        quote("QuoteCreated", "QuotePriced", "QuoteSubmitted", "QuoteApproved");

        JsonNode document = folded(QuoteFold.FOLD);

        assertThat(document.path("state").asText()).isEqualTo("approved");
        assertThat(document.path("version").asInt()).isEqualTo(4);
        assertThat(document.at("/totals/exact/amount").asText()).isEqualTo("151.2000");
        assertThat(document.at("/approval/policyVersion").asText()).isEqualTo("approval-policy:1");
        assertThat(document.at("/lines/0/exactNet/amount").asText()).isEqualTo("151.2000");
        assertThat(document.at("/lines/0/agreedUnitPrice/amount").asText()).isEqualTo("14.00");
        assertThat(document.path("requestedBy").asText()).isEqualTo("sales-1");
    }

    @Test
    void aQuoteNeedsAttentionExactlyWhileItWaitsForADecision() {
        quote("QuoteCreated", "QuotePriced", "QuoteSubmitted");
        assertThat(folded(QuoteFold.FOLD).path("needsAttention").asBoolean()).isTrue();

        quote("QuoteApproved");

        JsonNode document = folded(QuoteFold.FOLD);
        assertThat(document.path("needsAttention").asBoolean()).isFalse();
        assertThat(document.has("attentionSince")).isFalse();
    }

    @Test
    void aChangedQuoteHasNoPriceUntilItIsPricedAgain() {
        quote("QuoteCreated", "QuotePriced", "QuoteLineAdded");

        JsonNode document = folded(QuoteFold.FOLD);

        assertThat(document.path("state").asText()).isEqualTo("draft");
        assertThat(document.has("totals")).isFalse();
        assertThat(document.has("totalAmount")).isFalse();
    }

    @Test
    @Tag("DOM-02")
    void componentsComeWithThePriceAndGoWithIt() {
        quote("QuoteCreated");
        history.add(event("cpq.quote.QuotePriced.v1", 2, payload -> {
            ObjectNode line = (ObjectNode) payload.at("/lines/0");
            payload.withArray("/lines")
                    .add(line.deepCopy()
                            .put("role", "option")
                            .put("parentLineId", line.path("lineId").asText())
                            .put("lineId", TASK));
        }));
        assertThat(folded(QuoteFold.FOLD).path("lines")).hasSize(2);

        quote("QuoteLineAdded");

        assertThat(folded(QuoteFold.FOLD).path("lines").findValuesAsText("lineId"))
                .hasSize(2)
                .doesNotContain(TASK);
    }

    @ParameterizedTest
    @CsvSource({
        "QuoteRejected, rejected",
        "QuotePresented, presented",
        "QuoteDeclined, declined",
        "QuoteOfferWithdrawn, withdrawn",
        "QuoteAccepted, accepted",
        "QuoteOrdered, ordered",
        "QuoteExpired, expired",
        "QuoteCancelled, cancelled"
    })
    void aQuoteIsInTheStateThatItsLastEventSays(String eventType, String state) {
        quote("QuoteCreated", eventType);

        assertThat(folded(QuoteFold.FOLD).path("state").asText()).isEqualTo(state);
    }

    @ParameterizedTest
    @Tag("DOM-23")
    @CsvSource({
        "QuoteRecalled, The customer wants more.",
        "QuoteReturned, Offer fewer of the cheeses and 10 % at most.",
        "QuoteRevised, A better price."
    })
    void theNextRevisionIsADraftWithoutWhatWasDecidedOnTheFormer(String eventType, String reason) {
        quote("QuoteCreated", "QuotePriced", "QuoteSubmitted", "QuoteApproved", eventType);

        JsonNode document = folded(QuoteFold.FOLD);

        assertThat(document.path("state").asText()).isEqualTo("draft");
        assertThat(document.path("revision").asInt()).isEqualTo(2);
        assertThat(document.path("reason").asText()).isEqualTo(reason);
        assertThat(document.path("lineCount").asInt()).isEqualTo(1);
        assertThat(document.has("approval")).isFalse();
        assertThat(document.has("requestedBy")).isFalse();
        assertThat(document.has("totalAmount")).isFalse();
    }

    @Test
    void whyTheFormerRevisionWasLeftIsForgottenWhenTheNextIsSubmitted() {
        quote("QuoteCreated", "QuotePriced", "QuoteSubmitted", "QuoteRecalled", "QuotePriced", "QuoteSubmitted");

        assertThat(folded(QuoteFold.FOLD).has("reason")).isFalse();
    }

    @Test
    void anOrderShowsHowManyOfItsTasksAreDone() {
        order("OrderCreated", "OrderDecomposed", "OrderTasksReady", "OrderTaskStarted", "OrderTaskCompleted");

        JsonNode document = folded(OrderFold.FOLD);

        assertThat(document.path("state").asText()).isEqualTo("inProgress");
        assertThat(document.at("/progress/done").asInt()).isEqualTo(1);
        assertThat(document.at("/progress/total").asInt()).isEqualTo(2);
        assertThat(document.at("/tasks/0/partnerReference").asText()).isEqualTo("WH-000123");
    }

    @Test
    void anOrderIsHeldWhenNothingCanGoOnWithoutARepair() {
        order("OrderCreated", "OrderDecomposed", "OrderTasksReady", "OrderTaskStarted", "OrderFalloutRaised");

        JsonNode document = folded(OrderFold.FOLD);

        assertThat(document.path("state").asText()).isEqualTo("held");
        assertThat(document.path("needsAttention").asBoolean()).isTrue();
        assertThat(document.path("attentionReason").asText())
                .isEqualTo("reserve fell out at warehouse: Out of stock in depot 2.");
        assertThat(document.at("/openFallouts/0/taskId").asText()).isEqualTo(TASK);
        assertThat(document.path("openFalloutCount").asInt()).isEqualTo(1);
    }

    @Test
    void anOrderWithAnotherTaskUnderwayIsNotHeldButStillNeedsAttention() {
        order("OrderCreated", "OrderDecomposed");
        order(
                "OrderTasksReady",
                payload -> payload.putArray("taskIds").add(TASK).add("0198c0de-0000-7000-8000-000000000022"));
        order("OrderFalloutRaised");

        JsonNode document = folded(OrderFold.FOLD);

        assertThat(document.path("state").asText()).isEqualTo("inProgress");
        assertThat(document.path("needsAttention").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"retry, ready, 0", "skip, skipped, 1", "completeManually, completed, 1"})
    void aRepairClosesTheFalloutAndMovesTheTask(String repair, String taskState, int done) {
        order("OrderCreated", "OrderDecomposed", "OrderTasksReady", "OrderTaskStarted", "OrderFalloutRaised");
        order("OrderFalloutRepaired", payload -> payload.put("repair", repair));

        JsonNode document = folded(OrderFold.FOLD);

        assertThat(document.at("/tasks/0/state").asText()).isEqualTo(taskState);
        assertThat(document.at("/progress/done").asInt()).isEqualTo(done);
        assertThat(document.path("openFalloutCount").asInt()).isZero();
        assertThat(document.path("needsAttention").asBoolean()).isFalse();
    }

    @Test
    @Tag("INB-05")
    void anOlderVersionChangesNothing() {
        quote("QuoteCreated", "QuotePriced", "QuoteSubmitted");
        JsonNode before = folded(QuoteFold.FOLD);
        history.add(history.get(1));

        assertThat(folded(QuoteFold.FOLD)).isEqualTo(before);
    }

    @Test
    void aDocumentThatBeginsInTheMiddleShowsWhatItKnows() {
        history.add(event("cpq.quote.QuoteAccepted.v1", 5, payload -> {}));

        JsonNode document = folded(QuoteFold.FOLD);

        assertThat(document.path("state").asText()).isEqualTo("accepted");
        assertThat(document.path("customerId").asText()).isEqualTo("VINET");
        assertThat(document.path("lineCount").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"true, /index/cpq-quotes-v1.json", "false, /index/cpq-orders-v1.json"})
    void everyFieldOfADocumentIsInTheMapping(boolean quotes, String mapping) throws IOException {
        if (quotes) {
            QuoteFold.FOLD.eventTypes().stream().sorted().forEach(this::quote);
        } else {
            order("OrderCreated", "OrderDecomposed", "OrderTasksReady", "OrderFalloutRaised", "OrderCompleted");
        }

        ObjectNode document = folded(quotes ? QuoteFold.FOLD : OrderFold.FOLD);

        JsonNode mapped = new ObjectMapper()
                .readTree(DocumentFoldTest.class.getResourceAsStream(mapping))
                .at("/mappings/properties");
        document.fieldNames()
                .forEachRemaining(
                        field -> assertThat(mapped.has(field)).as(field).isTrue());
    }

    private void quote(String... types) {
        for (String type : types) {
            history.add(event("cpq.quote." + type + ".v1", history.size() + 1, payload -> {}));
        }
    }

    private void order(String... types) {
        for (String type : types) {
            order(type, payload -> {});
        }
    }

    private void order(String type, Consumer<ObjectNode> change) {
        history.add(event("cpq.order." + type + ".v1", history.size() + 1, change));
    }

    private ObjectNode folded(Fold fold) {
        Optional<ProjectedDocument> document = Optional.empty();
        for (ReceivedEvent event : history) {
            document = Optional.of(fold.apply(document, event));
        }
        return document.orElseThrow().content();
    }

    private static ReceivedEvent event(String schemaId, int version, Consumer<ObjectNode> change) {
        JsonNode envelope =
                SampleEvent.of(schemaId).aggregate(ID, version).payload(change).envelope();
        return new ReceivedEvent(
                UUID.fromString(envelope.path("messageId").asText()),
                envelope.path("eventType").asText(),
                1,
                "acme",
                envelope.path("aggregateType").asText(),
                ID.toString(),
                version,
                Instant.parse("2026-11-21T08:00:00Z").plusSeconds(version),
                UUID.fromString(envelope.path("correlationId").asText()),
                UUID.fromString(envelope.path("causationId").asText()),
                Actor.user("sales-1"),
                envelope.path("payload"),
                envelope,
                Optional.empty(),
                "topic",
                0,
                version);
    }
}
