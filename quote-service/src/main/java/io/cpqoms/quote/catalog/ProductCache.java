package io.cpqoms.quote.catalog;

import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.ProductId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Products of published versions that were read lately, bounded by the length of their documents. Ids of versions are unique over tenants; who
 * asks has read the version's row under his own.
 */
final class ProductCache {

    private final Map<Key, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final long mostLength;
    private long length;

    ProductCache(long mostLength) {
        this.mostLength = mostLength;
    }

    private record Key(CatalogVersionId version, ProductId product) {}

    private record Kept(Product product, int length) {}

    /** Those of the wanted products that are kept. */
    synchronized Map<ProductId, Optional<Product>> known(CatalogVersionId version, Collection<ProductId> wanted) {
        Map<ProductId, Optional<Product>> known = new HashMap<>();
        for (ProductId product : wanted) {
            Kept found = kept.get(new Key(version, product));
            if (found != null) {
                known.put(product, Optional.of(found.product()));
            }
        }
        return known;
    }

    synchronized void keep(CatalogVersionId version, Product product, int documentLength) {
        Kept former = kept.put(new Key(version, product.productId()), new Kept(product, documentLength));
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
