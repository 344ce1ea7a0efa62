package io.cpqoms.order;

import java.util.Objects;
import java.util.UUID;

/** Identifies a line; the order keeps the ids of the quote's lines. */
public record LineId(UUID value) {

    public LineId {
        Objects.requireNonNull(value, "LineId");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
