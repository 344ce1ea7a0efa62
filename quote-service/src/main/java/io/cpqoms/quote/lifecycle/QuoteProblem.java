package io.cpqoms.quote.lifecycle;

import io.cpqoms.quote.pricing.LineChoices;
import io.cpqoms.quote.pricing.LineFault;
import io.cpqoms.quote.pricing.PlanSize;
import io.cpqoms.values.LineId;
import io.cpqoms.values.QuoteId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Why a command is refused; an expected "no", and so a value. */
public sealed interface QuoteProblem {

    /** The state does not allow the command; these are the ones it allows. */
    record IllegalTransition(String command, String state, List<String> legalCommands) implements QuoteProblem {}

    /** The lines cannot be quoted from the pinned catalog. */
    record UnquotableLines(List<LineFault> faults) implements QuoteProblem {}

    /** There is no such line. */
    record UnknownLine(LineId lineId) implements QuoteProblem {}

    /** A quote has a bounded number of lines. */
    record TooManyLines(int limit) implements QuoteProblem {}

    /** The charges of all lines together have a bound. */
    record TooManyCharges(int charges, int limit) implements QuoteProblem {}
    /** Components are lines as well. */
    record TooManyComponents(int counted, int limit) implements QuoteProblem {}

    /** A quote has a bounded number of choices about the products of its lines. */
    record TooManyChoices(int counted, int limit) implements QuoteProblem {}

    /** Products cannot be put together as they are. */
    record InvalidConfigurations(List<LineChoices.Invalid> lines) implements QuoteProblem {

        public InvalidConfigurations {
            lines = List.copyOf(lines);
        }
    }

    /** An order of so many lines could not be planned: the excess says what bound it breaks. */
    record TooMuchToFulfil(int lines, PlanSize.Excess excess) implements QuoteProblem {}

    /** There is nothing to price. */
    record NoLines() implements QuoteProblem {}

    /** The validity ended before the acceptance. */
    record OfferLapsed(Instant validUntil) implements QuoteProblem {}

    /** A quote expires when its validity ends, not before. */
    record StillValid(Instant validUntil) implements QuoteProblem {}

    /** A quote cannot begin with a validity that is over. */
    record ValidityInThePast(Instant validUntil) implements QuoteProblem {}

    /** The tenant has no such quote. */
    record UnknownQuote(QuoteId id) implements QuoteProblem {}

    /** An accepted revision has one order, and it is this one. */
    record OrderedBefore(UUID orderId) implements QuoteProblem {}

    /** A command that was meant for one revision found another. */
    record Superseded(int revision, int current) implements QuoteProblem {}

    /** Only who asked for approval may take it back. */
    record NotTheRequester(String requestedBy) implements QuoteProblem {}

    /** A quote has a bounded number of revisions. */
    record TooManyRevisions(int limit) implements QuoteProblem {}

    /** Who submits may not approve. */
    record SelfApproval(String requestedBy) implements QuoteProblem {}
}
