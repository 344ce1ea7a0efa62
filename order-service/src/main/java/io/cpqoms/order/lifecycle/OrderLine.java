package io.cpqoms.order.lifecycle;

import io.cpqoms.order.LineId;
import io.cpqoms.order.Money;
import io.cpqoms.order.Percent;
import io.cpqoms.order.ProductId;
import io.cpqoms.order.Quantity;

/** A line as the customer accepted it. */
public record OrderLine(
        LineId lineId,
        ProductId productId,
        Quantity quantity,
        Money unitPrice,
        Percent discountPercent,
        Money exactNet) {}
