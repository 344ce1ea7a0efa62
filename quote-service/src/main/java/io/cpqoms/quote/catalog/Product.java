package io.cpqoms.quote.catalog;

import io.cpqoms.quote.configuration.ProductConfiguration;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.Token;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A product of one catalog version, what it costs and how it is fulfilled.
 *
 * @param discontinued quotable only under agreed unit prices
 * @param fulfilment at least one step, unless it always has a part that is fulfilled
 * @param configuration what may be chosen about it, if anything may
 * @param names what it is called in other languages, if anybody said
 */
public record Product(
        ProductId productId,
        String name,
        String productClass,
        boolean discontinued,
        List<Charge> charges,
        List<FulfilmentStep> fulfilment,
        Optional<ProductConfiguration> configuration,
        Optional<LocalizedNames> names) {

    /** A product with one name. */
    public Product(
            ProductId productId,
            String name,
            String productClass,
            boolean discontinued,
            List<Charge> charges,
            List<FulfilmentStep> fulfilment,
            Optional<ProductConfiguration> configuration) {
        this(productId, name, productClass, discontinued, charges, fulfilment, configuration, Optional.empty());
    }

    /** A product about which there is nothing to choose. */
    public Product(
            ProductId productId,
            String name,
            String productClass,
            boolean discontinued,
            List<Charge> charges,
            List<FulfilmentStep> fulfilment) {
        this(productId, name, productClass, discontinued, charges, fulfilment, Optional.empty());
    }

    public Product {
        Token.require(productClass);
        charges = List.copyOf(charges);
        fulfilment = List.copyOf(fulfilment);
    }

    /** What it is called in a language; its name where nobody said. */
    public String nameIn(String language) {
        return names.flatMap(some -> some.in(language)).orElse(name);
    }

    public Optional<Charge> charge(String chargeId) {
        return charges.stream()
                .filter(charge -> charge.chargeId().equals(chargeId))
                .findFirst();
    }

    /** The currency of its first price; every charge of a published product has one. */
    public String firstCurrency() {
        return charges.getFirst().prices().getFirst().currency();
    }

    /** The ids of its charges, for people. */
    public String chargeNames() {
        return charges.stream().map(Charge::chargeId).collect(Collectors.joining(", "));
    }
}
