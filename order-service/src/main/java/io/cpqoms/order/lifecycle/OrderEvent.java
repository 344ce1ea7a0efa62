package io.cpqoms.order.lifecycle;

import io.cpqoms.order.FalloutId;
import io.cpqoms.order.TaskId;
import io.cpqoms.order.decomposition.Plan;
import io.cpqoms.order.decomposition.PlannedTask;
import io.cpqoms.order.fallout.Fallout;
import io.cpqoms.order.fallout.FalloutStanding;
import java.util.List;

/** The facts of an order's life. */
public sealed interface OrderEvent {

    /** The order of an accepted quote revision exists. */
    record OrderCreated(AcceptedQuote quote) implements OrderEvent {}

    /** The order has its plan. */
    record OrderDecomposed(Plan plan) implements OrderEvent {}

    /** All that these tasks depend on is done. */
    record OrderTasksReady(List<TaskId> taskIds) implements OrderEvent {
        public OrderTasksReady {
            taskIds = List.copyOf(taskIds);
        }
    }

    /** A partner is being asked. */
    record OrderTaskStarted(PlannedTask task, int attempt) implements OrderEvent {}

    /** The partner performed the task. */
    record OrderTaskCompleted(PlannedTask task, int attempt, String partnerReference) implements OrderEvent {}

    /** The partner refused; the task needs a decision. */
    record OrderFalloutRaised(PlannedTask task, Fallout fallout) implements OrderEvent {}

    /** Somebody decided how the failed task goes on; after a retry it is ready again. */
    record OrderFalloutRepaired(FalloutId falloutId, TaskId taskId, FalloutStanding.Closed decision)
            implements OrderEvent {}

    /** Every task is completed or skipped. */
    record OrderCompleted(int completedTasks, int skippedTasks) implements OrderEvent {}
}
