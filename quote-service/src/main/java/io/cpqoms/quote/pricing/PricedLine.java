package io.cpqoms.quote.pricing;

import io.cpqoms.quote.catalog.ChargeKind;
import io.cpqoms.values.LineId;
import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.Quantity;
import java.util.List;
import java.util.Optional;

/**
 * A line with the prices of its charges, in the catalog's order.
 *
 * @param parentLineId the line that it is a component of, if it is one
 */
public record PricedLine(
        LineId lineId,
        ProductId productId,
        Quantity quantity,
        Percentage discount,
        List<PricedCharge> charges,
        LineRole role,
        Optional<LineId> parentLineId) {

    public PricedLine {
        charges = List.copyOf(charges);
    }

    /** A line that stands for itself. */
    static PricedLine of(QuoteLine line, List<PricedCharge> charges) {
        return new PricedLine(
                line.lineId(),
                line.productId(),
                line.quantity(),
                line.discount(),
                charges,
                LineRole.PRODUCT,
                Optional.empty());
    }

    /** The same in its place. */
    PricedLine at(LineRole newRole, Optional<LineId> parent) {
        return new PricedLine(lineId, productId, quantity, discount, charges, newRole, parent);
    }

    /** The same with other prices. */
    PricedLine with(List<PricedCharge> priced) {
        return new PricedLine(lineId, productId, quantity, discount, priced, role, parentLineId);
    }

    /** The unrounded sum of what is owed once. */
    public Money exactNet() {
        return charges.stream()
                .filter(charge -> charge.kind() == ChargeKind.ONE_TIME)
                .map(PricedCharge::exactNet)
                .reduce(Money.zero(charges.getFirst().exactNet().currency()), Money::plus);
    }
}
