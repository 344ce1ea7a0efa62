package io.cpqoms.order;

import java.util.Objects;
import java.util.UUID;

/** Identifies a task of an order's plan. */
public record TaskId(UUID value) {

    public TaskId {
        Objects.requireNonNull(value, "TaskId");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
