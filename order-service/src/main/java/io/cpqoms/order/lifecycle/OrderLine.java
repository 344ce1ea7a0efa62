package io.cpqoms.order.lifecycle;

import io.cpqoms.values.LineId;
import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.Quantity;
import java.util.List;

/**
 * A line as the customer accepted it.
 *
 * @param exactNet the unrounded net of what is owed once
 */
public record OrderLine(
        LineId lineId,
        ProductId productId,
        Quantity quantity,
        Percentage discountPercent,
        Money exactNet,
        List<OrderCharge> charges) {

    public OrderLine {
        charges = List.copyOf(charges);
    }
}
