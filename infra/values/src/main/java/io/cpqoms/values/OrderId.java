package io.cpqoms.values;

import java.util.Objects;
import java.util.UUID;

/** Names one order. */
public record OrderId(UUID value) {

    public OrderId {
        Objects.requireNonNull(value, "OrderId");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
