package io.cpqoms.quote.lifecycle;

import static io.cpqoms.command.decision.Decision.accepted;
import static io.cpqoms.command.decision.Decision.refused;

import io.cpqoms.command.decision.Decision;
import io.cpqoms.quote.lifecycle.QuoteCommand.AddLine;
import io.cpqoms.quote.lifecycle.QuoteCommand.ChangeLine;
import io.cpqoms.quote.lifecycle.QuoteCommand.RemoveLine;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteLineAdded;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteLineChanged;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteLineRemoved;
import io.cpqoms.quote.pricing.LineFault;
import io.cpqoms.quote.pricing.Pricing;
import io.cpqoms.quote.pricing.QuoteLine;
import java.util.List;
import java.util.Optional;

/** Decisions about the lines of a quote that may still be changed. */
final class LineRules {

    private LineRules() {}

    /** Guard: there is room for another line. */
    static Optional<QuoteProblem> full(Quote quote, QuoteSituation situation) {
        return quote.lines().size() < Quote.MAX_LINES
                ? Optional.empty()
                : Optional.of(new QuoteProblem.TooManyLines(Quote.MAX_LINES));
    }

    /** Guard: there is a line. */
    static Optional<QuoteProblem> empty(Quote quote, QuoteSituation situation) {
        return quote.lines().isEmpty() ? Optional.of(new QuoteProblem.NoLines()) : Optional.empty();
    }

    static Decision<QuoteEvent, QuoteProblem> add(
            Quote quote, QuoteState state, AddLine command, QuoteSituation situation) {
        return quotable(quote, command.line(), situation, new QuoteLineAdded(command.line()));
    }

    static Decision<QuoteEvent, QuoteProblem> change(
            Quote quote, QuoteState state, ChangeLine command, QuoteSituation situation) {
        return quote.has(command.line().lineId())
                ? quotable(quote, command.line(), situation, new QuoteLineChanged(command.line()))
                : refused(new QuoteProblem.UnknownLine(command.line().lineId()));
    }

    static Decision<QuoteEvent, QuoteProblem> remove(
            Quote quote, QuoteState state, RemoveLine command, QuoteSituation situation) {
        return quote.has(command.lineId())
                ? accepted(new QuoteLineRemoved(command.lineId()))
                : refused(new QuoteProblem.UnknownLine(command.lineId()));
    }

    private static Decision<QuoteEvent, QuoteProblem> quotable(
            Quote quote, QuoteLine line, QuoteSituation situation, QuoteEvent event) {
        List<LineFault> faults = Pricing.faults(
                List.of(line), quote.currency(), situation.catalog().get());
        return faults.isEmpty() ? accepted(event) : refused(new QuoteProblem.UnquotableLines(faults));
    }
}
