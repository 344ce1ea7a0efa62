package io.cpqoms.quote.catalog;

import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.ProductId;
import java.util.Collection;
import java.util.Optional;

/** A published catalog version as a quote sees it: product by product, because nobody reads fifty thousand to price three. */
public interface PinnedCatalog {

    CatalogVersionId id();

    /** The product, if this version has it. */
    Optional<Product> product(ProductId productId);

    /** Says that these will be asked for, so that they are read at once. */
    default void expect(Collection<ProductId> productIds) {}
}
