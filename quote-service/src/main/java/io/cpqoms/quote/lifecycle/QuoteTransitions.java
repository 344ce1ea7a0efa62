package io.cpqoms.quote.lifecycle;

import io.cpqoms.command.decision.TransitionTable;
import io.cpqoms.quote.lifecycle.QuoteCommand.Accept;
import io.cpqoms.quote.lifecycle.QuoteCommand.AddLine;
import io.cpqoms.quote.lifecycle.QuoteCommand.Approve;
import io.cpqoms.quote.lifecycle.QuoteCommand.Cancel;
import io.cpqoms.quote.lifecycle.QuoteCommand.ChangeLine;
import io.cpqoms.quote.lifecycle.QuoteCommand.Expire;
import io.cpqoms.quote.lifecycle.QuoteCommand.MarkOrdered;
import io.cpqoms.quote.lifecycle.QuoteCommand.Price;
import io.cpqoms.quote.lifecycle.QuoteCommand.Reject;
import io.cpqoms.quote.lifecycle.QuoteCommand.RemoveLine;
import io.cpqoms.quote.lifecycle.QuoteCommand.Submit;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteAccepted;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteApproved;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteCancelled;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteExpired;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteLineAdded;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteLineChanged;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteLineRemoved;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteOrdered;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuotePriced;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteRejected;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteSubmitted;
import io.cpqoms.quote.lifecycle.QuoteState.Accepted;
import io.cpqoms.quote.lifecycle.QuoteState.Approved;
import io.cpqoms.quote.lifecycle.QuoteState.Cancelled;
import io.cpqoms.quote.lifecycle.QuoteState.Draft;
import io.cpqoms.quote.lifecycle.QuoteState.Expired;
import io.cpqoms.quote.lifecycle.QuoteState.Ordered;
import io.cpqoms.quote.lifecycle.QuoteState.PendingApproval;
import io.cpqoms.quote.lifecycle.QuoteState.Priced;
import io.cpqoms.quote.lifecycle.QuoteState.Rejected;
import java.util.List;

/** The life of a quote as a table; what is not listed is refused. */
final class QuoteTransitions
        extends TransitionTable<Quote, QuoteState, QuoteCommand, QuoteSituation, QuoteEvent, QuoteProblem> {

    static final QuoteTransitions TABLE = new QuoteTransitions();

    private static final String ROOM = "there is room for a line";
    private static final String LINES = "there are lines";
    private static final String VALID = "the validity is not over";
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
        on(Priced.class, Submit.class, OfferRules::submit)
                .given(VALID, OfferRules::lapsed)
                .emits(QuoteSubmitted.class)
                .to(PendingApproval.class);
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

        on(Approved.class, Accept.class, OfferRules::accept)
                .given(VALID, OfferRules::lapsed)
                .emits(QuoteAccepted.class)
                .to(Accepted.class);
        on(Approved.class, Expire.class, OfferRules::expire)
                .given(OVER, OfferRules::stillValid)
                .emits(QuoteExpired.class)
                .to(Expired.class);

        on(Accepted.class, MarkOrdered.class, OfferRules::markOrdered)
                .emits(QuoteOrdered.class)
                .to(Ordered.class);
        on(Ordered.class, MarkOrdered.class, OfferRules::orderedBefore).orStands();
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
