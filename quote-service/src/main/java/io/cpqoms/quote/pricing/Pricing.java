package io.cpqoms.quote.pricing;

import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.catalog.Product;
import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Prices lines from a catalog version, charge by charge. Pure: the same lines and catalog give the same price and the same evidence hash,
 * today and in a replay.
 */
public final class Pricing {

    /** So many charges of a quote have room in the contracts. */
    public static final int MOST_CHARGES = 2_000;

    private static final int DISCOUNT_SCALE = 4;
    private static final Percentage HUNDRED = Percentage.of("100");

    private Pricing() {}

    /** Why lines cannot be quoted from this catalog in this currency; empty when they can. */
    public static List<LineFault> faults(List<QuoteLine> lines, String currency, PinnedCatalog catalog) {
        List<LineFault> faults = new ArrayList<>();
        for (int index = 0; index < lines.size(); index++) {
            new LineFaults(index, lines.get(index), currency).first(catalog).ifPresent(faults::add);
        }
        return List.copyOf(faults);
    }

    /** How many charges the lines have together. */
    public static int charges(List<QuoteLine> lines, PinnedCatalog catalog) {
        return lines.stream()
                .flatMap(line -> catalog.product(line.productId()).stream())
                .mapToInt(product -> product.charges().size())
                .sum();
    }

    /** Prices lines that have no faults. */
    public static PricedQuote price(List<QuoteLine> lines, String currency, PinnedCatalog catalog) {
        Totals.Added added = Totals.of(
                lines.stream().map(line -> price(line, currency, catalog)).toList(), currency);
        Percentage maxDiscount = added.lines().stream()
                .flatMap(line -> line.charges().stream())
                .map(PricedCharge::effectiveDiscount)
                .max(Comparator.naturalOrder())
                .orElse(Percentage.ZERO);
        return new PricedQuote(added.lines(), added.totals(), maxDiscount, Evidence.hash(lines, currency, catalog));
    }

    /**
     * What the net is below the catalog's price, in percent of it, rounded up to four decimals: a manual discount and an agreed price alike,
     * because a price that no contract backs is a discount under another name. Without a list price in the quote's currency there is
     * nothing to hold the net against, and it counts as 100, which asks for the highest approval.
     */
    public static Percentage effectiveDiscount(Optional<Money> asked, Money net) {
        if (asked.isEmpty()) {
            return HUNDRED;
        }
        BigDecimal whole = asked.get().amount();
        BigDecimal below = whole.subtract(net.amount());
        if (below.signum() <= 0) {
            return Percentage.ZERO;
        }
        BigDecimal percent = below.movePointRight(2).divide(whole, DISCOUNT_SCALE, RoundingMode.UP);
        return new Percentage(new BigDecimal(canonical(percent)));
    }

    private static PricedLine price(QuoteLine line, String currency, PinnedCatalog catalog) {
        Product product = catalog.product(line.productId()).orElseThrow();
        return PricedLine.of(
                line,
                product.charges().stream()
                        .map(charge -> ChargePricing.price(line, charge, currency, catalog.id()))
                        .toList());
    }

    /** A number without the zeros that do not change it: 14.00 and 14.0 are the same price. */
    static String canonical(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
