package io.cpqoms.quote.integration;

import static io.cpqoms.quote.integration.Contracts.array;
import static io.cpqoms.quote.integration.Contracts.line;
import static io.cpqoms.quote.integration.Contracts.object;
import static io.cpqoms.quote.integration.Contracts.texts;
import static io.cpqoms.quote.integration.Contracts.totals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.messaging.EventTime;
import io.cpqoms.messaging.NewEvent;
import io.cpqoms.messaging.Outbox;
import io.cpqoms.quote.lifecycle.ApprovalDecision;
import io.cpqoms.quote.lifecycle.OfferDocument;
import io.cpqoms.quote.lifecycle.Quote;
import io.cpqoms.quote.lifecycle.QuoteEvent;
import io.cpqoms.quote.lifecycle.QuoteFacts;
import io.cpqoms.quote.lifecycle.QuoteNames;
import io.cpqoms.values.Cause;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells the facts of quotes: each fact by its contract, in one exhaustive switch, into the outbox. */
@ApplicationScoped
class QuoteContracts implements QuoteFacts {

    private static final int VERSION = 1;

    private final Outbox outbox;

    QuoteContracts(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void happened(List<QuoteEvent> events, Quote after, Cause cause) {
        long version = after.version() - events.size();
        List<NewEvent> contracts = new ArrayList<>(events.size());
        for (QuoteEvent event : events) {
            version++;
            contracts.add(NewEvent.of(QuoteNames.EVENTS.of(event), VERSION)
                    .onTopic(Topics.QUOTE_EVENTS)
                    .aggregate("quote", after.id(), version)
                    .tenant(after.tenant().value())
                    .occurredAt(cause.at())
                    .correlation(after.correlationId())
                    .causation(cause.causationId())
                    .actor(cause.actor())
                    .payload(payload(event, after)));
        }
        outbox.append(contracts);
    }

    static ObjectNode payload(QuoteEvent event, Quote after) {
        ObjectNode payload = object().put("revision", after.revision());
        return switch (event) {
            case QuoteEvent.QuoteCreated created -> {
                payload.put("validUntil", EventTime.format(created.validUntil()));
                payload.set("lines", array(created.lines(), Contracts::line));
                created.copiedFrom().ifPresent(source -> payload.put("copiedFrom", source.toString()));
                yield customerAndCatalog(payload, after);
            }
            case QuoteEvent.QuoteLineAdded(var added) -> payload.set("line", line(added));
            case QuoteEvent.QuoteLineChanged(var changed) -> payload.set("line", line(changed));
            case QuoteEvent.QuoteLineRemoved(var lineId) -> payload.put("lineId", lineId.toString());
            case QuoteEvent.QuotePriced(var price) -> {
                payload.set("lines", array(price.lines(), Contracts::pricedLine));
                payload.set("totals", totals(price));
                yield payload.put("maxDiscountPercent", price.maxDiscount().text())
                        .put("evidenceHash", price.evidenceHash());
            }
            case QuoteEvent.QuoteSubmitted(var submission, var price, var policy, var requestedBy) -> {
                payload.put("submission", submission);
                payload.put("customerId", after.customerId().value());
                payload.set("totals", totals(price));
                payload.set("productClasses", texts(policy.input().productClasses()));
                payload.set("approval", ApprovalContract.of(policy));
                yield payload.put("maxDiscountPercent", price.maxDiscount().text())
                        .put("requestedBy", requestedBy);
            }
            case QuoteEvent.QuoteApproved(var decision) ->
                decided(payload, decision).put("validUntil", EventTime.format(after.validUntil()));
            case QuoteEvent.QuoteRejected(var decision) -> decided(payload, decision);
            case QuoteEvent.QuoteReturned(var submission, var requestedBy, var decision) ->
                decided(over(payload, submission), decision).put("requestedBy", requestedBy);
            case QuoteEvent.QuoteRecalled(var submission, var by, var reason) ->
                reasoned(over(payload, submission).put("recalledBy", by), reason);
            case QuoteEvent.QuotePresented(var to, var at, var document) ->
                shown(payload, document).put("presentedTo", to).put("validUntil", EventTime.format(after.validUntil()));
            case QuoteEvent.QuoteDeclined(var by, var at, var reason) ->
                requested(payload, after).put("declinedBy", by).put("reason", reason);
            case QuoteEvent.QuoteOfferWithdrawn(var by, var at, var reason) ->
                requested(payload, after).put("withdrawnBy", by).put("reason", reason);
            case QuoteEvent.QuoteRevised(var formerState, var by, var reason, var validUntil) ->
                reasoned(
                        payload.put("formerRevision", after.revision() - 1)
                                .put("formerState", formerState)
                                .put("revisedBy", by)
                                .put("validUntil", EventTime.format(validUntil)),
                        reason);
            case QuoteEvent.QuoteAccepted(var acceptedBy, var at, var price) -> {
                payload.put("acceptedBy", acceptedBy);
                payload.set("lines", array(price.lines(), Contracts::pricedLine));
                payload.set("totals", totals(price));
                yield customerAndCatalog(payload, after);
            }
            case QuoteEvent.QuoteOrdered(var orderId) -> payload.put("orderId", orderId.toString());
            case QuoteEvent.QuoteExpired() ->
                withdrawn(payload, after).put("validUntil", EventTime.format(after.validUntil()));
            case QuoteEvent.QuoteCancelled(var reason) ->
                withdrawn(payload, after).put("reason", reason);
        };
    }

    /** Names the submission that this ends. A quote that was submitted before submissions were counted has none, as its QuoteSubmitted had. */
    private static ObjectNode withdrawn(ObjectNode payload, Quote quote) {
        return quote.submissions() == 0 ? payload : payload.put("submission", quote.submissions());
    }

    /** These facts are about the revision that is over; the quote is a revision further. */
    private static ObjectNode over(ObjectNode payload, int submission) {
        payload.put("revision", payload.path("revision").asInt() - 1);
        return submission == 0 ? payload : payload.put("submission", submission);
    }

    /** Names who asked for the approval of the offer, because that is who wants to know. */
    private static ObjectNode requested(ObjectNode payload, Quote quote) {
        quote.state().requester().ifPresent(by -> payload.put("requestedBy", by));
        return payload;
    }

    private static ObjectNode reasoned(ObjectNode payload, Optional<String> reason) {
        reason.ifPresent(text -> payload.put("reason", text));
        return payload;
    }

    private static ObjectNode customerAndCatalog(ObjectNode payload, Quote quote) {
        String externalReference = quote.externalReference();
        if (externalReference != null) {
            payload.put("externalReference", externalReference);
        }
        return payload.put("customerId", quote.customerId().value())
                .put("currency", quote.currency())
                .put("catalogVersionId", quote.catalogVersionId().toString());
    }

    private static ObjectNode shown(ObjectNode payload, OfferDocument document) {
        payload.putObject("document")
                .put("language", document.language().code())
                .put("template", document.template())
                .put("termsVersion", document.termsVersion())
                .put("sha256", document.sha256());
        return payload;
    }

    private static ObjectNode decided(ObjectNode payload, ApprovalDecision decision) {
        return payload.put("decidedBy", decision.decidedBy())
                .put("policyVersion", decision.policyVersion())
                .put("reason", decision.reason());
    }
}
