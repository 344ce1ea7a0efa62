package io.cpqoms.quote.catalog;

import java.util.Locale;

/** Draft may be looked at, published may be quoted, retired keeps only the quotes that already pin it. */
public enum CatalogState {
    DRAFT,
    PUBLISHED,
    RETIRED;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
