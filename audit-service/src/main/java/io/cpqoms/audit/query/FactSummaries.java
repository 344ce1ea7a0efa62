package io.cpqoms.audit.query;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * Says in a sentence of the business what a fact states.
 *
 * <p>The table has one sentence per event type; a test compares it with the topic registry, so that a new event cannot
 * be forgotten.
 */
final class FactSummaries {

    private static final Map<String, Function<JsonNode, String>> SENTENCES = Map.ofEntries(
            entry(
                    "CatalogPartPublished",
                    p -> "Part " + text(p, "/part") + " of a catalog version published with "
                            + count(p, "/products", "product")),
            entry(
                    "CatalogVersionPublished",
                    p -> "Catalog version \"" + text(p, "/name") + "\" published with " + productsOf(p)),
            entry("CatalogVersionRetired", p -> "Catalog version \"" + text(p, "/name") + "\" retired from new quotes"),
            entry(
                    "QuoteCreated",
                    p -> "Quote opened for customer " + text(p, "/customerId") + reference(p) + " with "
                            + count(p, "/lines", "line") + ", valid until " + day(p, "/validUntil")),
            entry("QuoteLineAdded", p -> "Line added: " + line(p.at("/line"))),
            entry("QuoteLineChanged", p -> "Line changed: " + line(p.at("/line"))),
            entry("QuoteLineRemoved", p -> "Line removed"),
            entry(
                    "QuotePriced",
                    p -> "Priced at " + total(p) + ", largest discount " + text(p, "/maxDiscountPercent") + " %"),
            entry(
                    "QuoteSubmitted",
                    p -> "Submitted for approval by " + text(p, "/requestedBy") + ": " + total(p)
                            + ", largest discount " + text(p, "/maxDiscountPercent") + " %" + asked(p)),
            entry(
                    "QuoteApproved",
                    p -> ("policy".equals(text(p, "/decidedBy"))
                                    ? "Approved by the policy " + text(p, "/policyVersion")
                                    : "Approved by " + decision(p))
                            + ": " + text(p, "/reason")),
            entry("QuoteRejected", p -> "Rejected by " + decision(p) + ": " + text(p, "/reason")),
            entry(
                    "QuoteReturned",
                    p -> "Revision " + text(p, "/revision") + " returned for changes by " + decision(p) + ": "
                            + text(p, "/reason")),
            entry(
                    "QuoteRecalled",
                    p -> "Revision " + text(p, "/revision") + " recalled from approval by " + text(p, "/recalledBy")
                            + reason(p)),
            entry(
                    "QuotePresented",
                    p -> "Presented to " + text(p, "/presentedTo") + ", valid until " + day(p, "/validUntil")),
            entry("QuoteDeclined", p -> "Declined by " + text(p, "/declinedBy") + ": " + text(p, "/reason")),
            entry(
                    "QuoteOfferWithdrawn",
                    p -> "Offer withdrawn by " + text(p, "/withdrawnBy") + ": " + text(p, "/reason")),
            entry(
                    "QuoteRevised",
                    p -> "Revision " + text(p, "/revision") + " begun by " + text(p, "/revisedBy")
                            + "; it supersedes revision " + text(p, "/formerRevision") + ", which was "
                            + text(p, "/formerState") + reason(p)),
            entry("QuoteAccepted", p -> "Accepted by " + text(p, "/acceptedBy") + ": " + total(p)),
            entry("QuoteOrdered", p -> "Ordered: order " + text(p, "/orderId") + " exists"),
            entry("QuoteExpired", p -> "Expired unaccepted; the offer was valid until " + day(p, "/validUntil")),
            entry("QuoteCancelled", p -> "Cancelled: " + text(p, "/reason")),
            entry(
                    "OrderCreated",
                    p -> "Order received from quote revision " + text(p, "/quoteRevision") + reference(p) + ": "
                            + count(p, "/lines", "line") + ", " + total(p)),
            entry("OrderDecomposed", p -> "Fulfilment planned in " + count(p, "/tasks", "task")),
            entry("OrderTasksReady", p -> count(p, "/taskIds", "task") + " may be performed now"),
            entry("OrderTaskStarted", p -> "Asked " + text(p, "/partner") + " to " + text(p, "/name") + attempt(p)),
            entry(
                    "OrderTaskCompleted",
                    p -> "Done: " + text(p, "/name") + " by " + text(p, "/partner") + ", reference "
                            + text(p, "/partnerReference")),
            entry(
                    "OrderFalloutRaised",
                    p -> "Fell out (" + text(p, "/type") + "): " + text(p, "/name") + " at " + text(p, "/partner")
                            + " failed. " + text(p, "/cause") + " " + text(p, "/impact")),
            entry(
                    "OrderFalloutRepaired",
                    p -> "Repaired by " + text(p, "/repairedBy") + " (" + words(text(p, "/repair")) + "): "
                            + text(p, "/reason")),
            entry(
                    "OrderCompleted",
                    p -> "Order completed: " + text(p, "/completedTasks") + " tasks done, " + text(p, "/skippedTasks")
                            + " skipped"),
            entry(
                    "ProcessStarted",
                    p -> "Process " + text(p, "/processKey") + " (version " + text(p, "/definitionVersion")
                            + ") started"),
            entry("ProcessEnded", p -> "Process " + text(p, "/processKey") + " ended: " + words(text(p, "/outcome"))),
            entry(
                    "ApprovalRequested",
                    p -> "Decision asked of " + text(p, "/approverGroup") + " at level " + text(p, "/level")
                            + " under " + text(p, "/policyVersion") + ", due " + day(p, "/dueAt") + ": "
                            + text(p, "/reason")),
            entry("FalloutTaskOpened", p -> "Repair decision asked of " + text(p, "/operatorGroup")),
            entry(
                    "OutboxManifestPublished",
                    p -> "Messages that " + text(p, "/service") + " put on Kafka up to tick " + text(p, "/tick")
                            + " of shard " + text(p, "/shard") + ": " + text(p, "/count")),
            entry(
                    "ReplayStarted",
                    p -> "Replay of " + text(p, "/topic") + " for " + text(p, "/consumer") + " begun by "
                            + text(p, "/startedBy") + approval(p) + ": " + text(p, "/reason")),
            entry(
                    "ReplayEnded",
                    p -> "Replay of " + text(p, "/topic") + " for " + text(p, "/consumer") + " " + text(p, "/outcome")
                            + " after " + text(p, "/read") + " records: " + text(p, "/note")),
            entry(
                    "NotificationSent",
                    p -> "Told " + text(p, "/recipient") + " by " + text(p, "/channel") + ": "
                            + text(p, "/template").replace('-', ' ')),
            entry(
                    "NotificationFailed",
                    p -> "Could not tell " + text(p, "/recipient") + " by " + text(p, "/channel") + " ("
                            + text(p, "/template").replace('-', ' ') + "): " + text(p, "/cause")));

