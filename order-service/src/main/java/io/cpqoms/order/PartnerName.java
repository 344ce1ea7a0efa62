package io.cpqoms.order;

/** Who performs a task: warehouse, provisioning, billing. */
public record PartnerName(String value) {

    public PartnerName {
        Token.require("partner name", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
