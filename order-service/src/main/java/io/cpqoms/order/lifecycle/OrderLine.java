package io.cpqoms.order.lifecycle;

import io.cpqoms.values.LineId;
import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.Quantity;
import java.util.List;
import java.util.Optional;

/**
 * A line as the customer accepted it; fulfilled like any other, whether it stands for itself or is a component.
 *
 * @param parentLineId the line that it is a component of, if it is one
 * @param exactNet the unrounded net of what is owed once
 */
public record OrderLine(
        LineId lineId,
        Optional<LineId> parentLineId,
        LineRole role,
        ProductId productId,
        Quantity quantity,
        Percentage discountPercent,
        Money exactNet,
        List<OrderCharge> charges) {

    public OrderLine {
        charges = List.copyOf(charges);
    }
}
