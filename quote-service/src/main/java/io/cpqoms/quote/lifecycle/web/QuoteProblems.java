package io.cpqoms.quote.lifecycle.web;

import io.cpqoms.command.Problem;
import io.cpqoms.command.Violation;
import io.cpqoms.quote.configuration.Answer;
import io.cpqoms.quote.lifecycle.Quote;
import io.cpqoms.quote.lifecycle.QuoteProblem;
import io.cpqoms.quote.pricing.LineChoices;
import io.cpqoms.quote.pricing.LineFault;
import java.util.List;
import java.util.Map;

/** The domain's refusals as problems of the REST face. */
final class QuoteProblems {

    private QuoteProblems() {}

    /** The problem of a command to a quote; lines of the body are called as the body calls them. */
    static Problem of(QuoteProblem problem, boolean manyLines) {
        return switch (problem) {
            case QuoteProblem.IllegalTransition(var command, var state, var legal) ->
                Problem.illegalTransition(command, state, legal);
            case QuoteProblem.UnquotableLines(var faults) -> Problem.invalidInput(violations(faults, manyLines));
            case QuoteProblem.UnknownQuote(var id) -> Problem.notFound("quote", id.toString());
            case QuoteProblem.OrderedBefore(var orderId) ->
                Problem.conflict(
                        "ordered-before", "Ordered before", "The quote has its one order already: " + orderId + ".");
            case QuoteProblem.UnknownLine(var lineId) -> Problem.notFound("line", lineId.toString());
            case QuoteProblem.TooManyLines(var limit) ->
                Problem.conflict("too-many-lines", "Too many lines", "A quote has at most " + limit + " lines.");
            case QuoteProblem.TooManyCharges(var charges, var limit) ->
                Problem.conflict(
                        "too-many-charges",
                        "Too many charges",
                        "The lines have " + charges + " charges together; a quote has at most " + limit
                                + ". Quote fewer lines at a time.");
            case QuoteProblem.TooManyComponents(int counted, int limit) ->
                Problem.conflict(
                        "too-many-lines",
                        "Too many lines",
                        "With what its products are put together from the quote would have " + counted
                                + " lines; it has at most " + limit + ".");
            case QuoteProblem.TooManyChoices(int counted, int limit) ->
                Problem.conflict(
                        "too-many-choices",
                        "Too many choices",
                        "The lines would have " + counted + " choices about their products; a quote has at most "
                                + limit + ".");
            case QuoteProblem.InvalidConfigurations(var lines) -> invalid(lines);
            case QuoteProblem.TooMuchToFulfil(var lines, var excess) ->
                Problem.conflict(
                        "too-much-to-fulfil",
                        "Too much to fulfil",
                        "An order of these " + lines + " lines " + excess.detail() + ". Quote fewer lines at a time.");
            case QuoteProblem.NoLines() ->
                Problem.conflict("no-lines", "No lines", "The quote has no lines; add one first.");
            case QuoteProblem.OfferLapsed(var validUntil) ->
                Problem.conflict(
                        "offer-lapsed",
                        "Offer lapsed",
                        "The validity ended at " + validUntil
                                + "; the quote can no longer be submitted, approved or accepted.");
            case QuoteProblem.StillValid(var validUntil) ->
                Problem.conflict(
                        "still-valid", "Still valid", "The quote can expire after " + validUntil + ", not before.");
            case QuoteProblem.ValidityInThePast(var validUntil) ->
                Problem.invalidInput("validUntil", "must lie in the future, not at " + validUntil);
            case QuoteProblem.Superseded(var revision, var current) ->
                Problem.conflict(
                        "superseded",
                        "Superseded",
                        "This was meant for revision " + revision + "; the quote is at revision " + current + ".");
            case QuoteProblem.NotTheRequester(var requestedBy) ->
                Problem.conflict(
                        "not-the-requester",
                        "Not the requester",
                        requestedBy + " asked for approval; only " + requestedBy + " may take that back.");
            case QuoteProblem.TooManyRevisions(var limit) ->
                Problem.conflict(
                        "too-many-revisions",
                        "Too many revisions",
                        "A quote has at most " + limit + " revisions; copy it instead.");
            case QuoteProblem.SelfApproval(var requestedBy) ->
                Problem.conflict(
                        "self-approval",
                        "Self-approval",
                        requestedBy + " submitted the quote; somebody else must approve it.");
        };
    }

    /** Names line, rule and sentence of what is wrong, and for each line that one was looked for the change that was found. */
    static Problem invalid(List<LineChoices.Invalid> lines) {
        List<Violation> violations = lines.stream()
                .flatMap(line -> line.breaches().stream()
                        .map(breach -> new Violation(
                                "lines[" + line.index() + "].configuration." + breach.place(), breach.sentence())))
                .toList();
        List<String> repairs = lines.stream()
                .limit(LineChoices.MOST_REPAIRED)
                .map(line -> "line " + line.lineId() + ": "
                        + line.repair().map(Answer.Repair::words).orElse("no change was found that keeps all rules"))
                .toList();
        return new Problem(
                "invalid-configuration",
                "Invalid configuration",
                409,
                violations.getFirst().message()
                        + lines.getFirst().repair().map(QuoteProblems::change).orElse("")
                        + (violations.size() == 1 ? "" : " See violations."),
                Map.of("repairs", repairs),
                violations);
    }

    /** Nobody is told that a change is the smallest when others were left unseen. */
    private static String change(Answer.Repair repair) {
        return (repair.proven() ? " Smallest change: " : " A change that would do: ") + repair.words() + ".";
    }

    /** The body of a copy has no lines: what does not fit is the catalog version, to lines that the source has. */
    static Problem uncopyable(List<LineFault> faults, Quote source) {
        return Problem.invalidInput(faults.stream()
                .map(fault -> new Violation(
                        "catalogVersionId",
                        "does not fit line " + source.lines().get(fault.index()).lineId() + ": " + fault.message()))
                .toList());
    }

    private static List<Violation> violations(List<LineFault> faults, boolean manyLines) {
        return faults.stream()
                .map(fault -> new Violation(
                        (manyLines ? "lines[" + fault.index() + "]." : "") + fault.field(), fault.message()))
                .toList();
    }
}
