package io.cpqoms.order.lifecycle;

import java.util.Optional;
import java.util.stream.Stream;

/** What a line is among the lines of its order. */
public enum LineRole {
    /** Has components. */
    BUNDLE("bundle"),
    /** Is a component and has none. */
    OPTION("option"),
    /** Stands for itself. */
    PRODUCT("product");

    private final String contractName;

    LineRole(String contractName) {
        this.contractName = contractName;
    }

    /** The name in contracts and in stored documents. */
    public String contractName() {
        return contractName;
    }

    /** The role of this name. */
    public static Optional<LineRole> named(String contractName) {
        return Stream.of(values())
                .filter(role -> role.contractName.equals(contractName))
                .findFirst();
    }
}
