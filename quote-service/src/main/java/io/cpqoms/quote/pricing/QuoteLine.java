package io.cpqoms.quote.pricing;

import io.cpqoms.quote.catalog.ProductId;
import io.cpqoms.quote.value.Money;
import io.cpqoms.quote.value.Percentage;
import io.cpqoms.quote.value.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted: a product, how many, with which discount.
 *
 * @param agreedUnitPrice a contract's unit price; the catalog's list price applies when it is absent
 */
public record QuoteLine(
        LineId lineId,
        ProductId productId,
        Quantity quantity,
        Percentage discount,
        @Nullable Money agreedUnitPrice) {

    public QuoteLine {
        if (agreedUnitPrice != null) {
            agreedUnitPrice.requireUnitPrice();
        }
    }
}
