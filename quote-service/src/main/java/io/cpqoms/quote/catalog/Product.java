package io.cpqoms.quote.catalog;

import io.cpqoms.values.ProductId;
import io.cpqoms.values.Token;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A product of one catalog version, what it costs and how it is fulfilled.
 *
 * @param discontinued quotable only under agreed unit prices
 */
public record Product(
        ProductId productId,
        String name,
        String productClass,
        boolean discontinued,
        List<Charge> charges,
        List<FulfilmentStep> fulfilment) {

    public Product {
        Token.require(productClass);
        charges = List.copyOf(charges);
        fulfilment = List.copyOf(fulfilment);
    }

    public Optional<Charge> charge(String chargeId) {
        return charges.stream()
                .filter(charge -> charge.chargeId().equals(chargeId))
                .findFirst();
    }

    /** The ids of its charges, for people. */
    public String chargeNames() {
        return charges.stream().map(Charge::chargeId).collect(Collectors.joining(", "));
    }
}
