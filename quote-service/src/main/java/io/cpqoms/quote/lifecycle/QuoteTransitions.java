package io.cpqoms.quote.lifecycle;

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

/**
 * The state machine as data: state × command → event and next state; what is not listed is refused. {@link Quote#decide} must agree with
 * it (the matrix test walks every pair), problems name the legal commands from it, and diagrams are drawn from it.
 */
final class QuoteTransitions {

    static final List<Transition> ALL = List.of(
            on(Draft.class, AddLine.class).emits(QuoteLineAdded.class).to(Draft.class),
            on(Draft.class, ChangeLine.class).emits(QuoteLineChanged.class).to(Draft.class),
            on(Draft.class, RemoveLine.class).emits(QuoteLineRemoved.class).to(Draft.class),
            on(Draft.class, Price.class).emits(QuotePriced.class).to(Priced.class),
            on(Draft.class, Cancel.class).emits(QuoteCancelled.class).to(Cancelled.class),
            on(Draft.class, Expire.class).emits(QuoteExpired.class).to(Expired.class),
            on(Priced.class, AddLine.class).emits(QuoteLineAdded.class).to(Draft.class),
            on(Priced.class, ChangeLine.class).emits(QuoteLineChanged.class).to(Draft.class),
            on(Priced.class, RemoveLine.class).emits(QuoteLineRemoved.class).to(Draft.class),
            on(Priced.class, Price.class).emits(QuotePriced.class).to(Priced.class),
            on(Priced.class, Submit.class).emits(QuoteSubmitted.class).to(PendingApproval.class),
            on(Priced.class, Cancel.class).emits(QuoteCancelled.class).to(Cancelled.class),
            on(Priced.class, Expire.class).emits(QuoteExpired.class).to(Expired.class),
            on(PendingApproval.class, Approve.class).emits(QuoteApproved.class).to(Approved.class),
            on(PendingApproval.class, Reject.class).emits(QuoteRejected.class).to(Rejected.class),
            on(PendingApproval.class, Cancel.class).emits(QuoteCancelled.class).to(Cancelled.class),
            on(Approved.class, Accept.class).emits(QuoteAccepted.class).to(Accepted.class),
            on(Approved.class, Expire.class).emits(QuoteExpired.class).to(Expired.class),
            on(Accepted.class, MarkOrdered.class).emits(QuoteOrdered.class).to(Ordered.class));

    private QuoteTransitions() {}

    /** One edge of the machine. */
    record Transition(
            Class<? extends QuoteState> from,
            Class<? extends QuoteCommand> on,
            Class<? extends QuoteEvent> emits,
            Class<? extends QuoteState> to) {}

    /** The commands a state allows, as clients name them. */
    static List<String> legalCommands(QuoteState state) {
        return ALL.stream()
                .filter(transition -> transition.from() == state.getClass())
                .map(transition -> QuoteCommand.label(transition.on()))
                .toList();
    }

    private static Source on(Class<? extends QuoteState> from, Class<? extends QuoteCommand> command) {
        return new Source(from, command);
    }

    private record Source(Class<? extends QuoteState> from, Class<? extends QuoteCommand> on) {
        Edge emits(Class<? extends QuoteEvent> event) {
            return new Edge(this, event);
        }
    }

    private record Edge(Source source, Class<? extends QuoteEvent> event) {
        Transition to(Class<? extends QuoteState> state) {
            return new Transition(source.from, source.on, event, state);
        }
    }
}
