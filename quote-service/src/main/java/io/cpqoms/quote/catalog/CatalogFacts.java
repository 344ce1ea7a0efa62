package io.cpqoms.quote.catalog;

import io.cpqoms.values.Cause;

/** Where publications and retirements are told; the implementation lives with the contracts. */
public interface CatalogFacts {

    /** Tells that the version may be quoted from now on; needs the transaction that made it so. */
    void published(CatalogVersion version, Cause cause);

    /** Tells that no new quote may be opened on it; needs the transaction that made it so. */
    void retired(CatalogVersion version, Cause cause);
}
