package io.cpqoms.quote.catalog;

/** Draft may be looked at, published may be quoted, retired keeps only the quotes that already pin it. */
public enum CatalogState {
    DRAFT("draft"),
    PUBLISHED("published"),
    RETIRED("retired");

    private final String label;

    CatalogState(String label) {
        this.label = label;
    }

    /** As clients call it. */
    public String label() {
        return label;
    }
}
