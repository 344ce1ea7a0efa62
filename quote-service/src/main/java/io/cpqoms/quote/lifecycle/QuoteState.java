package io.cpqoms.quote.lifecycle;

import io.cpqoms.quote.pricing.PricedQuote;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Where a quote stands; each state holds what is true in it and nothing else. */
public sealed interface QuoteState {

    /** Lines are being chosen. */
    record Draft() implements QuoteState {}

    /** Every line is valid and has a price. */
    record Priced(PricedQuote price) implements QuoteState {}

    /** Somebody must decide; the revision no longer changes. */
    record PendingApproval(PricedQuote price, String submittedBy) implements QuoteState {}

    /** May be presented and accepted while it is valid. */
    record Approved(PricedQuote price, String submittedBy, ApprovalDecision decision) implements QuoteState {}

    /** An approver said no. */
    record Rejected(PricedQuote price, String submittedBy, ApprovalDecision decision) implements QuoteState {}

    /** The customer has the offer. */
    record Presented(Approved offer, String presentedTo, Instant presentedAt, Optional<OfferDocument> document)
            implements QuoteState {}

    /** The customer said no. */
    record Declined(Approved offer, Optional<Presentation> presentation, Refusal refusal) implements QuoteState {}

    /** The house took its offer back. */
    record Withdrawn(Approved offer, Optional<Presentation> presentation, Refusal refusal) implements QuoteState {}

    /**
     * Who got an offer, when, and which document.
     *
     * @param document none of what a former release presented
     */
    record Presentation(String presentedTo, Instant presentedAt, Optional<OfferDocument> document) {}

    /** Who said no to an approved offer, when and why. */
    record Refusal(String by, Instant at, String reason) {}

    /** The customer said yes to the offer; frozen. */
    record Accepted(Approved offer, Optional<Presentation> presentation, String acceptedBy, Instant acceptedAt)
            implements QuoteState {}

    /** Its one order exists. */
    record Ordered(Accepted acceptance, UUID orderId) implements QuoteState {}

    /** The validity ended before the customer accepted. */
    record Expired(QuoteState before) implements QuoteState {}

    /** Given up before approval. */
    record Cancelled(QuoteState before, String reason) implements QuoteState {}

    /** The state as clients and the database call it. */
    default String label() {
        return QuoteNames.STATES.of(this);
    }

    /** The price, once there is one; kept by what follows. */
    default Optional<PricedQuote> pricing() {
        return switch (this) {
            case Draft() -> Optional.empty();
            case Priced(var price) -> Optional.of(price);
            case PendingApproval(var price, var by) -> Optional.of(price);
            case Approved(var price, var by, var decision) -> Optional.of(price);
            case Rejected(var price, var by, var decision) -> Optional.of(price);
            case Presented(var offer, var to, var at, var document) -> offer.pricing();
            case Declined(var offer, var presentation, var refusal) -> offer.pricing();
            case Withdrawn(var offer, var presentation, var refusal) -> offer.pricing();
            case Accepted(var offer, var presentation, var by, var at) -> offer.pricing();
            case Ordered(var acceptance, var orderId) -> acceptance.pricing();
            case Expired(var before) -> before.pricing();
            case Cancelled(var before, var reason) -> before.pricing();
        };
    }

    /** Who asked for approval, once somebody did. */
    default Optional<String> requester() {
        return switch (this) {
            case Draft() -> Optional.empty();
            case Priced(var price) -> Optional.empty();
            case PendingApproval(var price, var by) -> Optional.of(by);
            case Approved(var price, var by, var decision) -> Optional.of(by);
            case Rejected(var price, var by, var decision) -> Optional.of(by);
            case Presented(var offer, var to, var at, var document) -> offer.requester();
            case Declined(var offer, var presentation, var refusal) -> offer.requester();
            case Withdrawn(var offer, var presentation, var refusal) -> offer.requester();
            case Accepted(var offer, var presentation, var by, var at) -> offer.requester();
            case Ordered(var acceptance, var orderId) -> acceptance.requester();
            case Expired(var before) -> before.requester();
            case Cancelled(var before, var reason) -> before.requester();
        };
    }

    /** What was decided about it, once somebody did. */
    default Optional<ApprovalDecision> approval() {
        return switch (this) {
            case Draft() -> Optional.empty();
            case Priced(var price) -> Optional.empty();
            case PendingApproval(var price, var by) -> Optional.empty();
            case Approved(var price, var by, var decision) -> Optional.of(decision);
            case Rejected(var price, var by, var decision) -> Optional.of(decision);
            case Presented(var offer, var to, var at, var document) -> offer.approval();
            case Declined(var offer, var presentation, var refusal) -> offer.approval();
            case Withdrawn(var offer, var presentation, var refusal) -> offer.approval();
            case Accepted(var offer, var presentation, var by, var at) -> offer.approval();
            case Ordered(var acceptance, var orderId) -> acceptance.approval();
            case Expired(var before) -> before.approval();
            case Cancelled(var before, var reason) -> before.approval();
        };
    }

    /** Who got the offer, where it was presented; kept by what follows. */
    default Optional<Presentation> presentation() {
        return switch (this) {
            case Draft() -> Optional.empty();
            case Priced(var price) -> Optional.empty();
            case PendingApproval(var price, var by) -> Optional.empty();
            case Approved(var price, var by, var decision) -> Optional.empty();
            case Rejected(var price, var by, var decision) -> Optional.empty();
            case Presented(var offer, var to, var at, var document) -> Optional.of(new Presentation(to, at, document));
            case Declined(var offer, var presentation, var refusal) -> presentation;
            case Withdrawn(var offer, var presentation, var refusal) -> presentation;
            case Accepted(var offer, var presentation, var by, var at) -> presentation;
            case Ordered(var acceptance, var orderId) -> acceptance.presentation();
            case Expired(var before) -> before.presentation();
            case Cancelled(var before, var reason) -> before.presentation();
        };
    }

    /** The customer's yes, once there is one. */
    default Optional<Accepted> accepted() {
        return switch (this) {
            case Accepted accepted -> Optional.of(accepted);
            case Ordered(var acceptance, var orderId) -> Optional.of(acceptance);
            default -> Optional.empty();
        };
    }
}
