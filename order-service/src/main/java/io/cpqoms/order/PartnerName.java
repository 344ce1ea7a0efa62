package io.cpqoms.order;

import io.cpqoms.values.Token;

/** Who performs a task: warehouse, provisioning, billing. */
public record PartnerName(String value) {

    public PartnerName {
        Token.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
