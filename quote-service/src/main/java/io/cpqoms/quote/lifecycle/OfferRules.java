package io.cpqoms.quote.lifecycle;

import static io.cpqoms.command.decision.Decision.accepted;
import static io.cpqoms.command.decision.Decision.refused;

import io.cpqoms.command.decision.Decision;
import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.lifecycle.QuoteCommand.Accept;
import io.cpqoms.quote.lifecycle.QuoteCommand.Approve;
import io.cpqoms.quote.lifecycle.QuoteCommand.Cancel;
import io.cpqoms.quote.lifecycle.QuoteCommand.Decline;
import io.cpqoms.quote.lifecycle.QuoteCommand.Expire;
import io.cpqoms.quote.lifecycle.QuoteCommand.MarkOrdered;
import io.cpqoms.quote.lifecycle.QuoteCommand.Present;
import io.cpqoms.quote.lifecycle.QuoteCommand.Price;
import io.cpqoms.quote.lifecycle.QuoteCommand.Reject;
import io.cpqoms.quote.lifecycle.QuoteCommand.Withdraw;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteAccepted;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteApproved;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteCancelled;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteCreated;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteDeclined;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteExpired;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteOfferWithdrawn;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteOrdered;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuotePresented;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuotePriced;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteRejected;
import io.cpqoms.quote.lifecycle.QuoteState.Approved;
import io.cpqoms.quote.lifecycle.QuoteState.PendingApproval;
import io.cpqoms.quote.lifecycle.QuoteState.Presented;
import io.cpqoms.quote.lifecycle.QuoteState.Priced;
import io.cpqoms.quote.pricing.Components;
import io.cpqoms.quote.pricing.LineChoices;
import io.cpqoms.quote.pricing.LineFault;
import io.cpqoms.quote.pricing.PlanSize;
import io.cpqoms.quote.pricing.PricedQuote;
import io.cpqoms.quote.pricing.QuoteLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decisions about the offer as a whole: opened, priced, put before an approver and the customer, ended. */
final class OfferRules {

    private OfferRules() {}

    /** Decides whether a quote may be opened; there is no quote yet, so it is no row of the table. */
    static Decision<QuoteEvent, QuoteProblem> open(QuoteCommand.Open open, PinnedCatalog catalog, Instant now) {
        if (!open.validUntil().isAfter(now)) {
            return refused(new QuoteProblem.ValidityInThePast(open.validUntil()));
        }
        if (open.lines().size() > Quote.MAX_LINES) {
            return refused(new QuoteProblem.TooManyLines(Quote.MAX_LINES));
        }
        LineChoices choices = new LineChoices(open.currency(), catalog);
        List<LineFault> faults = choices.faults(open.lines());
        if (!faults.isEmpty()) {
            return refused(new QuoteProblem.UnquotableLines(faults));
        }
        List<QuoteLine> lines = open.lines().stream().map(choices::completed).toList();
        return LineRules.tooLarge(lines, catalog)
                .<Decision<QuoteEvent, QuoteProblem>>map(Decision::refused)
                .orElseGet(() -> accepted(new QuoteCreated(
                        open.customerId(),
                        open.currency(),
                        open.catalogVersionId(),
                        open.externalReference(),
                        open.validUntil(),
                        lines,
                        open.copiedFrom())));
    }

    /** Guard: the validity is not over. */
    static Optional<QuoteProblem> lapsed(Quote quote, QuoteSituation situation) {
        return isOver(quote, situation)
                ? Optional.of(new QuoteProblem.OfferLapsed(quote.validUntil()))
                : Optional.empty();
    }

    /** Guard: the validity is over. */
    static Optional<QuoteProblem> stillValid(Quote quote, QuoteSituation situation) {
        return isOver(quote, situation)
                ? Optional.empty()
                : Optional.of(new QuoteProblem.StillValid(quote.validUntil()));
    }

    static Decision<QuoteEvent, QuoteProblem> price(
            Quote quote, QuoteState state, Price command, QuoteSituation situation) {
        return invalid(quote, situation)
                .or(() -> unfulfillable(quote, situation))
                .orElseGet(() -> accepted(new QuotePriced(pricing(quote, situation))));
    }

    /** The same lines have the same price, unless the price comes from before a rule changed. */
    static Decision<QuoteEvent, QuoteProblem> priceAgain(
            Quote quote, Priced priced, Price command, QuoteSituation situation) {
        PricedQuote price = pricing(quote, situation);
        return price.equals(priced.price())
                ? Decision.stands()
                : unfulfillable(quote, situation).orElseGet(() -> accepted(new QuotePriced(price)));
    }

