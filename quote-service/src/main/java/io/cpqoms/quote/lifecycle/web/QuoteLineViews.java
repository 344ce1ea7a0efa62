package io.cpqoms.quote.lifecycle.web;

import io.cpqoms.command.MoneyView;
import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.catalog.Product;
import io.cpqoms.quote.lifecycle.Quote;
import io.cpqoms.quote.lifecycle.web.QuoteView.ComponentView;
import io.cpqoms.quote.lifecycle.web.QuoteView.LinePriceView;
import io.cpqoms.quote.lifecycle.web.QuoteView.LineView;
import io.cpqoms.quote.lifecycle.web.QuoteView.TermsView;
import io.cpqoms.quote.pricing.ChargeTerms;
import io.cpqoms.quote.pricing.PricedLine;
import io.cpqoms.quote.pricing.PricedQuote;
import io.cpqoms.quote.pricing.QuoteLine;
import io.cpqoms.quote.web.ConfigurationChoices;
import io.cpqoms.values.LineId;
import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import io.cpqoms.values.ProductId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The lines of a quote as clients see them. */
final class QuoteLineViews {

    private QuoteLineViews() {}

    static List<LineView> of(Quote quote, PinnedCatalog catalog) {
        return of(quote.lines(), quote.state().pricing(), catalog);
    }

    /** @param price of these lines and their components, if they have one */
    static List<LineView> of(List<QuoteLine> lines, Optional<PricedQuote> price, PinnedCatalog catalog) {
        Map<LineId, List<PricedLine>> priced =
                price.map(PricedQuote::linesWithComponents).orElse(Map.of());
        return lines.stream()
                .map(line -> line(line, priced.getOrDefault(line.lineId(), List.of()), catalog))
                .toList();
    }

    /** @param prices of the line and then of its components; none while it has no price */
    static LineView line(QuoteLine line, List<PricedLine> prices, PinnedCatalog catalog) {
        Money agreed = line.agreedUnitPrice();
        return new LineView(
                line.lineId().value(),
                line.productId().value(),
                name(line.productId(), catalog),
                line.quantity().value(),
                line.discount().text(),
                agreed == null ? null : MoneyView.of(agreed),
                line.reason().orElse(null),
                line.charges().stream().map(QuoteLineViews::terms).toList(),
                line.configuration().map(ConfigurationChoices::of).orElse(null),
                prices.isEmpty() ? null : price(prices.getFirst()),
                prices.size() < 2
                        ? null
                        : prices.stream()
                                .skip(1)
                                .map(component -> component(component, catalog))
                                .toList());
    }

    private static ComponentView component(PricedLine line, PinnedCatalog catalog) {
        return new ComponentView(
                line.lineId().value(),
                line.parentLineId().orElseThrow().value(),
                line.role().label(),
                line.productId().value(),
                name(line.productId(), catalog),
                line.quantity().value(),
                price(line));
    }

    private static @Nullable String name(ProductId product, PinnedCatalog catalog) {
        return catalog.product(product).map(Product::name).orElse(null);
    }

    private static LinePriceView price(PricedLine line) {
        return new LinePriceView(
                MoneyView.of(line.exactNet()),
                line.charges().stream().map(ChargePriceView::of).toList());
    }

    private static TermsView terms(ChargeTerms terms) {
        return new TermsView(
                terms.chargeId(),
                terms.discount().map(Percentage::text).orElse(null),
                terms.agreedUnitPrice().map(MoneyView::of).orElse(null));
    }
}
