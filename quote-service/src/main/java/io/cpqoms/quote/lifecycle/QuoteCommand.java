package io.cpqoms.quote.lifecycle;

import io.cpqoms.quote.pricing.QuoteLine;
import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.CustomerId;
import io.cpqoms.values.LineId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody wants of an existing quote; {@link Open} begins one. */
public sealed interface QuoteCommand {

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

    /** Says yes for the house. */
    record Approve(ApprovalDecision decision) implements QuoteCommand {}

    /** Says no for the house. */
    record Reject(ApprovalDecision decision) implements QuoteCommand {}

    /** Says yes for the customer. */
    record Accept(String acceptedBy) implements QuoteCommand {}

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
            List<QuoteLine> lines) {

        public Open {
            lines = List.copyOf(lines);
        }
    }
}
