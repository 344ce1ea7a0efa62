package io.cpqoms.order.fallout;

import java.util.Arrays;
import java.util.Optional;

/** Where the fault lies, as the partner or this service sees it. It explains; what may be done about it, the plan's step says. */
public enum FalloutType {
    INVENTORY("inventory"),
    PROVISIONING("provisioning"),
    BILLING("billing"),
    PARTNER("partner"),
    DATA("data");

    private final String contractName;

    FalloutType(String contractName) {
        this.contractName = contractName;
    }

    /** The name in contracts, answers and stored documents. */
    public String contractName() {
        return contractName;
    }

    /** The type of this name, or of the constant's, as the first release wrote it. */
    public static Optional<FalloutType> named(String contractName) {
        return Arrays.stream(values())
                .filter(type ->
                        type.contractName.equals(contractName) || type.name().equals(contractName))
                .findFirst();
    }
}
