package io.cpqoms.quote.lifecycle;

import io.cpqoms.command.decision.Decision;
import io.cpqoms.command.decision.Permission;
import io.cpqoms.quote.approval.LastApproval;
import io.cpqoms.quote.approval.PolicyDecision;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteAccepted;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteApproved;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteCancelled;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteCreated;
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
import io.cpqoms.quote.lifecycle.QuoteState.Refusal;
import io.cpqoms.quote.lifecycle.QuoteState.Rejected;
import io.cpqoms.quote.lifecycle.QuoteState.Withdrawn;
import io.cpqoms.quote.pricing.QuoteLine;
import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.Cause;
import io.cpqoms.values.CustomerId;
import io.cpqoms.values.LineId;
import io.cpqoms.values.QuoteId;
import io.cpqoms.values.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A quote: lines for a customer, priced from one pinned catalog version. Pure: {@link #decide} says what a command would make true, by the
 * table of transitions, {@link #evolve} makes it so; neither reads a clock, a table or a log.
 *
 * @param version the number of facts so far; the ETag, and the version of the latest event
 * @param submissions how often approval of this revision was asked for, as far as it was counted; the latest submission has this number
 * @param correlationId the conversation this quote belongs to, for life
 * @param copiedFrom the quote whose lines it began with
 * @param policy what the approval policy said of this revision when it was last submitted; nothing before, and nothing where another
 *     than this service asked the policy
 * @param lastApproval the last approval of a former revision, which this one may keep; none after the house said no
 */
public record Quote(
        QuoteId id,
        TenantId tenant,
        UUID correlationId,
        long version,
        int revision,
        int submissions,
        CustomerId customerId,
        String currency,
        CatalogVersionId catalogVersionId,
        @Nullable String externalReference,
        Instant validUntil,
        Optional<QuoteId> copiedFrom,
        List<QuoteLine> lines,
        QuoteState state,
        Optional<PolicyDecision> policy,
        Optional<LastApproval> lastApproval,
        QuoteHistory history) {

    public static final int MAX_LINES = 500;

    /** What facts have room for beside the lines. */
    public static final int MAX_CHOICES = 1_000;

    /** What the contracts have room for; beyond it a quote is copied. */
    public static final int MAX_REVISIONS = 10_000;

    public Quote {
        lines = List.copyOf(lines);
    }

    /** The quote as its first fact made it. */
    static Quote created(QuoteId id, TenantId tenant, QuoteCreated fact, Cause cause) {
        return new Quote(
                id,
                tenant,
                cause.correlationId(),
                1,
                1,
                0,
                fact.customerId(),
                fact.currency(),
                fact.catalogVersionId(),
                fact.externalReference(),
                fact.validUntil(),
                fact.copiedFrom(),
                fact.lines(),
                new Draft(),
                Optional.empty(),
                Optional.empty(),
                new QuoteHistory(cause.at(), cause.actor().subject(), cause.at()));
    }

    /** What comes of a command; pure. What is meant for another revision is nothing to this one, whatever state it is in. */
    Decision<QuoteEvent, QuoteProblem> decide(QuoteCommand command, QuoteSituation situation) {
        return RevisionRules.meantForAnother(this, command.revision())
                .orElseGet(() -> QuoteTransitions.TABLE.decide(this, command, situation));
    }

    /** What may be sent to the quote as it stands at this instant, and why not the rest. */
    public List<Permission<QuoteProblem>> permissions(QuoteSituation situation) {
        return QuoteTransitions.TABLE.permissions(this, situation);
    }

    /** The quote after these facts, which happened at the same instant. */
    Quote evolve(List<QuoteEvent> events, Instant at) {
        Quote quote = this;
        for (QuoteEvent event : events) {
            quote = quote.evolve(event, at);
        }
        return quote;
    }

    /** The quote after a fact; the version counts it. */
    private Quote evolve(QuoteEvent event, Instant at) {
        return switch (event) {
            case QuoteCreated created -> throw new IllegalStateException("A quote is created once: " + id);
            case QuoteLineAdded(var line) ->
                next(Stream.concat(lines.stream(), Stream.of(line)).toList(), new Draft(), at);
            case QuoteLineChanged(var line) -> next(linesWith(line), new Draft(), at);
            case QuoteLineRemoved(var lineId) ->
                next(
                        lines.stream()
                                .filter(known -> !known.lineId().equals(lineId))
                                .toList(),
                        new Draft(),
                        at);
            case QuotePriced(var price) -> next(lines, new Priced(price), at);
            case QuoteSubmitted(var submission, var price, var said, var by) ->
                submitted(new PendingApproval(price, by), submission, said, at);
            case QuoteApproved(var decision) -> {
                PendingApproval asked = in(PendingApproval.class);
                yield next(lines, new Approved(asked.price(), asked.submittedBy(), decision), at);
            }
            case QuoteRejected(var decision) -> {
                PendingApproval asked = in(PendingApproval.class);
                yield next(lines, new Rejected(asked.price(), asked.submittedBy(), decision), at);
            }
            case QuoteReturned(var submission, var by, var decision) -> nextRevision(validUntil, Optional.empty(), at);
            case QuoteRecalled(var submission, var by, var reason) ->
                nextRevision(validUntil, RevisionRules.lastApproval(this), at);
            case QuoteRevised(var former, var by, var reason, var until) ->
                nextRevision(until, RevisionRules.lastApproval(this), at);
            case QuotePresented(var to, var then, var document) ->
                next(lines, new Presented(offer(), to, then, Optional.of(document)), at);
            case QuoteDeclined(var by, var then, var reason) ->
                next(lines, new Declined(offer(), state.presentation(), new Refusal(by, then, reason)), at);
            case QuoteOfferWithdrawn(var by, var then, var reason) ->
                next(lines, new Withdrawn(offer(), state.presentation(), new Refusal(by, then, reason)), at);
            case QuoteAccepted(var by, var then, var price) ->
                next(lines, new Accepted(offer(), state.presentation(), by, then), at);
            case QuoteOrdered(var orderId) -> next(lines, new Ordered(in(Accepted.class), orderId), at);
            case QuoteExpired() -> next(lines, new Expired(state), at);
            case QuoteCancelled(var reason) -> next(lines, new Cancelled(state, reason), at);
        };
    }

    boolean has(LineId lineId) {
        return lines.stream().anyMatch(line -> line.lineId().equals(lineId));
    }

    /** The lines with this one in the place of that of the same id. */
    List<QuoteLine> linesWith(QuoteLine line) {
        return lines.stream()
                .map(known -> known.lineId().equals(line.lineId()) ? line : known)
                .toList();
    }

    private <S extends QuoteState> S in(Class<S> expected) {
        return expected.cast(state);
    }

    /** What was approved, whether the customer has it or not. */
    private Approved offer() {
        return state instanceof Presented presented ? presented.offer() : in(Approved.class);
    }

    /** The same lines, to be changed, priced and submitted anew; what was submitted stays with the revision that it was. */
    private Quote nextRevision(Instant newValidUntil, Optional<LastApproval> mayBeKept, Instant at) {
        return new Quote(
                id,
                tenant,
                correlationId,
                version + 1,
                revision + 1,
                0,
                customerId,
                currency,
                catalogVersionId,
                externalReference,
                newValidUntil,
                copiedFrom,
                lines,
                new Draft(),
                Optional.empty(),
                mayBeKept,
                history.changed(at));
    }

    private Quote next(List<QuoteLine> newLines, QuoteState newState, Instant at) {
        return next(newLines, newState, submissions, policy, at);
    }

    private Quote submitted(PendingApproval pending, int submission, PolicyDecision said, Instant at) {
        return next(lines, pending, submission, Optional.of(said), at);
    }

    private Quote next(
            List<QuoteLine> newLines,
            QuoteState newState,
            int newSubmissions,
            Optional<PolicyDecision> newPolicy,
            Instant at) {
        return new Quote(
                id,
                tenant,
                correlationId,
                version + 1,
                revision,
                newSubmissions,
                customerId,
                currency,
                catalogVersionId,
                externalReference,
                validUntil,
                copiedFrom,
                newLines,
                newState,
                newPolicy,
                lastApproval,
                history.changed(at));
    }
}
