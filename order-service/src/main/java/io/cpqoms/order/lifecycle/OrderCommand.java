package io.cpqoms.order.lifecycle;

import io.cpqoms.order.FalloutId;
import io.cpqoms.order.TaskId;
import io.cpqoms.order.decomposition.CatalogRules;
import io.cpqoms.order.fallout.FalloutType;
import io.cpqoms.order.fallout.Repair;

/** What may be asked of an order. */
public sealed interface OrderCommand {

    /** Work out the plan. */
    record Decompose(CatalogRules rules) implements OrderCommand {}

    /** Let the tasks that depend on nothing start. */
    record Release() implements OrderCommand {}

    /** A partner is about to be asked. */
    record StartTask(TaskId taskId) implements OrderCommand {}

    /** The partner performed this attempt. */
    record CompleteTask(TaskId taskId, int attempt, String partnerReference) implements OrderCommand {}

    /** The partner refused this attempt. */
    record FailTask(TaskId taskId, int attempt, FalloutType type, String cause) implements OrderCommand {}

    /** An operator decided how a failed task goes on. */
    record RepairFallout(FalloutId falloutId, Repair repair, String repairedBy, String reason)
            implements OrderCommand {}

    /** The name of the command in contracts, where it has one. */
    default String contractName() {
        return nameOf(getClass());
    }

    /** The name of a command class in contracts; starting and settling a task are parts of performing it. */
    static String nameOf(Class<? extends OrderCommand> command) {
        if (command == Decompose.class) {
            return "decompose";
        }
        if (command == Release.class) {
            return "release";
        }
        return command == RepairFallout.class ? "repair" : "perform";
    }
}
