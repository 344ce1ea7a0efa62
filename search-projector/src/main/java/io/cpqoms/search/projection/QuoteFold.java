package io.cpqoms.search.projection;

import static io.cpqoms.search.projection.DocumentParts.append;
import static io.cpqoms.search.projection.DocumentParts.attention;
import static io.cpqoms.search.projection.DocumentParts.copy;
import static io.cpqoms.search.projection.DocumentParts.countLines;
import static io.cpqoms.search.projection.DocumentParts.lines;
import static io.cpqoms.search.projection.DocumentParts.percent;
import static io.cpqoms.search.projection.DocumentParts.remove;
import static io.cpqoms.search.projection.DocumentParts.state;
import static io.cpqoms.search.projection.DocumentParts.totals;
import static io.cpqoms.search.projection.DocumentParts.withoutComponents;
import static io.cpqoms.search.projection.DocumentParts.withoutTotals;
import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.search.index.DocumentKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What each quote event changes in the quote's document. */
final class QuoteFold {

    static final Fold FOLD = new Fold(
            DocumentKind.QUOTE,
            "quoteId",
            Map.ofEntries(
                    entry("QuoteCreated", QuoteFold::created),
                    entry("QuoteLineAdded", QuoteFold::lineAdded),
                    entry("QuoteLineChanged", QuoteFold::lineChanged),
                    entry("QuoteLineRemoved", QuoteFold::lineRemoved),
                    entry("QuotePriced", QuoteFold::priced),
                    entry("QuoteSubmitted", QuoteFold::submitted),
                    entry("QuoteApproved", QuoteFold::approved),
                    entry("QuoteRejected", QuoteFold::rejected),
                    entry("QuoteReturned", QuoteFold::sentBack),
                    entry("QuoteRecalled", QuoteFold::sentBack),
                    entry("QuotePresented", QuoteFold::presented),
                    entry("QuoteDeclined", QuoteFold::declined),
                    entry("QuoteOfferWithdrawn", QuoteFold::withdrawn),
                    entry("QuoteRevised", QuoteFold::revised),
                    entry("QuoteAccepted", QuoteFold::accepted),
                    entry("QuoteOrdered", QuoteFold::ordered),
                    entry("QuoteExpired", QuoteFold::expired),
                    entry("QuoteCancelled", QuoteFold::cancelled)),
            QuoteFold::derive);

    private QuoteFold() {}

    private static void created(ObjectNode document, JsonNode payload, String occurredAt) {
        copy(document, payload, "revision", "customerId", "currency", "catalogVersionId", "externalReference");
        copy(document, payload, "validUntil");
        lines(document, payload.path("lines"));
        state(document, "draft");
    }

    private static void lineAdded(ObjectNode document, JsonNode payload, String occurredAt) {
        append(document, "lines", DocumentParts.line(payload.path("line")));
        draftAgain(document);
    }

    private static void lineChanged(ObjectNode document, JsonNode payload, String occurredAt) {
        String lineId = payload.at("/line/lineId").asText();
        DocumentParts.find(document, "lines", "lineId", lineId).ifPresent(line -> {
            line.removeAll();
            line.setAll(DocumentParts.line(payload.path("line")));
        });
        draftAgain(document);
    }

    private static void lineRemoved(ObjectNode document, JsonNode payload, String occurredAt) {
        remove(document, "lines", "lineId", payload.path("lineId").asText());
        draftAgain(document);
    }

    /** A changed quote has no price until it is priced again. */
    private static void draftAgain(ObjectNode document) {
        withoutComponents(document);
        withoutTotals(document);
        document.remove("maxDiscount");
        document.remove("maxDiscountPercent");
        document.remove("evidenceHash");
        state(document, "draft");
    }

    private static void priced(ObjectNode document, JsonNode payload, String occurredAt) {
        copy(document, payload, "revision", "evidenceHash");
        lines(document, payload.path("lines"));
        totals(document, payload);
        discount(document, payload);
        state(document, "priced");
    }

    /** Why the former revision was left is of no interest to who looks for quotes that wait. */
    private static void submitted(ObjectNode document, JsonNode payload, String occurredAt) {
        document.remove("reason");
        copy(document, payload, "revision", "customerId", "requestedBy");
        totals(document, payload);
        discount(document, payload);
        state(document, "pendingApproval");
    }

    private static void approved(ObjectNode document, JsonNode payload, String occurredAt) {
        copy(document, payload, "revision", "validUntil");
        decision(document, payload, occurredAt);
        state(document, "approved");
    }

    private static void rejected(ObjectNode document, JsonNode payload, String occurredAt) {
        copy(document, payload, "revision");
        decision(document, payload, occurredAt);
        state(document, "rejected");
    }

    /** The fact is about the revision that is over; what follows is about the next one. */
    private static void sentBack(ObjectNode document, JsonNode payload, String occurredAt) {
        document.put("revision", payload.path("revision").asInt() + 1);
        nextRevision(document);
        copy(document, payload, "reason");
    }

    private static void revised(ObjectNode document, JsonNode payload, String occurredAt) {
        copy(document, payload, "revision", "validUntil");
        nextRevision(document);
        copy(document, payload, "reason");
    }

    /** Of the former revision only the lines and their prices by the piece go on. */
    private static void nextRevision(ObjectNode document) {
        document.remove(List.of("approval", "requestedBy", "reason"));
        draftAgain(document);
    }

    private static void presented(ObjectNode document, JsonNode payload, String occurredAt) {
        copy(document, payload, "revision", "validUntil");
        state(document, "presented");
    }

    private static void declined(ObjectNode document, JsonNode payload, String occurredAt) {
        copy(document, payload, "revision", "reason");
        state(document, "declined");
    }

    private static void withdrawn(ObjectNode document, JsonNode payload, String occurredAt) {
        copy(document, payload, "revision", "reason");
        state(document, "withdrawn");
    }

    private static void accepted(ObjectNode document, JsonNode payload, String occurredAt) {
        copy(document, payload, "revision", "customerId", "currency", "catalogVersionId", "externalReference");
        copy(document, payload, "acceptedBy");
        lines(document, payload.path("lines"));
        totals(document, payload);
        state(document, "accepted");
    }

    private static void ordered(ObjectNode document, JsonNode payload, String occurredAt) {
        copy(document, payload, "revision", "orderId");
        state(document, "ordered");
    }

    private static void expired(ObjectNode document, JsonNode payload, String occurredAt) {
        copy(document, payload, "revision", "validUntil");
        state(document, "expired");
    }

    private static void cancelled(ObjectNode document, JsonNode payload, String occurredAt) {
        copy(document, payload, "revision", "reason");
        state(document, "cancelled");
    }

    private static void decision(ObjectNode document, JsonNode payload, String decidedAt) {
        ObjectNode approval = document.putObject("approval");
        copy(approval, payload, "decidedBy", "policyVersion", "reason");
        approval.put("decidedAt", decidedAt);
    }

    private static void discount(ObjectNode document, JsonNode payload) {
        copy(document, payload, "maxDiscountPercent");
        document.put("maxDiscount", percent(payload, "maxDiscountPercent"));
    }

    private static void derive(ObjectNode document) {
        countLines(document);
        boolean waits = document.path("state").asText().equals("pendingApproval");
        attention(document, waits ? Optional.of("Waits for an approval decision") : Optional.empty());
    }
}
