package io.cpqoms.quote.lifecycle;

import io.cpqoms.command.decision.TransitionTable;
import io.cpqoms.quote.lifecycle.QuoteCommand.Accept;
import io.cpqoms.quote.lifecycle.QuoteCommand.AddLine;
import io.cpqoms.quote.lifecycle.QuoteCommand.Approve;
import io.cpqoms.quote.lifecycle.QuoteCommand.Cancel;
import io.cpqoms.quote.lifecycle.QuoteCommand.ChangeLine;
import io.cpqoms.quote.lifecycle.QuoteCommand.Decline;
import io.cpqoms.quote.lifecycle.QuoteCommand.Expire;
import io.cpqoms.quote.lifecycle.QuoteCommand.MarkOrdered;
import io.cpqoms.quote.lifecycle.QuoteCommand.Present;
import io.cpqoms.quote.lifecycle.QuoteCommand.Price;
import io.cpqoms.quote.lifecycle.QuoteCommand.Recall;
import io.cpqoms.quote.lifecycle.QuoteCommand.Reject;
import io.cpqoms.quote.lifecycle.QuoteCommand.RemoveLine;
import io.cpqoms.quote.lifecycle.QuoteCommand.ReturnForRevision;
import io.cpqoms.quote.lifecycle.QuoteCommand.Revise;
import io.cpqoms.quote.lifecycle.QuoteCommand.Submit;
import io.cpqoms.quote.lifecycle.QuoteCommand.Withdraw;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteAccepted;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteApproved;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteCancelled;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteDeclined;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteExpired;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteLineAdded;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteLineChanged;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteLineRemoved;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteOfferWithdrawn;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteOrdered;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuotePresented;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuotePriced;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteRecalled;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteRejected;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteReturned;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteRevised;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteSubmitted;
import io.cpqoms.quote.lifecycle.QuoteState.Accepted;
import io.cpqoms.quote.lifecycle.QuoteState.Approved;
import io.cpqoms.quote.lifecycle.QuoteState.Cancelled;
import io.cpqoms.quote.lifecycle.QuoteState.Declined;
import io.cpqoms.quote.lifecycle.QuoteState.Draft;
import io.cpqoms.quote.lifecycle.QuoteState.Expired;
import io.cpqoms.quote.lifecycle.QuoteState.Ordered;
import io.cpqoms.quote.lifecycle.QuoteState.PendingApproval;
import io.cpqoms.quote.lifecycle.QuoteState.Presented;
import io.cpqoms.quote.lifecycle.QuoteState.Priced;
import io.cpqoms.quote.lifecycle.QuoteState.Rejected;
import io.cpqoms.quote.lifecycle.QuoteState.Withdrawn;
import java.util.List;

