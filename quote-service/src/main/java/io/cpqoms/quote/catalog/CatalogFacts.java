package io.cpqoms.quote.catalog;

import io.cpqoms.values.Cause;
import java.util.stream.Stream;

/** Where publications and retirements are told; the implementation lives with the contracts. */
public interface CatalogFacts {

    /** How many bytes it takes to tell of a product. */
    int bytes(Product product);

    /** How many bytes there are for the products of one part; no product is cut. */
    int roomOfPart();

    /**
     * Tells the products in parts and then that the version may be quoted from now on; needs the transaction that makes it so.
     *
     * @param draft the version before
     * @param products all of them, in order, read once
     */
    Told published(CatalogVersion draft, Stream<Product> products, Cause cause);

    /** Tells that no new quote may be opened on it; needs the transaction that made it so. */
    void retired(CatalogVersion version, Cause cause);

    /** How many facts there were, and what the products hash to. */
    record Told(int facts, String contentHash) {}
}
