package io.cpqoms.quote.pricing;

import io.cpqoms.quote.catalog.UnitPrices;
import io.cpqoms.values.LineId;
import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.Quantity;
import java.util.List;
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

    /** The products of these lines, each once. */
    public static List<ProductId> products(List<QuoteLine> lines) {
        return lines.stream().map(QuoteLine::productId).distinct().toList();
    }

    public QuoteLine {
        if (agreedUnitPrice != null) {
            UnitPrices.require(agreedUnitPrice);
        }
    }
}
