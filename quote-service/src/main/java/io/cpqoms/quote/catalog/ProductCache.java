package io.cpqoms.quote.catalog;

import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Products of published versions that were read lately, by tenant, bounded by the length of their documents. */
final class ProductCache {

    private final Map<Key, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final long mostLength;
    private long length;

    ProductCache(long mostLength) {
        this.mostLength = mostLength;
    }

    private record Key(TenantId tenant, CatalogVersionId version, ProductId product) {}

    private record Kept(Product product, int length) {}

    /** Those of the wanted products that are kept. */
    synchronized Map<ProductId, Optional<Product>> known(
            TenantId tenant, CatalogVersionId version, Collection<ProductId> wanted) {
        Map<ProductId, Optional<Product>> known = new HashMap<>();
        for (ProductId product : wanted) {
            Kept found = kept.get(new Key(tenant, version, product));
            if (found != null) {
                known.put(product, Optional.of(found.product()));
            }
        }
        return known;
    }

    synchronized void keep(TenantId tenant, CatalogVersionId version, Product product, int documentLength) {
        Kept former = kept.put(new Key(tenant, version, product.productId()), new Kept(product, documentLength));
        length += documentLength - (former == null ? 0 : former.length());
        List<Key> eldest = new ArrayList<>();
        long left = length;
        for (Map.Entry<Key, Kept> entry : kept.entrySet()) {
            if (left <= mostLength) {
                break;
            }
            left -= entry.getValue().length();
            eldest.add(entry.getKey());
        }
        eldest.forEach(kept::remove);
        length = left;
    }

    synchronized long length() {
        return length;
    }
}
