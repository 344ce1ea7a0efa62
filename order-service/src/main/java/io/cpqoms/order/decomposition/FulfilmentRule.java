package io.cpqoms.order.decomposition;

import io.cpqoms.order.PartnerName;
import io.cpqoms.order.TaskName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the catalog says must be done to fulfil a product.
 *
 * @param dependsOn tasks of the same product that must be done before
 * @param skippable whether an order may do without it when its partner refuses
 */
public record FulfilmentRule(
        TaskName task, PartnerName partner, Reach reach, List<TaskName> dependsOn, boolean skippable) {

    /** Whether each line gets a task of its own or the whole order shares one. */
    public enum Reach {
        LINE("line"),
        ORDER("order");

        private final String contractName;

        Reach(String contractName) {
            this.contractName = contractName;
        }

        /** The name in the catalog's contract and in stored documents. */
        public String contractName() {
            return contractName;
        }

        /** The reach of this name. */
        public static Optional<Reach> named(String contractName) {
            return Arrays.stream(values())
                    .filter(reach -> reach.contractName.equals(contractName))
                    .findFirst();
        }
    }

    public FulfilmentRule {
        dependsOn = List.copyOf(dependsOn);
    }
}
