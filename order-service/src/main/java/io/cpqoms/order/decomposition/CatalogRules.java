package io.cpqoms.order.decomposition;

import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.ProductId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fulfilment rules of the products that were asked for, as one published catalog version has them. */
public record CatalogRules(CatalogVersionId catalogVersionId, Map<ProductId, List<FulfilmentRule>> products) {

    public CatalogRules {
        products = Map.copyOf(products);
    }

    /** The rules of a product, in the catalog's order; empty when this version doesn't have the product. */
    public Optional<List<FulfilmentRule>> of(ProductId product) {
        return Optional.ofNullable(products.get(product));
    }
}
