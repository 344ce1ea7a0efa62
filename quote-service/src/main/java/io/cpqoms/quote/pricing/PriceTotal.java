package io.cpqoms.quote.pricing;

import io.cpqoms.quote.catalog.BillingPeriod;
import io.cpqoms.quote.catalog.ChargeKind;
import io.cpqoms.values.Money;
import java.util.Optional;

/**
 * What the charges of one kind and period come to.
 *
 * @param list the sum at list prices; absent when a charge has none in this currency, or in a price of a former release
 * @param exact the unrounded sum
 * @param rounded the exact sum, rounded once to the currency's minor unit; the rounded nets of the charges add up to it
 * @param cost the sum of the costs; absent when one is not known
 * @param belowFloor how many charges are below their floor
 */
public record PriceTotal(
        ChargeKind kind,
        Optional<BillingPeriod> period,
        Optional<Money> list,
        Money exact,
        Money rounded,
        Optional<Money> cost,
        int belowFloor) {

    /** What the rounding added, or took where it is below nought. */
    public Money remainder() {
        return rounded.minus(exact);
    }

    /** What is left above the costs. */
    public Optional<Money> margin() {
        return cost.map(exact::minus);
    }
}
