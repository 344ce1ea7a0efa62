package io.cpqoms.order;

import java.util.Objects;
import java.util.UUID;

/** Identifies the quote that an order came from. */
public record QuoteId(UUID value) {

    public QuoteId {
        Objects.requireNonNull(value, "QuoteId");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
