package io.cpqoms.quote.lifecycle;

import java.util.UUID;

/** Names one quote. */
public record QuoteId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
