package io.cpqoms.quote.catalog;

import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.TenantId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An immutable snapshot of products that a quote pins; only its state moves, from draft to published to retired.
 *
 * @param version the number of facts told about it: 0 as a draft, 1 when published
 */
public record CatalogVersion(
        CatalogVersionId id,
        TenantId tenant,
        long version,
        CatalogState state,
        String name,
        Map<ProductId, Product> products) {

    public static CatalogVersion draft(CatalogVersionId id, TenantId tenant, String name, List<Product> products) {
        return new CatalogVersion(id, tenant, 0, CatalogState.DRAFT, name, byId(products));
    }

    public CatalogVersion {
        products = Collections.unmodifiableMap(new LinkedHashMap<>(products));
    }

    public Optional<Product> product(ProductId productId) {
        return Optional.ofNullable(products.get(productId));
    }

    public CatalogVersion published() {
        return new CatalogVersion(id, tenant, version + 1, CatalogState.PUBLISHED, name, products);
    }

    public CatalogVersion retired() {
        return new CatalogVersion(id, tenant, version + 1, CatalogState.RETIRED, name, products);
    }

    static Map<ProductId, Product> byId(List<Product> products) {
        return products.stream()
                .collect(Collectors.toMap(
                        Product::productId,
                        Function.identity(),
                        (one, other) -> {
                            throw new IllegalArgumentException("product " + one.productId() + " is listed twice");
                        },
                        LinkedHashMap::new));
    }
}
