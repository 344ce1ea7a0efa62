package io.cpqoms.order.decomposition;

import io.cpqoms.order.PartnerName;
import io.cpqoms.order.TaskId;
import io.cpqoms.order.TaskName;
import java.util.List;

/**
 * One node of the plan.
 *
 * @param dependsOn tasks that must be completed or skipped before this one may start; sorted, without repeats
 * @param skippable whether the order may do without it when its partner refuses
 */
public record PlannedTask(
        TaskId id, TaskName name, PartnerName partner, Scope scope, List<TaskId> dependsOn, boolean skippable) {

    public PlannedTask {
        dependsOn = List.copyOf(dependsOn);
    }
}
