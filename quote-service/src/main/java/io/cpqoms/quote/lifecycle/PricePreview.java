package io.cpqoms.quote.lifecycle;

import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.pricing.Components;
import io.cpqoms.quote.pricing.LineChoices;
import io.cpqoms.quote.pricing.LineFault;
import io.cpqoms.quote.pricing.PricedQuote;
import io.cpqoms.quote.pricing.QuoteLine;
import java.util.List;
import java.util.Optional;

/**
 * What lines would cost, if a quote could have them and be priced.
 *
 * @param refusal why it could not; there is no price then
 * @param lines the lines, completed
 */
public record PricePreview(Optional<QuoteProblem> refusal, List<QuoteLine> lines, Optional<PricedQuote> price) {

    public PricePreview {
        lines = List.copyOf(lines);
    }

    /** The preview of lines in a quote of this currency and catalog. */
    public static PricePreview of(List<QuoteLine> wished, String currency, PinnedCatalog catalog) {
        LineChoices choices = new LineChoices(currency, catalog);
        List<LineFault> faults = choices.faults(wished);
        if (!faults.isEmpty()) {
            return refused(new QuoteProblem.UnquotableLines(faults));
        }
        List<QuoteLine> lines = wished.stream().map(choices::completed).toList();
        return OfferRules.invalid(lines, choices)
                .or(() -> OfferRules.unfulfillable(lines, catalog))
                .map(PricePreview::refused)
                .orElseGet(() -> new PricePreview(
                        Optional.empty(),
                        lines,
                        Optional.of(Components.of(lines).price(currency, catalog))));
    }

    private static PricePreview refused(QuoteProblem problem) {
        return new PricePreview(Optional.of(problem), List.of(), Optional.empty());
    }
}
