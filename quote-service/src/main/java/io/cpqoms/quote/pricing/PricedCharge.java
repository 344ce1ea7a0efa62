package io.cpqoms.quote.pricing;

import io.cpqoms.quote.catalog.BillingPeriod;
import io.cpqoms.quote.catalog.ChargeKind;
import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import java.util.List;
import java.util.Optional;

/**
 * A charge of a line with its price, exact, and the steps that explain it. Of a usage charge it is the rate of one unit.
 *
 * @param unitPrice what a unit costs before discounts; absent where units cost different prices
 * @param notApplied the steps that were looked at and did not apply, with why
 * @param rounded its share of the rounded total; a rate has none, and neither has a price of a former release
 * @param floor what the net should not be below
 * @param cost what it costs the house
 */
public record PricedCharge(
        String chargeId,
        ChargeKind kind,
        Optional<BillingPeriod> period,
        Percentage discount,
        Optional<Money> unitPrice,
        List<PriceStep> waterfall,
        List<PriceStep.NotApplied> notApplied,
        Optional<Money> rounded,
        Optional<Money> floor,
        Optional<Money> cost) {

    public PricedCharge {
        waterfall = List.copyOf(waterfall);
        notApplied = List.copyOf(notApplied);
    }

    /** The unrounded net: the last step. */
    public Money exactNet() {
        return waterfall.getLast().amount();
    }

    /** What is left of the net above the cost. */
    public Optional<Money> margin() {
        return cost.map(exactNet()::minus);
    }

    public boolean isBelowFloor() {
        return floor.filter(least -> least.amount().compareTo(exactNet().amount()) > 0)
                .isPresent();
    }

    /** The list value, where there is a list price in the quote's currency: the first step. */
    Optional<Money> list() {
        PriceStep first = waterfall.getFirst();
        return first.step() == PriceStep.Kind.LIST ? Optional.of(first.amount()) : Optional.empty();
    }

    /** What the net is below what the catalog asks of everybody for so many units. */
    Percentage effectiveDiscount() {
        return Pricing.effectiveDiscount(
                list().map(list -> waterfall.stream()
                        .filter(step -> step.step() == PriceStep.Kind.VOLUME)
                        .map(PriceStep::amount)
                        .reduce(list, Money::plus)),
                exactNet());
    }

    PricedCharge rounded(Money share) {
        return new PricedCharge(
                chargeId, kind, period, discount, unitPrice, waterfall, notApplied, Optional.of(share), floor, cost);
    }
}
