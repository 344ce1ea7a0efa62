package io.cpqoms.quote.catalog;

import io.cpqoms.quote.configuration.Parts;
import io.cpqoms.values.Money;
import io.cpqoms.values.ProductId;
import java.util.Collection;
import java.util.Optional;

/**
 * The products of a catalog version as parts of others.
 *
 * @param currency the currency in which parts are compared; one that has no price in it is compared as if it cost nothing
 */
public record PinnedParts(PinnedCatalog catalog, String currency) implements Parts {

    @Override
    public Optional<Known> part(ProductId product) {
        return catalog.product(product)
                .map(known -> new Known(
                        known.name(),
                        Optional.of(known.listPrice())
                                .filter(price -> price.isIn(currency))
                                .map(Money::amount),
                        known.configuration()));
    }

    @Override
    public void expect(Collection<ProductId> products) {
        catalog.expect(products);
    }
}
