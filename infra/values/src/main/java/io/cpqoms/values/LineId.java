package io.cpqoms.values;

import java.util.Objects;
import java.util.UUID;

/** Names one line; an order keeps the ids of its quote's lines. */
public record LineId(UUID value) {

    public LineId {
        Objects.requireNonNull(value, "LineId");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
