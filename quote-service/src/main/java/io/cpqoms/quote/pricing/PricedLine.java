package io.cpqoms.quote.pricing;

import io.cpqoms.values.LineId;
import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.Quantity;
import java.util.List;
import java.util.Optional;

/** A line with its price, exact, and the steps that explain it. */
public record PricedLine(
        LineId lineId,
        ProductId productId,
        Quantity quantity,
        Percentage discount,
        Money unitPrice,
        List<PriceStep> waterfall) {

    public PricedLine {
        waterfall = List.copyOf(waterfall);
    }

    /** The list value, where the product has a list price in the quote's currency: the first step. */
    Optional<Money> list() {
        PriceStep first = waterfall.getFirst();
        return first.step() == PriceStep.Kind.LIST ? Optional.of(first.amount()) : Optional.empty();
    }

    /** What the net is below the list value, whatever the reason. */
    Percentage effectiveDiscount() {
        return Pricing.effectiveDiscount(list(), exactNet());
    }

    /** The unrounded net of the line: the last step. */
    public Money exactNet() {
        return waterfall.getLast().amount();
    }
}
