package io.cpqoms.quote.catalog;

import io.cpqoms.quote.value.Identifier;
import io.cpqoms.quote.value.Money;
import java.util.List;

/**
 * A product of one catalog version, its list price and how it is fulfilled.
 *
 * @param discontinued quotable only under an agreed unit price
 */
public record Product(
        ProductId productId,
        String name,
        String productClass,
        boolean discontinued,
        Money listPrice,
        List<FulfilmentStep> fulfilment) {

    public Product {
        Identifier.require(productClass);
        listPrice.requireUnitPrice();
        fulfilment = List.copyOf(fulfilment);
    }
}
