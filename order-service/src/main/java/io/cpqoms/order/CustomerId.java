package io.cpqoms.order;

/** The party that an order is for, as the sales side knows it. */
public record CustomerId(String value) {

    public CustomerId {
        Token.require("customer id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
