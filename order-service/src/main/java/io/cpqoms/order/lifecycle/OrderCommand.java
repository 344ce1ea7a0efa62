package io.cpqoms.order.lifecycle;

import io.cpqoms.order.FalloutId;
import io.cpqoms.order.TaskId;
import io.cpqoms.order.fallout.FalloutType;
import io.cpqoms.order.fallout.Repair;

/** What may be asked of an order. */
public sealed interface OrderCommand {

    /** Work out the plan from the catalog version that the quote was made from. */
    record Decompose() implements OrderCommand {}

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
}