    private FactSummaries() {}

    /** Whether there is a sentence for this type. */
    static boolean knows(String eventType) {
        return SENTENCES.containsKey(eventType);
    }

    /** The sentence for a fact; a type without one is put into words. */
    static String of(String eventType, JsonNode payload) {
        Function<JsonNode, String> sentence = SENTENCES.get(eventType);
        return sentence == null ? words(eventType) : sentence.apply(payload);
    }

    private static String text(JsonNode payload, String pointer) {
        return payload.at(pointer).asText();
    }

    private static String decision(JsonNode payload) {
        return text(payload, "/decidedBy") + " under " + text(payload, "/policyVersion");
    }

    private static String reference(JsonNode payload) {
        String reference = text(payload, "/externalReference");
        return reference.isEmpty() ? "" : " (reference " + reference + ")";
    }

    private static String reason(JsonNode payload) {
        String reason = text(payload, "/reason");
        return reason.isEmpty() ? "" : ": " + reason;
    }

    /** Whom the approval policy asks; a former release of quote-service did not say. */
    private static String asked(JsonNode payload) {
        JsonNode steps = payload.at("/approval/steps");
        if (steps.isMissingNode()) {
            return "";
        }
        List<String> groups = new ArrayList<>();
        steps.forEach(step -> step.path("groups").forEach(group -> groups.add(group.asText())));
        return groups.isEmpty() ? "; nobody must decide" : "; " + String.join(", ", groups) + " must decide";
    }

