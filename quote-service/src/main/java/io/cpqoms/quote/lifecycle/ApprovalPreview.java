package io.cpqoms.quote.lifecycle;

import io.cpqoms.quote.approval.ApprovalPolicy;
import io.cpqoms.quote.approval.PolicyDecision;
import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.pricing.PricedQuote;
import java.util.List;
import java.util.Optional;

/**
 * What the approval policy would say, if a quote were submitted as it stands.
 *
 * @param refusal why it could not be submitted; nothing is said then
 * @param worse why the last approval is not kept, where there is one
 */
public record ApprovalPreview(Optional<QuoteProblem> refusal, Optional<PolicyDecision> decision, List<String> worse) {

    private static final String ASKED = "approval-preview";

    public ApprovalPreview {
        worse = List.copyOf(worse);
    }

    /** The preview of a quote that is priced, or could be; who submitted has the decision at the quote already. */
    public static ApprovalPreview of(Quote quote, String requestedBy, ApprovalPolicy policy, PinnedCatalog catalog) {
        return switch (quote.state()) {
            case QuoteState.Priced(var price) -> at(price, quote, requestedBy, policy, catalog);
            case QuoteState.Draft draft when quote.lines().isEmpty() -> refused(new QuoteProblem.NoLines());
            case QuoteState.Draft draft -> {
                PricePreview preview = PricePreview.of(quote.lines(), quote.currency(), catalog);
                yield preview.price()
                        .map(price -> at(price, quote, requestedBy, policy, catalog))
                        .orElseGet(() -> refused(preview.refusal().orElseThrow()));
            }
            default ->
                refused(new QuoteProblem.IllegalTransition(
                        ASKED, quote.state().label(), QuoteTransitions.TABLE.legalCommands(quote.state())));
        };
    }

    private static ApprovalPreview at(
            PricedQuote price, Quote quote, String requestedBy, ApprovalPolicy policy, PinnedCatalog catalog) {
        PolicyDecision said = SubmissionRules.said(quote, price, requestedBy, policy, catalog);
        return new ApprovalPreview(
                Optional.empty(),
                Optional.of(said),
                quote.lastApproval().map(last -> last.worse(said)).orElse(List.of()));
    }

    private static ApprovalPreview refused(QuoteProblem problem) {
        return new ApprovalPreview(Optional.of(problem), Optional.empty(), List.of());
    }
}
