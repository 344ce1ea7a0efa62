package io.cpqoms.order.fallout;

import java.util.Arrays;
import java.util.Optional;

/** How a failed task goes on. */
public enum Repair {
    /** Ask the partner again, as a new attempt. */
    RETRY("retry"),
    /** Do without the task. */
    SKIP("skip"),
    /** The work was done outside of the platform. */
    COMPLETE_MANUALLY("completeManually");

    private final String contractName;

    Repair(String contractName) {
        this.contractName = contractName;
    }

    /** The name in contracts, answers and stored documents. */
    public String contractName() {
        return contractName;
    }

    /** The repair of this name, or of the constant's, as the first release wrote it. */
    public static Optional<Repair> named(String contractName) {
        return Arrays.stream(values())
                .filter(repair -> repair.contractName.equals(contractName)
                        || repair.name().equals(contractName))
                .findFirst();
    }
}
