package io.cpqoms.quote.document;

import io.cpqoms.quote.catalog.Charge;
import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.catalog.Product;
import io.cpqoms.quote.lifecycle.Quote;
import io.cpqoms.quote.pricing.PricedCharge;
import io.cpqoms.quote.pricing.PricedLine;
import io.cpqoms.quote.pricing.PricedQuote;
import java.time.Instant;
import java.util.Optional;

/** Takes from a priced quote what its document says. */
final class OfferOfQuote {

    private OfferOfQuote() {}

    /** @param catalog with the products of the quote's lines */
    static Offer of(Quote quote, PinnedCatalog catalog, Instant issuedAt, Optional<String> terms) {
        PricedQuote price = quote.state().pricing().orElseThrow();
        return new Offer(
                quote.id(),
                quote.revision(),
                quote.customerId(),
                Optional.ofNullable(quote.externalReference()),
                issuedAt,
                quote.validUntil(),
                terms,
                price.lines().stream().map(line -> line(line, catalog)).toList(),
                price.totals().stream()
                        .map(total -> new Offer.Total(total.kind(), total.period(), total.list(), total.rounded()))
                        .toList());
    }

    private static Offer.Line line(PricedLine line, PinnedCatalog catalog) {
        Optional<Product> product = catalog.product(line.productId());
        return new Offer.Line(
                line.productId(),
                product.map(Product::name).orElse(line.productId().value()),
                line.quantity(),
                line.charges().stream().map(charge -> charge(charge, product)).toList());
    }

    private static Offer.Charge charge(PricedCharge charge, Optional<Product> product) {
        Optional<String> name = product.stream()
                .flatMap(sold -> sold.charges().stream())
                .filter(sold -> sold.chargeId().equals(charge.chargeId()))
                .findFirst()
                .flatMap(Charge::name);
        return new Offer.Charge(
                name,
                charge.kind(),
                charge.period(),
                charge.unitPrice(),
                charge.discount(),
                charge.rounded().orElseGet(charge::exactNet));
    }
}
