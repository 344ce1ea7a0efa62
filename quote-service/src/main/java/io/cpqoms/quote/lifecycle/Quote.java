package io.cpqoms.quote.lifecycle;

import io.cpqoms.quote.catalog.CatalogVersion;
import io.cpqoms.quote.catalog.Product;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteAccepted;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteApproved;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteCancelled;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteCreated;
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
import io.cpqoms.quote.pricing.LineFault;
import io.cpqoms.quote.pricing.Pricing;
import io.cpqoms.quote.pricing.QuoteLine;
import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.CustomerId;
import io.cpqoms.values.LineId;
import io.cpqoms.values.QuoteId;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A quote: lines for a customer, priced from one pinned catalog version. Pure: {@link #decide} says what a command would make true,
 * {@link #evolve} makes it so; neither reads a clock, a table or a log.
 *
 * @param version the number of facts so far; the ETag, and the version of the latest event
 * @param correlationId the conversation this quote belongs to, for life
 */
public record Quote(
        QuoteId id,
        String tenantId,
        UUID correlationId,
        long version,
        int revision,
        CustomerId customerId,
        String currency,
        CatalogVersionId catalogVersionId,
        @Nullable String externalReference,
        Instant validUntil,
        List<QuoteLine> lines,
        QuoteState state) {

    public static final int MAX_LINES = 500;

    public Quote {
        lines = List.copyOf(lines);
    }

    /** Decides whether a quote may be opened. */
    static Decision open(QuoteCommand.Open open, CatalogVersion catalog, Instant now) {
        if (!open.validUntil().isAfter(now)) {
            return refused(new QuoteProblem.ValidityInThePast(open.validUntil()));
        }
        if (open.lines().size() > MAX_LINES) {
            return refused(new QuoteProblem.TooManyLines(MAX_LINES));
        }
        List<LineFault> faults = Pricing.faults(open.lines(), open.currency(), catalog);
        return faults.isEmpty()
                ? accepted(new QuoteCreated(
                        open.customerId(),
                        open.currency(),
                        open.catalogVersionId(),
                        open.externalReference(),
                        open.validUntil(),
                        open.lines()))
                : refused(new QuoteProblem.UnquotableLines(faults));
    }

    /** The quote as its first fact made it. */
    static Quote created(QuoteId id, String tenantId, UUID correlationId, QuoteCreated fact) {
        return new Quote(
                id,
                tenantId,
                correlationId,
                1,
                1,
                fact.customerId(),
                fact.currency(),
                fact.catalogVersionId(),
                fact.externalReference(),
                fact.validUntil(),
                fact.lines(),
                new Draft());
    }

    /** Decides a command at an instant, against the catalog version that this quote pins. */
    Decision decide(QuoteCommand command, CatalogVersion catalog, Instant now) {
        return switch (command) {
            case QuoteCommand.AddLine(var line) ->
                !editable()
                        ? illegal(command)
                        : lines.size() >= MAX_LINES
                                ? refused(new QuoteProblem.TooManyLines(MAX_LINES))
                                : quotable(line, catalog, new QuoteLineAdded(line));
            case QuoteCommand.ChangeLine(var line) ->
                !editable()
                        ? illegal(command)
                        : !has(line.lineId())
                                ? refused(new QuoteProblem.UnknownLine(line.lineId()))
                                : quotable(line, catalog, new QuoteLineChanged(line));
            case QuoteCommand.RemoveLine(var lineId) ->
                !editable()
                        ? illegal(command)
                        : !has(lineId)
                                ? refused(new QuoteProblem.UnknownLine(lineId))
                                : accepted(new QuoteLineRemoved(lineId));
            case QuoteCommand.Price() ->
                !editable()
                        ? illegal(command)
                        : lines.isEmpty()
                                ? refused(new QuoteProblem.NoLines())
                                : accepted(new QuotePriced(Pricing.price(lines, currency, catalog)));
            case QuoteCommand.Submit(var requestedBy) ->
                state instanceof Priced(var price)
                        ? accepted(new QuoteSubmitted(price, productClasses(catalog), requestedBy))
                        : illegal(command);
            case QuoteCommand.Approve(var decision) -> approve(command, decision);
            case QuoteCommand.Reject(var decision) ->
                state instanceof PendingApproval ? accepted(new QuoteRejected(decision)) : illegal(command);
            case QuoteCommand.Accept(var acceptedBy) -> accept(command, acceptedBy, now);
            case QuoteCommand.MarkOrdered(var orderId) ->
                state instanceof Accepted ? accepted(new QuoteOrdered(orderId)) : illegal(command);
            case QuoteCommand.Expire() -> expire(command, now);
            case QuoteCommand.Cancel(var reason) ->
                editable() || state instanceof PendingApproval
                        ? accepted(new QuoteCancelled(reason))
                        : illegal(command);
        };
    }

    /** The quote after a fact; the version counts it. */
    Quote evolve(QuoteEvent event) {
        return switch (event) {
            case QuoteCreated created -> throw new IllegalStateException("A quote is created once: " + id);
            case QuoteLineAdded(var line) ->
                next(Stream.concat(lines.stream(), Stream.of(line)).toList(), new Draft());
            case QuoteLineChanged(var line) ->
                next(
                        lines.stream()
                                .map(known -> known.lineId().equals(line.lineId()) ? line : known)
                                .toList(),
                        new Draft());
            case QuoteLineRemoved(var lineId) ->
                next(
                        lines.stream()
                                .filter(known -> !known.lineId().equals(lineId))
                                .toList(),
                        new Draft());
            case QuotePriced(var price) -> next(new Priced(price));
            case QuoteSubmitted(var price, var classes, var by) -> next(new PendingApproval(price, by));
            case QuoteApproved(var decision) -> {
                PendingApproval asked = in(PendingApproval.class);
                yield next(new Approved(asked.price(), asked.submittedBy(), decision));
            }
            case QuoteRejected(var decision) -> {
                PendingApproval asked = in(PendingApproval.class);
                yield next(new Rejected(asked.price(), asked.submittedBy(), decision));
            }
            case QuoteAccepted(var by, var at, var price) -> next(new Accepted(in(Approved.class), by, at));
            case QuoteOrdered(var orderId) -> next(new Ordered(in(Accepted.class), orderId));
            case QuoteExpired() -> next(new Expired(state));
            case QuoteCancelled(var reason) -> next(new Cancelled(state, reason));
        };
    }

    private Decision approve(QuoteCommand command, ApprovalDecision decision) {
        if (!(state instanceof PendingApproval(var price, var submittedBy))) {
            return illegal(command);
        }
        return decision.decidedBy().equals(submittedBy)
                ? refused(new QuoteProblem.SelfApproval(submittedBy))
                : accepted(new QuoteApproved(decision));
    }

    private Decision accept(QuoteCommand command, String acceptedBy, Instant now) {
        if (!(state instanceof Approved(var price, var submittedBy, var decision))) {
            return illegal(command);
        }
        return now.isAfter(validUntil)
                ? refused(new QuoteProblem.OfferLapsed(validUntil))
                : accepted(new QuoteAccepted(acceptedBy, now, price));
    }

    private Decision expire(QuoteCommand command, Instant now) {
        if (!editable() && !(state instanceof Approved)) {
            return illegal(command);
        }
        return now.isAfter(validUntil)
                ? accepted(new QuoteExpired())
                : refused(new QuoteProblem.StillValid(validUntil));
    }

    private Decision quotable(QuoteLine line, CatalogVersion catalog, QuoteEvent event) {
        List<LineFault> faults = Pricing.faults(List.of(line), currency, catalog);
        return faults.isEmpty() ? accepted(event) : refused(new QuoteProblem.UnquotableLines(faults));
    }

    private boolean editable() {
        return state instanceof Draft || state instanceof Priced;
    }

    private boolean has(LineId lineId) {
        return lines.stream().anyMatch(line -> line.lineId().equals(lineId));
    }

    private SortedSet<String> productClasses(CatalogVersion catalog) {
        return lines.stream()
                .flatMap(line -> catalog.product(line.productId()).stream())
                .map(Product::productClass)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private <S extends QuoteState> S in(Class<S> expected) {
        return expected.cast(state);
    }

    private Quote next(QuoteState newState) {
        return next(lines, newState);
    }

    private Quote next(List<QuoteLine> newLines, QuoteState newState) {
        return new Quote(
                id,
                tenantId,
                correlationId,
                version + 1,
                revision,
                customerId,
                currency,
                catalogVersionId,
                externalReference,
                validUntil,
                newLines,
                newState);
    }

    private Decision illegal(QuoteCommand command) {
        return refused(new QuoteProblem.IllegalTransition(
                QuoteCommand.label(command.getClass()), state.label(), QuoteTransitions.legalCommands(state)));
    }

    private static Decision accepted(QuoteEvent event) {
        return new Decision.Accepted(event);
    }

    private static Decision refused(QuoteProblem problem) {
        return new Decision.Refused(problem);
    }
}
