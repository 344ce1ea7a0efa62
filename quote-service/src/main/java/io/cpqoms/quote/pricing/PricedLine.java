package io.cpqoms.quote.pricing;

import io.cpqoms.values.LineId;
import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.Quantity;
import java.util.List;

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

    /** The unrounded net of the line: the last step. */
    public Money exactNet() {
        return waterfall.getLast().amount();
    }
}
