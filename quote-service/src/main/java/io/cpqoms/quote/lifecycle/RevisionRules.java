package io.cpqoms.quote.lifecycle;

import static io.cpqoms.command.decision.Decision.accepted;
import static io.cpqoms.command.decision.Decision.refused;

import io.cpqoms.command.decision.Decision;
import io.cpqoms.quote.lifecycle.QuoteCommand.Recall;
import io.cpqoms.quote.lifecycle.QuoteCommand.ReturnForRevision;
import io.cpqoms.quote.lifecycle.QuoteCommand.Revise;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteRecalled;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteReturned;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteRevised;
import io.cpqoms.quote.lifecycle.QuoteState.PendingApproval;
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
}
