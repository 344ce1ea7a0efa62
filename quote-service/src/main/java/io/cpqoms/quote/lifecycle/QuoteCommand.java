package io.cpqoms.quote.lifecycle;

import io.cpqoms.quote.pricing.QuoteLine;
import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.CustomerId;
import io.cpqoms.values.LineId;
import io.cpqoms.values.QuoteId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody wants of an existing quote; {@link Open} begins one. */
public sealed interface QuoteCommand {

    /** The revision that is meant, where somebody says: an answer to one is none to the next. */
    default Optional<Integer> revision() {
        return Optional.empty();
    }

    /** Adds a line. */
    record AddLine(QuoteLine line) implements QuoteCommand {}

    /** Replaces the line of the same id. */
    record ChangeLine(QuoteLine line) implements QuoteCommand {}

    /** Takes a line away. */
    record RemoveLine(LineId lineId) implements QuoteCommand {}

    /** Computes the price of every line and the total. */
    record Price() implements QuoteCommand {}

    /** Asks for approval. */
    record Submit(String requestedBy) implements QuoteCommand {}

    /**
     * Says yes for the house.
     *
     * @param revision what was decided on; whoever does not say decides on the present one
     */
    record Approve(ApprovalDecision decision, Optional<Integer> revision) implements QuoteCommand {}

    /** Says no for the house. */
    record Reject(ApprovalDecision decision, Optional<Integer> revision) implements QuoteCommand {}

    /** Says neither yes nor no: it shall be changed and submitted again. */
    record ReturnForRevision(ApprovalDecision decision, Optional<Integer> revision) implements QuoteCommand {}

    /** Takes the request for approval back. */
    record Recall(String recalledBy, Optional<String> reason) implements QuoteCommand {}

    /** Notes that the customer has the offer. */
    record Present(String presentedTo, OfferLanguage language) implements QuoteCommand {}

    /**
     * Says yes for the customer.
     *
     * @param revision what he saw; whoever does not say accepts the present one
     */
    record Accept(String acceptedBy, Optional<Integer> revision) implements QuoteCommand {}

    /**
     * Says no for the customer.
     *
     * @param revision what he saw; whoever does not say declines the present one
     */
    record Decline(String declinedBy, String reason, Optional<Integer> revision) implements QuoteCommand {}

    /** Takes an approved offer back. */
    record Withdraw(String withdrawnBy, String reason) implements QuoteCommand {}

    /** Begins the next revision with the lines of this one, which is superseded by that. */
    record Revise(String revisedBy, Optional<String> reason, Instant validUntil) implements QuoteCommand {}

    /** Notes the order that came of it. */
    record MarkOrdered(UUID orderId) implements QuoteCommand {}

    /** Ends a quote whose validity is over. */
    record Expire() implements QuoteCommand {}

    /** Gives a quote up. */
    record Cancel(String reason) implements QuoteCommand {}

    /** Opens a quote for a customer; not a command to an existing quote, so it is no row of the transition table. */
    record Open(
            CustomerId customerId,
            String currency,
            CatalogVersionId catalogVersionId,
            @Nullable String externalReference,
            Instant validUntil,
            List<QuoteLine> lines,
            Optional<QuoteId> copiedFrom) {

        public Open {
            lines = List.copyOf(lines);
        }
    }
}
