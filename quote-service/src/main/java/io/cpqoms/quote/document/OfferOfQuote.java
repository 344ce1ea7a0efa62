package io.cpqoms.quote.document;

import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.catalog.Product;
import io.cpqoms.quote.lifecycle.OfferLanguage;
import io.cpqoms.quote.lifecycle.Quote;
import io.cpqoms.quote.pricing.PricedCharge;
import io.cpqoms.quote.pricing.PricedLine;
import io.cpqoms.quote.pricing.PricedQuote;
import io.cpqoms.values.LineId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes from a priced quote what its document says. */
final class OfferOfQuote {

    private OfferOfQuote() {}

    /**
     * Where names are from.
     *
     * @param catalog with the products of the quote's lines
     */
    record Source(PinnedCatalog catalog, OfferLanguage language) {}

    static Offer of(Quote quote, Source source, Instant issuedAt, Optional<String> terms) {
        PricedQuote price = quote.state().pricing().orElseThrow();
        return new Offer(
                quote.id(),
                quote.revision(),
                quote.customerId(),
                Optional.ofNullable(quote.externalReference()),
                issuedAt,
                quote.validUntil(),
                terms,
                lines(price.linesWithShares(), source),
                price.totals().stream()
                        .filter(total -> total != price.oneTime() || price.isAnythingOwedOnce())
                        .map(total -> new Offer.Total(total.kind(), total.period(), total.list(), total.rounded()))
                        .toList());
    }

    /** A line comes behind the one that it belongs to. */
    private static List<Offer.Line> lines(List<PricedLine> lines, Source source) {
        Map<LineId, Integer> levels = new HashMap<>();
        return lines.stream()
                .map(line -> {
                    int level = line.parentLineId()
                            .map(parent -> levels.getOrDefault(parent, 0) + 1)
                            .orElse(0);
                    levels.put(line.lineId(), level);
                    return line(level, line, source);
                })
                .toList();
    }

    private static Offer.Line line(int level, PricedLine line, Source source) {
        String language = source.language().code();
        Optional<Product> product = source.catalog().product(line.productId());
        return new Offer.Line(
                level,
                line.productId(),
                product.map(sold -> sold.nameIn(language))
                        .orElse(line.productId().value()),
                line.quantity(),
                line.charges().stream()
                        .map(charge -> charge(charge, product, language))
                        .toList());
    }

    private static Offer.Charge charge(PricedCharge charge, Optional<Product> product, String language) {
        Optional<String> name = product.stream()
                .flatMap(sold -> sold.charges().stream())
                .filter(sold -> sold.chargeId().equals(charge.chargeId()))
                .findFirst()
                .flatMap(sold -> sold.nameIn(language))
                .or(() -> product.filter(sold -> sold.charges().size() > 1).map(sold -> charge.chargeId()));
        return new Offer.Charge(
                name,
                charge.kind(),
                charge.period(),
                charge.unitPrice(),
                charge.discount(),
                charge.rounded().orElseGet(charge::exactNet));
    }
}
