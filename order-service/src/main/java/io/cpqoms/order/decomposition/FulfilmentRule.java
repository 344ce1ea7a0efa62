package io.cpqoms.order.decomposition;

import io.cpqoms.order.PartnerName;
import io.cpqoms.order.TaskName;
import java.util.List;

/**
 * What the catalog says must be done to fulfil a product.
 *
 * @param dependsOn tasks of the same product that must be done before
 */
public record FulfilmentRule(TaskName task, PartnerName partner, Reach reach, List<TaskName> dependsOn) {

    /** Whether each line gets a task of its own or the whole order shares one. */
    public enum Reach {
        LINE,
        ORDER
    }

    public FulfilmentRule {
        dependsOn = List.copyOf(dependsOn);
    }
}
