package io.cpqoms.quote.lifecycle;

import static io.cpqoms.command.decision.Decision.accepted;

import io.cpqoms.command.decision.Decision;
import io.cpqoms.quote.approval.ApprovalPolicy;
import io.cpqoms.quote.approval.PolicyDecision;
import io.cpqoms.quote.approval.PolicyInput;
import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.catalog.Product;
import io.cpqoms.quote.lifecycle.QuoteCommand.Submit;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteApproved;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteSubmitted;
import io.cpqoms.quote.lifecycle.QuoteState.Priced;
import io.cpqoms.quote.pricing.PricedQuote;
import io.cpqoms.quote.pricing.QuoteLine;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Decisions about who must say yes for the house: the policy is asked in the command, so that nobody waits who need not. */
final class SubmissionRules {

    private SubmissionRules() {}

    static Decision<QuoteEvent, QuoteProblem> submit(
            Quote quote, Priced priced, Submit command, QuoteSituation situation) {
        // Again: it may have been priced before this was asked.
        return OfferRules.unfulfillable(quote, situation).orElseGet(() -> submitted(quote, priced, command, situation));
    }

    private static Decision<QuoteEvent, QuoteProblem> submitted(
            Quote quote, Priced priced, Submit command, QuoteSituation situation) {
        PolicyDecision said = said(
                quote,
                priced.price(),
                command.requestedBy(),
                situation.policy(),
                situation.catalog().get());
        QuoteSubmitted submitted =
                new QuoteSubmitted(quote.submissions() + 1, priced.price(), said, command.requestedBy());
        return said.reasonToAskNobody()
                .map(reason -> Decision.<QuoteEvent, QuoteProblem>accepted(
                        submitted,
                        new QuoteApproved(new ApprovalDecision(ApprovalDecision.POLICY, said.policyVersion(), reason))))
                .orElseGet(() -> accepted(submitted));
    }

    /** What the policy says of the quote at this price, after the last approval, which may be kept. */
    static PolicyDecision said(
            Quote quote, PricedQuote price, String requestedBy, ApprovalPolicy policy, PinnedCatalog catalog) {
        PolicyDecision said = policy.decide(PolicyInput.of(price, productClasses(quote.lines(), catalog)));
        return quote.lastApproval()
                .map(last -> last.appliedTo(said, requestedBy))
                .orElse(said);
    }

    /** The classes of the lines' products and of what those are put together from. */
    private static SortedSet<String> productClasses(List<QuoteLine> lines, PinnedCatalog catalog) {
        return QuoteLine.products(lines).stream()
                .flatMap(product -> catalog.product(product).stream())
                .map(Product::productClass)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
