package io.cpqoms.quote.lifecycle;

import io.cpqoms.quote.value.Identifier;

/** Names a customer, as the system of record for customers does. */
public record CustomerId(String value) {

    public CustomerId {
        Identifier.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
