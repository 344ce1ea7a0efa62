package io.cpqoms.quote.pricing;

import io.cpqoms.quote.catalog.BillingPeriod;
import io.cpqoms.values.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a quote comes to in its first year: what is owed once, and twelve months of everything that is owed each period, also where a
 * period is longer. Charges for what is used are in neither, because no quote knows them.
 *
 * @param owed the rounded sums, those of periods brought to twelve months and rounded again
 * @param marginPercent what is left of that above the costs, in percent of it, rounded down to four decimals; nothing where a cost is not
 *     known or nothing is owed
 * @param given what is owed less than at list prices, volume tiers counted too; nothing where a list price is not known
 */
public record FirstYear(Money owed, Optional<BigDecimal> marginPercent, Optional<Money> given) {

    private static final BigDecimal MONTHS_OF_A_YEAR = BigDecimal.valueOf(12);
    private static final int MARGIN_SCALE = 4;

    public static FirstYear of(PricedQuote price) {
        List<PriceTotal> totals = price.isAnythingOwedOnce() ? price.totals() : price.recurring();
        Money owed = totals.stream()
                .map(total -> inAYear(total.period(), total.rounded()).rounded())
                .reduce(Money.zero(price.exact().currency()).rounded(), Money::plus);
        Optional<Money> costs = sum(totals, PriceTotal::cost, owed.currency());
        Optional<Money> list = sum(totals, PriceTotal::list, owed.currency());
        return new FirstYear(
                owed,
                costs.flatMap(known -> margin(owed, known)),
                list.map(known -> known.rounded().minus(owed)));
    }

    /** Nothing where one of them is not known. */
    private static Optional<Money> sum(
            List<PriceTotal> totals, Function<PriceTotal, Optional<Money>> of, String currency) {
        return totals.stream()
                .map(total -> of.apply(total).map(one -> inAYear(total.period(), one)))
                .reduce(Optional.of(Money.zero(currency)), (sum, next) -> sum.flatMap(known -> next.map(known::plus)));
    }

    private static Money inAYear(Optional<BillingPeriod> period, Money sum) {
        return period.map(BillingPeriod::months)
                .map(months -> new Money(
                        sum.amount()
                                .multiply(MONTHS_OF_A_YEAR)
                                .divide(BigDecimal.valueOf(months), MathContext.DECIMAL128),
                        sum.currency()))
                .orElse(sum);
    }

    private static Optional<BigDecimal> margin(Money owed, Money costs) {
        if (owed.amount().signum() == 0) {
            return Optional.empty();
        }
        BigDecimal percent =
                owed.minus(costs).amount().movePointRight(2).divide(owed.amount(), MARGIN_SCALE, RoundingMode.FLOOR);
        return Optional.of(new BigDecimal(Pricing.canonical(percent)));
    }
}
