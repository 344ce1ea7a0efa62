package io.cpqoms.quote.lifecycle;

import io.cpqoms.quote.approval.PolicyDecision;
import io.cpqoms.quote.pricing.PricedQuote;
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

/** What happened to a quote: the facts that {@link Quote#evolve} applies and that are published under the same names. */
public sealed interface QuoteEvent {

    /** A quote was opened for a customer. */
    record QuoteCreated(
            CustomerId customerId,
            String currency,
            CatalogVersionId catalogVersionId,
            @Nullable String externalReference,
            Instant validUntil,
            List<QuoteLine> lines,
            Optional<QuoteId> copiedFrom)
            implements QuoteEvent {}

    /** A line was added; the quote must be priced again. */
    record QuoteLineAdded(QuoteLine line) implements QuoteEvent {}

    /** A line was changed; the quote must be priced again. */
    record QuoteLineChanged(QuoteLine line) implements QuoteEvent {}

    /** A line was taken away; the quote must be priced again. */
    record QuoteLineRemoved(LineId lineId) implements QuoteEvent {}

    /** Every line has a price. */
    record QuotePriced(PricedQuote price) implements QuoteEvent {}

    /**
     * Approval was asked for; carries what the policy looked at, and what it said.
     *
     * @param submission the number of this submission of the revision, from one: each has an approval of its own
     */
    record QuoteSubmitted(int submission, PricedQuote price, PolicyDecision policy, String requestedBy)
            implements QuoteEvent {}

    /** It may be presented and accepted. */
    record QuoteApproved(ApprovalDecision decision) implements QuoteEvent {}

    /** An approver refused it. */
    record QuoteRejected(ApprovalDecision decision) implements QuoteEvent {}

    /**
     * An approver wants it changed: the revision is over, the next one is a draft with its lines.
     *
     * @param submission the number of the submission that was decided on; zero when it was not counted
     */
    record QuoteReturned(int submission, String requestedBy, ApprovalDecision decision) implements QuoteEvent {}

    /**
     * Who had asked for approval took that back: the revision is over, the next one is a draft with its lines.
     *
     * @param submission the number of the submission that was taken back; zero when it was not counted
     */
    record QuoteRecalled(int submission, String recalledBy, Optional<String> reason) implements QuoteEvent {}

    /** The customer has the offer. */
    record QuotePresented(String presentedTo, Instant presentedAt, OfferDocument document) implements QuoteEvent {}

    /** The customer said no. */
    record QuoteDeclined(String declinedBy, Instant declinedAt, String reason) implements QuoteEvent {}

    /** The house took its approved offer back. */
    record QuoteOfferWithdrawn(String withdrawnBy, Instant withdrawnAt, String reason) implements QuoteEvent {}

    /**
     * The next revision was begun with the lines of the former, which is superseded.
     *
     * @param formerState where the former revision stood
     */
    record QuoteRevised(String formerState, String revisedBy, Optional<String> reason, Instant validUntil)
            implements QuoteEvent {}

    /** The customer said yes. */
    record QuoteAccepted(String acceptedBy, Instant acceptedAt, PricedQuote price) implements QuoteEvent {}

    /** The one order of the accepted revision exists. */
    record QuoteOrdered(UUID orderId) implements QuoteEvent {}

    /** The validity ended before the customer accepted. */
    record QuoteExpired() implements QuoteEvent {}

    /** It was given up before approval. */
    record QuoteCancelled(String reason) implements QuoteEvent {}
}
