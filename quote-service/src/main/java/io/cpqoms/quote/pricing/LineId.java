package io.cpqoms.quote.pricing;

import java.util.UUID;

/** Names one line of a quote. */
public record LineId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
