package io.cpqoms.order;

import java.util.Objects;
import java.util.UUID;

/** Identifies an order inside its tenant. */
public record OrderId(UUID value) {

    public OrderId {
        Objects.requireNonNull(value, "OrderId");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
