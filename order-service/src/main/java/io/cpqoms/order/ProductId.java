package io.cpqoms.order;

/** The catalog's name for a product. */
public record ProductId(String value) {

    public ProductId {
        Token.require("product id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
