package io.cpqoms.quote.lifecycle.web;

import io.cpqoms.command.MoneyView;
import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.catalog.Product;
import io.cpqoms.quote.lifecycle.Quote;
import io.cpqoms.quote.lifecycle.web.QuoteView.LinePriceView;
import io.cpqoms.quote.lifecycle.web.QuoteView.LineView;
import io.cpqoms.quote.lifecycle.web.QuoteView.TermsView;
import io.cpqoms.quote.pricing.ChargeTerms;
import io.cpqoms.quote.pricing.PricedLine;
import io.cpqoms.quote.pricing.PricedQuote;
import io.cpqoms.quote.pricing.QuoteLine;
import io.cpqoms.values.LineId;
import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The lines of a quote as clients see them. */
final class QuoteLineViews {

    private QuoteLineViews() {}

    static List<LineView> of(Quote quote, PinnedCatalog catalog) {
        Optional<PricedQuote> price = quote.state().pricing();
        Map<LineId, PricedLine> priced = price.map(PricedQuote::lines).orElse(List.of()).stream()
                .collect(Collectors.toMap(PricedLine::lineId, Function.identity()));
        return quote.lines().stream()
                .map(line -> line(line, priced.get(line.lineId()), catalog))
                .toList();
    }

    static LineView line(QuoteLine line, @Nullable PricedLine price, PinnedCatalog catalog) {
        Money agreed = line.agreedUnitPrice();
        return new LineView(
                line.lineId().value(),
                line.productId().value(),
                catalog.product(line.productId()).map(Product::name).orElse(null),
                line.quantity().value(),
                line.discount().text(),
                agreed == null ? null : MoneyView.of(agreed),
                line.reason().orElse(null),
                line.charges().stream().map(QuoteLineViews::terms).toList(),
                price == null
                        ? null
                        : new LinePriceView(
                                MoneyView.of(price.exactNet()),
                                price.charges().stream()
                                        .map(ChargePriceView::of)
                                        .toList()));
    }

    private static TermsView terms(ChargeTerms terms) {
        return new TermsView(
                terms.chargeId(),
                terms.discount().map(Percentage::text).orElse(null),
                terms.agreedUnitPrice().map(MoneyView::of).orElse(null));
    }
}
