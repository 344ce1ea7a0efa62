package io.cpqoms.quote.lifecycle;

import static io.cpqoms.command.decision.Decision.accepted;
import static io.cpqoms.command.decision.Decision.refused;

import io.cpqoms.command.decision.Decision;
import io.cpqoms.quote.approval.KeptApproval;
import io.cpqoms.quote.approval.LastApproval;
import io.cpqoms.quote.lifecycle.QuoteCommand.Recall;
import io.cpqoms.quote.lifecycle.QuoteCommand.ReturnForRevision;
import io.cpqoms.quote.lifecycle.QuoteCommand.Revise;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteRecalled;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteReturned;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteRevised;
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
import java.util.Optional;

/** Decisions that end a revision and begin the next: what was submitted does not change, so whoever wants it changed gets another. */
final class RevisionRules {

    private RevisionRules() {}

    /** Guard: there may be another revision. */
    static Optional<QuoteProblem> last(Quote quote, QuoteSituation situation) {
        return quote.revision() < Quote.MAX_REVISIONS
                ? Optional.empty()
                : Optional.of(new QuoteProblem.TooManyRevisions(Quote.MAX_REVISIONS));
    }

    static Decision<QuoteEvent, QuoteProblem> returnForRevision(
            Quote quote, PendingApproval pending, ReturnForRevision command, QuoteSituation situation) {
        return own(pending, command.decision())
                .orElseGet(() ->
                        accepted(new QuoteReturned(quote.submissions(), pending.submittedBy(), command.decision())));
    }

    static Decision<QuoteEvent, QuoteProblem> recall(
            Quote quote, PendingApproval pending, Recall command, QuoteSituation situation) {
        return command.recalledBy().equals(pending.submittedBy())
                ? accepted(new QuoteRecalled(quote.submissions(), command.recalledBy(), command.reason()))
                : refused(new QuoteProblem.NotTheRequester(pending.submittedBy()));
    }

    static Decision<QuoteEvent, QuoteProblem> revise(
            Quote quote, QuoteState state, Revise command, QuoteSituation situation) {
        return command.validUntil().isAfter(situation.at())
                ? accepted(new QuoteRevised(state.label(), command.revisedBy(), command.reason(), command.validUntil()))
                : refused(new QuoteProblem.ValidityInThePast(command.validUntil()));
    }

    /** Why a decision is none; nothing when somebody else than the requester took it. */
    static Optional<Decision<QuoteEvent, QuoteProblem>> own(PendingApproval pending, ApprovalDecision decision) {
        return decision.decidedBy().equals(pending.submittedBy())
                ? Optional.of(refused(new QuoteProblem.SelfApproval(pending.submittedBy())))
                : Optional.empty();
    }

    /** A late answer to one revision must not be taken for an answer to the next, which may say something else. */
    static Optional<Decision<QuoteEvent, QuoteProblem>> meantForAnother(Quote quote, Optional<Integer> revision) {
        return revision.filter(named -> named != quote.revision())
                .map(named -> refused(new QuoteProblem.Superseded(named, quote.revision())));
    }

    /**
     * The approval that the next revision may keep. A rejection, a withdrawal or a return is a no of the house to an offer of this quote: after it
     * somebody is asked again, whatever was approved before. A return leaves no trace in the state that it ends, so its event says so.
     */
    static Optional<LastApproval> lastApproval(Quote quote) {
        return switch (quote.state()) {
            case Approved approved -> approval(quote, approved);
            case Presented presented -> approval(quote, presented.offer());
            case Declined declined -> approval(quote, declined.offer());
            case Accepted accepted -> approval(quote, accepted.offer());
            case Ordered ordered -> approval(quote, ordered.acceptance().offer());
            case Expired(Approved approved) -> approval(quote, approved);
            case Expired(Presented presented) -> approval(quote, presented.offer());
            case Rejected rejected -> Optional.empty();
            case Withdrawn withdrawn -> Optional.empty();
            case Draft draft -> quote.lastApproval();
            case Priced priced -> quote.lastApproval();
            case PendingApproval pending -> quote.lastApproval();
            case Expired(var before) -> quote.lastApproval();
            case Cancelled cancelled -> quote.lastApproval();
        };
    }

    /** None where the decision was taken under another policy than the one that was asked, as by a former bridge beside this service. */
    private static Optional<LastApproval> approval(Quote quote, Approved approved) {
        ApprovalDecision decision = approved.decision();
        return quote.policy()
                .filter(said -> said.policyVersion().equals(decision.policyVersion()))
                .filter(said -> said.asksNobody() || !decision.decidedBy().equals(ApprovalDecision.POLICY))
                .map(said -> new LastApproval(
                        quote.revision(),
                        said.kept().map(KeptApproval::approvedBy).orElse(decision.decidedBy()),
                        said));
    }
}
