package io.cpqoms.quote.catalog;

import io.cpqoms.values.Cause;

/** Where publications and retirements are told; the implementation lives with the contracts. */
public interface CatalogFacts {

    /** What it would take to tell that this version may be quoted. */
    Telling telling(CatalogVersion version);

    /** Tells that the version may be quoted from now on; needs the transaction that made it so. */
    void published(CatalogVersion version, Cause cause);

    /** Tells that no new quote may be opened on it; needs the transaction that made it so. */
    void retired(CatalogVersion version, Cause cause);

    /** How many bytes a fact takes, and how many there is room for. */
    record Telling(int bytes, int room) {

        boolean fits() {
            return bytes <= room;
        }
    }
}
