package io.cpqoms.values;

import java.util.Objects;
import java.util.UUID;

/** Names one quote. */
public record QuoteId(UUID value) {

    public QuoteId {
        Objects.requireNonNull(value, "QuoteId");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
