package io.cpqoms.order.lifecycle.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.order.TaskId;
import io.cpqoms.order.decomposition.PlannedTask;
import io.cpqoms.order.decomposition.Scope;
import io.cpqoms.order.lifecycle.Fulfilment;
import io.cpqoms.order.lifecycle.OrderNames;
import io.cpqoms.order.lifecycle.TaskState;
import io.cpqoms.values.OrderId;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The graph of an order's tasks; every task comes after all it depends on. */
@Schema(name = "Plan")
record PlanView(UUID orderId, String planHash, List<TaskView> tasks) {

    /** A task and where it stands. */
    @Schema(name = "Task")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TaskView(
            UUID taskId,
            String name,
            String partner,

            @Schema(description = "Absent when the task serves the whole order.") @Nullable
            UUID lineId,

            List<UUID> dependsOn,

            @Schema(enumeration = {"planned", "ready", "active", "completed", "failed", "skipped"})
            String state,

            @Schema(description = "How often a partner was or is being asked.")
            int attempt,

            @Schema(description = "The partner's number for the work, or manual: and who did it.") @Nullable
            String reference) {

        static TaskView of(PlannedTask task, TaskState state) {
            return new TaskView(
                    task.id().value(),
                    task.name().value(),
                    task.partner().value(),
                    task.scope() instanceof Scope.OfLine(var line) ? line.value() : null,
                    task.dependsOn().stream().map(TaskId::value).toList(),
                    OrderNames.TASK_STATES.of(state),
                    state.attempt(),
                    state instanceof TaskState.Completed(int attempt, var reference) ? reference : null);
        }
    }

    static PlanView of(OrderId order, Fulfilment work) {
        return new PlanView(
                order.value(),
                work.plan().hash(),
                work.plan().tasks().stream()
                        .map(task -> TaskView.of(task, work.state(task.id())))
                        .toList());
    }
}
