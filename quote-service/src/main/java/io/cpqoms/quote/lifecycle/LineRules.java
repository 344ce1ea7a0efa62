package io.cpqoms.quote.lifecycle;

import static io.cpqoms.command.decision.Decision.accepted;
import static io.cpqoms.command.decision.Decision.refused;

import io.cpqoms.command.decision.Decision;
import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.configuration.Configuration;
import io.cpqoms.quote.lifecycle.QuoteCommand.AddLine;
import io.cpqoms.quote.lifecycle.QuoteCommand.ChangeLine;
import io.cpqoms.quote.lifecycle.QuoteCommand.RemoveLine;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteLineAdded;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteLineChanged;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteLineRemoved;
import io.cpqoms.quote.pricing.Components;
import io.cpqoms.quote.pricing.LineChoices;
import io.cpqoms.quote.pricing.LineFault;
import io.cpqoms.quote.pricing.Pricing;
import io.cpqoms.quote.pricing.QuoteLine;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

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
        return quotable(
                quote,
                command.line(),
                situation,
                line -> Stream.concat(quote.lines().stream(), Stream.of(line)).toList(),
                QuoteLineAdded::new);
    }

    static Decision<QuoteEvent, QuoteProblem> change(
            Quote quote, QuoteState state, ChangeLine command, QuoteSituation situation) {
        return quote.has(command.line().lineId())
                ? quotable(quote, command.line(), situation, line -> quote.linesWith(line), QuoteLineChanged::new)
                : refused(new QuoteProblem.UnknownLine(command.line().lineId()));
    }

    static Decision<QuoteEvent, QuoteProblem> remove(
            Quote quote, QuoteState state, RemoveLine command, QuoteSituation situation) {
        return quote.has(command.lineId())
                ? accepted(new QuoteLineRemoved(command.lineId()))
                : refused(new QuoteProblem.UnknownLine(command.lineId()));
    }

    private static Decision<QuoteEvent, QuoteProblem> quotable(
            Quote quote,
            QuoteLine line,
            QuoteSituation situation,
            Function<QuoteLine, List<QuoteLine>> after,
            Function<QuoteLine, QuoteEvent> event) {
        LineChoices choices =
                new LineChoices(quote.currency(), situation.catalog().get());
        List<LineFault> faults = choices.faults(List.of(line));
        if (!faults.isEmpty()) {
            return refused(new QuoteProblem.UnquotableLines(faults));
        }
        QuoteLine completed = choices.completed(line);
        return tooLarge(after.apply(completed), situation.catalog().get())
                .<Decision<QuoteEvent, QuoteProblem>>map(Decision::refused)
                .orElseGet(() -> accepted(event.apply(completed)));
    }

    /** Components are lines of the price and of the order, with charges of their own, and choices are told with their line: all have a bound. */
    static Optional<QuoteProblem> tooLarge(List<QuoteLine> lines, PinnedCatalog catalog) {
        List<QuoteLine> expanded = Components.of(lines).lines();
        if (expanded.size() > Quote.MAX_LINES) {
            return Optional.of(new QuoteProblem.TooManyComponents(expanded.size(), Quote.MAX_LINES));
        }
        int charges = Pricing.charges(expanded, catalog);
        if (charges > Pricing.MOST_CHARGES) {
            return Optional.of(new QuoteProblem.TooManyCharges(charges, Pricing.MOST_CHARGES));
        }
        int choices = lines.stream()
                .flatMap(line -> line.configuration().stream())
                .mapToInt(Configuration::size)
                .sum();
        return choices > Quote.MAX_CHOICES
                ? Optional.of(new QuoteProblem.TooManyChoices(choices, Quote.MAX_CHOICES))
                : Optional.empty();
    }
}
