package io.cpqoms.order.lifecycle;

import io.cpqoms.values.LineId;
import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.Quantity;

/** A line as the customer accepted it. */
public record OrderLine(
        LineId lineId,
        ProductId productId,
        Quantity quantity,
        Money unitPrice,
        Percentage discountPercent,
        Money exactNet) {}
