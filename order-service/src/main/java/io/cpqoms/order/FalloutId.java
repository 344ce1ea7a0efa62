package io.cpqoms.order;

import java.util.Objects;
import java.util.UUID;

/** Identifies a fallout of an order. */
public record FalloutId(UUID value) {

    public FalloutId {
        Objects.requireNonNull(value, "FalloutId");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
