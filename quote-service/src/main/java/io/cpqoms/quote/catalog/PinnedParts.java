package io.cpqoms.quote.catalog;

import io.cpqoms.quote.configuration.Parts;
import io.cpqoms.values.ProductId;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Optional;

/**
 * The products of a catalog version as parts of others.
 *
 * @param currency the currency in which parts are compared; one that costs nothing once in it is compared as if it were free
 */
public record PinnedParts(PinnedCatalog catalog, String currency) implements Parts {

    @Override
    public Optional<Known> part(ProductId product) {
        return catalog.product(product)
                .map(known -> new Known(
                        known.name(),
                        known.charges().stream()
                                .filter(charge -> charge.kind() == ChargeKind.ONE_TIME)
                                .flatMap(charge -> charge.in(currency).stream())
                                .map(price -> price.listUnitPrice().amount())
                                .reduce(BigDecimal::add),
                        known.configuration()));
    }

    @Override
    public boolean isQuotable(ProductId product) {
        return catalog.product(product)
                .filter(known -> !known.discontinued())
                .filter(known -> known.charges().stream()
                        .allMatch(charge -> charge.in(currency).isPresent()))
                .isPresent();
    }

    @Override
    public void expect(Collection<ProductId> products) {
        catalog.expect(products);
    }
}
