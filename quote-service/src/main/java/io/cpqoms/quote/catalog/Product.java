package io.cpqoms.quote.catalog;

import io.cpqoms.values.Money;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.Token;
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
        Token.require(productClass);
        UnitPrices.require(listPrice);
        fulfilment = List.copyOf(fulfilment);
    }
}