/** The life of a quote as a table; what is not listed is refused. */
final class QuoteTransitions
        extends TransitionTable<Quote, QuoteState, QuoteCommand, QuoteSituation, QuoteEvent, QuoteProblem> {

    static final QuoteTransitions TABLE = new QuoteTransitions();

    private static final String ROOM = "there is room for a line";
    private static final String LINES = "there are lines";
    private static final String VALID = "the validity is not over";
    private static final String ANOTHER = "there may be another revision";
    private static final String OVER = "the validity is over";

    private QuoteTransitions() {
        super(QuoteNames.STATES, QuoteNames.COMMANDS, QuoteNames.EVENTS);

        on(Draft.class, AddLine.class, LineRules::add)
                .given(ROOM, LineRules::full)
                .emits(QuoteLineAdded.class)
                .to(Draft.class);
        on(Draft.class, ChangeLine.class, LineRules::change)
                .offeredIf(LineRules::empty)
                .emits(QuoteLineChanged.class)
                .to(Draft.class);
        on(Draft.class, RemoveLine.class, LineRules::remove)
                .offeredIf(LineRules::empty)
                .emits(QuoteLineRemoved.class)
                .to(Draft.class);
        on(Draft.class, Price.class, OfferRules::price)
                .given(LINES, LineRules::empty)
                .emits(QuotePriced.class)
                .to(Priced.class);
        on(Draft.class, Cancel.class, OfferRules::cancel)
                .emits(QuoteCancelled.class)
                .to(Cancelled.class);
        on(Draft.class, Expire.class, OfferRules::expire)
                .given(OVER, OfferRules::stillValid)
                .emits(QuoteExpired.class)
                .to(Expired.class);

        on(Priced.class, AddLine.class, LineRules::add)
                .given(ROOM, LineRules::full)
                .emits(QuoteLineAdded.class)
                .to(Draft.class);
        on(Priced.class, ChangeLine.class, LineRules::change)
                .offeredIf(LineRules::empty)
                .emits(QuoteLineChanged.class)
                .to(Draft.class);
        on(Priced.class, RemoveLine.class, LineRules::remove)
                .offeredIf(LineRules::empty)
                .emits(QuoteLineRemoved.class)
                .to(Draft.class);
        on(Priced.class, Price.class, OfferRules::priceAgain)
                .emits(QuotePriced.class)
                .orStands()
                .to(Priced.class);
        on(Priced.class, Submit.class, SubmissionRules::submit)
                .given(VALID, OfferRules::lapsed)
                .emits(QuoteSubmitted.class, QuoteApproved.class)
                .to(PendingApproval.class, Approved.class);
        on(Priced.class, Cancel.class, OfferRules::cancel)
                .emits(QuoteCancelled.class)
                .to(Cancelled.class);
        on(Priced.class, Expire.class, OfferRules::expire)
                .given(OVER, OfferRules::stillValid)
                .emits(QuoteExpired.class)
                .to(Expired.class);

        on(PendingApproval.class, Approve.class, OfferRules::approve)
                .given(VALID, OfferRules::lapsed)
                .emits(QuoteApproved.class)
                .to(Approved.class);
        on(PendingApproval.class, Reject.class, OfferRules::reject)
                .emits(QuoteRejected.class)
                .to(Rejected.class);
        on(PendingApproval.class, Cancel.class, OfferRules::cancel)
                .emits(QuoteCancelled.class)
                .to(Cancelled.class);
        on(PendingApproval.class, Expire.class, OfferRules::expire)
                .given(OVER, OfferRules::stillValid)
                .emits(QuoteExpired.class)
                .to(Expired.class);

        on(PendingApproval.class, ReturnForRevision.class, RevisionRules::returnForRevision)
                .given(ANOTHER, RevisionRules::last)
                .emits(QuoteReturned.class)
                .to(Draft.class);
        on(PendingApproval.class, Recall.class, RevisionRules::recall)
                .given(ANOTHER, RevisionRules::last)
                .emits(QuoteRecalled.class)
                .to(Draft.class);

        on(Approved.class, Present.class, OfferRules::present)
                .given(VALID, OfferRules::lapsed)
                .emits(QuotePresented.class)
                .to(Presented.class);
        on(Approved.class, Accept.class, OfferRules::accept)
                .given(VALID, OfferRules::lapsed)
                .emits(QuoteAccepted.class)
                .to(Accepted.class);
        on(Presented.class, Accept.class, OfferRules::acceptPresented)
                .given(VALID, OfferRules::lapsed)
                .emits(QuoteAccepted.class)
                .to(Accepted.class);
        ended(Approved.class);
        ended(Presented.class);
        revised(Approved.class);
        revised(Presented.class);
        revised(Rejected.class);
        revised(Declined.class);
        revised(Withdrawn.class);
        revised(Expired.class);

        on(Accepted.class, MarkOrdered.class, OfferRules::markOrdered)
                .emits(QuoteOrdered.class)
                .to(Ordered.class);
        on(Ordered.class, MarkOrdered.class, OfferRules::orderedBefore).orStands();
    }

    /** How an offer ends that the customer does not accept. */
    private void ended(Class<? extends QuoteState> offer) {
        on(offer, Decline.class, OfferRules::decline).emits(QuoteDeclined.class).to(Declined.class);
        on(offer, Withdraw.class, OfferRules::withdraw)
                .emits(QuoteOfferWithdrawn.class)
                .to(Withdrawn.class);
        on(offer, Expire.class, OfferRules::expire)
                .given(OVER, OfferRules::stillValid)
                .emits(QuoteExpired.class)
                .to(Expired.class);
    }

    /** The way on after a no, or to a better offer. */
    private void revised(Class<? extends QuoteState> former) {
        on(former, Revise.class, RevisionRules::revise)
                .given(ANOTHER, RevisionRules::last)
                .emits(QuoteRevised.class)
                .to(Draft.class);
    }

    @Override
    protected QuoteState stateOf(Quote quote) {
        return quote.state();
    }

    @Override
    protected QuoteProblem illegal(String command, String state, List<String> legalCommands) {
        return new QuoteProblem.IllegalTransition(command, state, legalCommands);
    }
}
