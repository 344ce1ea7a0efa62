package io.cpqoms.values;

/** Names a product across catalog versions. */
public record ProductId(String value) {

    public ProductId {
        Token.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