    private static String approval(JsonNode payload) {
        String approver = text(payload, "/approvedBy");
        return approver.isEmpty() ? "" : ", approved by " + approver;
    }

    private static String attempt(JsonNode payload) {
        return payload.at("/attempt").asInt() > 1 ? ", attempt " + text(payload, "/attempt") : "";
    }

    /** The rounded figure is what the business speaks of; the exact one is named where it says more. */
    private static String total(JsonNode payload) {
        String rounded = money(payload.at("/totals/rounded"));
        JsonNode exact = payload.at("/totals/exact");
        boolean same = amount(exact).compareTo(amount(payload.at("/totals/rounded"))) == 0;
        return (same ? rounded : rounded + " (exactly " + text(exact, "/amount") + ")") + recurring(payload);
    }

    /** What is owed each period, beside what is owed once. */
    private static String recurring(JsonNode payload) {
        StringJoiner words = new StringJoiner("");
        payload.at("/totals/recurring")
                .forEach(total -> words.add(" and " + money(total.at("/rounded")) + " each " + period(total)));
        return words.toString();
    }

    /** "month" for P1M, "2 years" for P2Y. */
    private static String period(JsonNode total) {
        String text = text(total, "/period");
        String noun = text.endsWith("Y") ? "year" : "month";
        String number = text.substring(1, text.length() - 1);
        return number.equals("1") ? noun : number + " " + noun + "s";
    }

    private static BigDecimal amount(JsonNode money) {
        return new BigDecimal(money.path("amount").asText("0"));
    }

    private static String money(JsonNode money) {
        return text(money, "/currency") + " " + text(money, "/amount");
    }

    private static String line(JsonNode line) {
        StringJoiner words = new StringJoiner(" ");
        words.add(text(line, "/quantity") + " × product " + text(line, "/productId"));
        if (line.hasNonNull("agreedUnitPrice")) {
            words.add("at an agreed " + money(line.at("/agreedUnitPrice")));
        }
        words.add("with " + text(line, "/discountPercent") + " % discount");
        line.path("charges").forEach(terms -> words.add(terms(terms)));
        return words.toString() + reason(line);
    }

    /** What differs for one charge. */
    private static String terms(JsonNode terms) {
        String agreed =
                terms.hasNonNull("agreedUnitPrice") ? " at an agreed " + money(terms.at("/agreedUnitPrice")) : "";
        String discount =
                terms.hasNonNull("discountPercent") ? " with " + text(terms, "/discountPercent") + " % discount" : "";
        return "(" + text(terms, "/chargeId") + agreed + discount + ")";
    }

    private static String count(JsonNode payload, String pointer, String noun) {
        int size = payload.at(pointer).size();
        return size + " " + (size == 1 ? noun : noun + "s");
    }

    /** Facts of the first releases had their products with them, and no count. */
    private static String productsOf(JsonNode published) {
        int count =
                published.path("productCount").asInt(published.path("products").size());
        return count + (count == 1 ? " product" : " products");
    }

    private static String day(JsonNode payload, String pointer) {
        String instant = text(payload, pointer);
        return instant.isEmpty() ? "" : Instant.parse(instant).toString().substring(0, 10);
    }

    /** "completeManually" and "QuoteApproved" as "complete manually" and "quote approved". */
    private static String words(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
