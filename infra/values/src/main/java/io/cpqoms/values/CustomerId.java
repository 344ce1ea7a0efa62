package io.cpqoms.values;

/** The party that a quote or an order is for, named as the system of record for customers does. */
public record CustomerId(String value) {

    public CustomerId {
        Token.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
