package io.cpqoms.order;

import java.util.Objects;
import java.util.UUID;

/** Identifies the catalog version that the quote was made from. */
public record CatalogVersionId(UUID value) {

    public CatalogVersionId {
        Objects.requireNonNull(value, "CatalogVersionId");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
