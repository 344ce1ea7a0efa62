package io.cpqoms.quote.catalog;

import io.cpqoms.quote.value.Identifier;

/** Names a product across catalog versions. */
public record ProductId(String value) {

    public ProductId {
        Identifier.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
