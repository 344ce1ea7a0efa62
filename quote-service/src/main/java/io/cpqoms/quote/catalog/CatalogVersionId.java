package io.cpqoms.quote.catalog;

import java.util.UUID;

/** Names one catalog version. */
public record CatalogVersionId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
