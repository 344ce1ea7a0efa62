package io.cpqoms.quote.pricing;

import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.catalog.Product;
import io.cpqoms.quote.pricing.PriceStep.Kind;
import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Prices lines from a catalog version: list → contract (agreed) → manual discount → net. Pure: the same lines and catalog give the same
 * price and the same evidence hash, today and in a replay.
 */
public final class Pricing {

    private static final int DISCOUNT_SCALE = 4;
    private static final Percentage HUNDRED = Percentage.of("100");

    private Pricing() {}

    /** Why lines cannot be quoted from this catalog in this currency; empty when they can. */
    public static List<LineFault> faults(List<QuoteLine> lines, String currency, PinnedCatalog catalog) {
        List<LineFault> faults = new ArrayList<>();
        for (int index = 0; index < lines.size(); index++) {
            fault(index, lines.get(index), currency, catalog).ifPresent(faults::add);
        }
        return List.copyOf(faults);
    }

    /** Prices lines that have no faults. */
    public static PricedQuote price(List<QuoteLine> lines, String currency, PinnedCatalog catalog) {
        List<PricedLine> priced =
                lines.stream().map(line -> price(line, currency, catalog)).toList();
        Money exact = priced.stream().map(PricedLine::exactNet).reduce(Money.zero(currency), Money::plus);
        Percentage maxDiscount = priced.stream()
                .map(PricedLine::effectiveDiscount)
                .max(Comparator.naturalOrder())
                .orElse(Percentage.ZERO);
        return new PricedQuote(
                priced,
                list(priced, currency),
                exact,
                exact.rounded(),
                maxDiscount,
                Evidence.hash(lines, currency, catalog));
    }

    /**
     * What the net is below the list price, in percent of it, rounded up to four decimals: a manual discount and an agreed price alike,
     * because a price that no contract backs is a discount under another name. Without a list price in the quote's currency there is
     * nothing to hold the net against, and it counts as 100, which asks for the highest approval.
     */
    public static Percentage effectiveDiscount(Optional<Money> list, Money net) {
        if (list.isEmpty()) {
            return HUNDRED;
        }
        BigDecimal listed = list.get().amount();
        BigDecimal below = listed.subtract(net.amount());
        if (below.signum() <= 0) {
            return Percentage.ZERO;
        }
        BigDecimal percent = below.movePointRight(2).divide(listed, DISCOUNT_SCALE, RoundingMode.UP);
        return new Percentage(new BigDecimal(canonical(percent)));
    }

    private static @Nullable Money list(List<PricedLine> lines, String currency) {
        return lines.stream().allMatch(line -> line.list().isPresent())
                ? lines.stream().map(line -> line.list().get()).reduce(Money.zero(currency), Money::plus)
                : null;
    }

    private static Optional<LineFault> fault(int index, QuoteLine line, String currency, PinnedCatalog catalog) {
        Optional<Product> product = catalog.product(line.productId());
        Money agreed = line.agreedUnitPrice();
        if (product.isEmpty()) {
            return Optional.of(new LineFault(
                    index, "productId", "catalog version " + catalog.id() + " has no product " + line.productId()));
        }
        if (agreed != null) {
            return agreed.isIn(currency)
                    ? Optional.empty()
                    : Optional.of(new LineFault(
                            index,
                            "agreedUnitPrice",
                            "must be in the quote's currency " + currency + ", not " + agreed.currency()));
        }
        if (product.get().discontinued()) {
            return Optional.of(new LineFault(
                    index,
                    "agreedUnitPrice",
                    "product " + line.productId() + " is discontinued and needs an agreed unit price"));
        }
        String listCurrency = product.get().listPrice().currency();
        return listCurrency.equals(currency)
                ? Optional.empty()
                : Optional.of(new LineFault(
                        index,
                        "agreedUnitPrice",
                        "the list price is in " + listCurrency + "; a quote in " + currency
                                + " needs an agreed unit price"));
    }

    private static PricedLine price(QuoteLine line, String currency, PinnedCatalog catalog) {
        Product product = catalog.product(line.productId()).orElseThrow();
        List<PriceStep> steps = new ArrayList<>(4);
        Money gross = Money.zero(currency);
        if (product.listPrice().isIn(currency)) {
            gross = product.listPrice().times(line.quantity());
            steps.add(new PriceStep(
                    Kind.LIST,
                    gross,
                    product.listPrice().text() + " × " + line.quantity().value(),
                    "catalog " + catalog.id()));
        }
        Money agreed = line.agreedUnitPrice();
        Money unit = agreed == null ? product.listPrice() : agreed;
        if (agreed != null) {
            Money contracted = agreed.times(line.quantity());
            steps.add(new PriceStep(
                    Kind.CONTRACT,
                    contracted.minus(gross),
                    "agreed unit price " + agreed.text(),
                    "quote line " + line.lineId()));
            gross = contracted;
        }
        Money net = gross.times(line.discount().remainder());
        if (!line.discount().isZero()) {
            steps.add(new PriceStep(
                    Kind.MANUAL,
                    net.minus(gross),
                    "discount of " + line.discount().text() + " %",
                    "quote line " + line.lineId()));
        }
        steps.add(new PriceStep(Kind.NET, net, "sum of the steps, unrounded", "pricing"));
        return new PricedLine(line.lineId(), line.productId(), line.quantity(), line.discount(), unit, steps);
    }

    /** A number without the zeros that do not change it: 14.00 and 14.0 are the same price. */
    static String canonical(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
