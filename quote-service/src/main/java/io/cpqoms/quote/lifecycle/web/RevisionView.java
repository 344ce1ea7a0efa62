package io.cpqoms.quote.lifecycle.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.lifecycle.ApprovalDecision;
import io.cpqoms.quote.lifecycle.Quote;
import io.cpqoms.quote.lifecycle.QuoteRevision;
import io.cpqoms.quote.pricing.PricedQuote;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A revision with its lines, as it was left: they are as they were submitted, and what was decided on them is said beside. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "QuoteRevision")
record RevisionView(
        UUID quoteId,
        RevisionSummaryView summary,
        String customerId,
        String currency,
        UUID catalogVersionId,

        @Schema(description = "Who decided on it, under which policy.") @Nullable
        ApprovalDecision approval,

        @Schema(description = "What the approval policy said when it was submitted.") @Nullable
        PolicyView policy,

        @Schema(description = "To whom it was presented, and when.")
        QuoteView.@Nullable PresentationView presentation,

        List<QuoteView.LineView> lines,
        PriceTotalViews.@Nullable TotalsView totals,
        @Nullable String maxDiscountPercent,
        @Nullable String evidenceHash) {

    static RevisionView of(QuoteRevision revision, PinnedCatalog catalog) {
        Quote quote = revision.quote();
        return new RevisionView(
                quote.id().value(),
                RevisionSummaryView.of(revision.summary()),
                quote.customerId().value(),
                quote.currency(),
                quote.catalogVersionId().value(),
                quote.state().approval().orElse(null),
                quote.policy().map(PolicyView::of).orElse(null),
                QuoteView.PresentationView.of(quote.state()).orElse(null),
                QuoteLineViews.of(quote, catalog),
                quote.state().pricing().map(PriceTotalViews.TotalsView::of).orElse(null),
                quote.state().pricing().map(price -> price.maxDiscount().text()).orElse(null),
                quote.state().pricing().map(PricedQuote::evidenceHash).orElse(null));
    }
}
