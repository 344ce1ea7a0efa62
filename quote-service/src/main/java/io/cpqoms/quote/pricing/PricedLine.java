package io.cpqoms.quote.pricing;

import io.cpqoms.quote.catalog.ChargeKind;
import io.cpqoms.values.LineId;
import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.Quantity;
import java.util.List;

/** A line with the prices of its charges, in the catalog's order. */
public record PricedLine(
        LineId lineId, ProductId productId, Quantity quantity, Percentage discount, List<PricedCharge> charges) {

    public PricedLine {
        charges = List.copyOf(charges);
    }

    /** The unrounded sum of what is owed once. */
    public Money exactNet() {
        return charges.stream()
                .filter(charge -> charge.kind() == ChargeKind.ONE_TIME)
                .map(PricedCharge::exactNet)
                .reduce(Money.zero(charges.getFirst().exactNet().currency()), Money::plus);
    }
}
