package io.cpqoms.quote.lifecycle;

import static io.cpqoms.command.decision.TypeNames.named;

import io.cpqoms.command.decision.TypeNames;

/** What a quote's states, commands and facts are called in the API, in stored documents, in the database and in contracts. */
public final class QuoteNames {

    /** The states; the database's check constraint lists them as well. */
    public static final TypeNames<QuoteState> STATES = TypeNames.of(
            QuoteState.class,
            named(QuoteState.Draft.class, "draft"),
            named(QuoteState.Priced.class, "priced"),
            named(QuoteState.PendingApproval.class, "pendingApproval"),
            named(QuoteState.Approved.class, "approved"),
            named(QuoteState.Rejected.class, "rejected"),
            named(QuoteState.Presented.class, "presented"),
            named(QuoteState.Declined.class, "declined"),
            named(QuoteState.Withdrawn.class, "withdrawn"),
            named(QuoteState.Accepted.class, "accepted"),
            named(QuoteState.Ordered.class, "ordered"),
            named(QuoteState.Expired.class, "expired"),
            named(QuoteState.Cancelled.class, "cancelled"));

    /** The commands, in the order in which a quote usually meets them. */
    public static final TypeNames<QuoteCommand> COMMANDS = TypeNames.of(
            QuoteCommand.class,
            named(QuoteCommand.AddLine.class, "add-line"),
            named(QuoteCommand.ChangeLine.class, "change-line"),
            named(QuoteCommand.RemoveLine.class, "remove-line"),
            named(QuoteCommand.Price.class, "price"),
            named(QuoteCommand.Submit.class, "submit"),
            named(QuoteCommand.Approve.class, "approve"),
            named(QuoteCommand.Reject.class, "reject"),
            named(QuoteCommand.ReturnForRevision.class, "return-for-revision"),
            named(QuoteCommand.Recall.class, "recall"),
            named(QuoteCommand.Present.class, "present"),
            named(QuoteCommand.Accept.class, "accept"),
            named(QuoteCommand.Decline.class, "decline"),
            named(QuoteCommand.Withdraw.class, "withdraw"),
            named(QuoteCommand.Revise.class, "revise"),
            named(QuoteCommand.MarkOrdered.class, "mark-ordered"),
            named(QuoteCommand.Expire.class, "expire"),
            named(QuoteCommand.Cancel.class, "cancel"));

    /** The facts, called as their contracts are. */
    public static final TypeNames<QuoteEvent> EVENTS = TypeNames.of(
            QuoteEvent.class,
            named(QuoteEvent.QuoteCreated.class, "QuoteCreated"),
            named(QuoteEvent.QuoteLineAdded.class, "QuoteLineAdded"),
            named(QuoteEvent.QuoteLineChanged.class, "QuoteLineChanged"),
            named(QuoteEvent.QuoteLineRemoved.class, "QuoteLineRemoved"),
            named(QuoteEvent.QuotePriced.class, "QuotePriced"),
            named(QuoteEvent.QuoteSubmitted.class, "QuoteSubmitted"),
            named(QuoteEvent.QuoteApproved.class, "QuoteApproved"),
            named(QuoteEvent.QuoteRejected.class, "QuoteRejected"),
            named(QuoteEvent.QuoteReturned.class, "QuoteReturned"),
            named(QuoteEvent.QuoteRecalled.class, "QuoteRecalled"),
            named(QuoteEvent.QuotePresented.class, "QuotePresented"),
            named(QuoteEvent.QuoteDeclined.class, "QuoteDeclined"),
            named(QuoteEvent.QuoteOfferWithdrawn.class, "QuoteOfferWithdrawn"),
            named(QuoteEvent.QuoteRevised.class, "QuoteRevised"),
            named(QuoteEvent.QuoteAccepted.class, "QuoteAccepted"),
            named(QuoteEvent.QuoteOrdered.class, "QuoteOrdered"),
            named(QuoteEvent.QuoteExpired.class, "QuoteExpired"),
            named(QuoteEvent.QuoteCancelled.class, "QuoteCancelled"));

    private QuoteNames() {}
}