    static Decision<QuoteEvent, QuoteProblem> approve(
            Quote quote, PendingApproval pending, Approve command, QuoteSituation situation) {
        return RevisionRules.own(pending, command.decision())
                .orElseGet(() -> accepted(new QuoteApproved(command.decision())));
    }

    static Decision<QuoteEvent, QuoteProblem> reject(
            Quote quote, PendingApproval pending, Reject command, QuoteSituation situation) {
        return accepted(new QuoteRejected(command.decision()));
    }

    static Decision<QuoteEvent, QuoteProblem> accept(
            Quote quote, Approved approved, Accept command, QuoteSituation situation) {
        return unfulfillable(quote, situation)
                .orElseGet(() -> accepted(new QuoteAccepted(command.acceptedBy(), situation.at(), approved.price())));
    }

    static Decision<QuoteEvent, QuoteProblem> acceptPresented(
            Quote quote, Presented presented, Accept command, QuoteSituation situation) {
        return accept(quote, presented.offer(), command, situation);
    }

    static Decision<QuoteEvent, QuoteProblem> present(
            Quote quote, Approved approved, Present command, QuoteSituation situation) {
        return accepted(new QuotePresented(
                command.presentedTo(),
                situation.at(),
                situation
                        .documents()
                        .presented(
                                quote, command.language(), situation.catalog().get(), situation.at())));
    }

    /** Also after the validity is over: that the customer said no, and why, is worth knowing. */
    static Decision<QuoteEvent, QuoteProblem> decline(
            Quote quote, QuoteState state, Decline command, QuoteSituation situation) {
        return accepted(new QuoteDeclined(command.declinedBy(), situation.at(), command.reason()));
    }

    static Decision<QuoteEvent, QuoteProblem> withdraw(
            Quote quote, QuoteState state, Withdraw command, QuoteSituation situation) {
        return accepted(new QuoteOfferWithdrawn(command.withdrawnBy(), situation.at(), command.reason()));
    }

    static Decision<QuoteEvent, QuoteProblem> markOrdered(
            Quote quote, QuoteState.Accepted state, MarkOrdered command, QuoteSituation situation) {
        return accepted(new QuoteOrdered(command.orderId()));
    }

    /** The one order of an accepted quote is told again, or somebody claims another one. */
    static Decision<QuoteEvent, QuoteProblem> orderedBefore(
            Quote quote, QuoteState.Ordered ordered, MarkOrdered command, QuoteSituation situation) {
        return ordered.orderId().equals(command.orderId())
                ? Decision.stands()
                : refused(new QuoteProblem.OrderedBefore(ordered.orderId()));
    }

    static Decision<QuoteEvent, QuoteProblem> expire(
            Quote quote, QuoteState state, Expire command, QuoteSituation situation) {
        return accepted(new QuoteExpired());
    }

    static Decision<QuoteEvent, QuoteProblem> cancel(
            Quote quote, QuoteState state, Cancel command, QuoteSituation situation) {
        return accepted(new QuoteCancelled(command.reason()));
    }

    static Optional<Decision<QuoteEvent, QuoteProblem>> unfulfillable(Quote quote, QuoteSituation situation) {
        return unfulfillable(quote.lines(), situation.catalog().get()).map(Decision::refused);
    }

    /** Nothing is sold that no fact has room for, or that order-service could not plan. */
    static Optional<QuoteProblem> unfulfillable(List<QuoteLine> lines, PinnedCatalog catalog) {
        return LineRules.tooLarge(lines, catalog)
                .or(() -> PlanSize.of(Components.of(lines).lines(), catalog)
                        .excess()
                        .map(excess -> new QuoteProblem.TooMuchToFulfil(lines.size(), excess)));
    }

    /** What cannot be put together is not priced. */
    private static Optional<Decision<QuoteEvent, QuoteProblem>> invalid(Quote quote, QuoteSituation situation) {
        return invalid(
                        quote.lines(),
                        new LineChoices(quote.currency(), situation.catalog().get()))
                .map(Decision::refused);
    }

    static Optional<QuoteProblem> invalid(List<QuoteLine> lines, LineChoices choices) {
        List<LineChoices.Invalid> invalid = choices.invalid(lines);
        return invalid.isEmpty() ? Optional.empty() : Optional.of(new QuoteProblem.InvalidConfigurations(invalid));
    }

    private static PricedQuote pricing(Quote quote, QuoteSituation situation) {
        return Components.of(quote.lines())
                .price(quote.currency(), situation.catalog().get());
    }

    private static boolean isOver(Quote quote, QuoteSituation situation) {
        return situation.at().isAfter(quote.validUntil());
    }
}
