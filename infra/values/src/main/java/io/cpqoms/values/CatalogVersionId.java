package io.cpqoms.values;

import java.util.Objects;
import java.util.UUID;

/** Names one catalog version: the products and prices that a quote is made from. */
public record CatalogVersionId(UUID value) {

    public CatalogVersionId {
        Objects.requireNonNull(value, "CatalogVersionId");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
