package io.cpqoms.order.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.order.FalloutId;
import io.cpqoms.order.PartnerName;
import io.cpqoms.order.TaskId;
import io.cpqoms.order.TaskName;
import io.cpqoms.order.decomposition.Plan;
import io.cpqoms.order.decomposition.PlannedTask;
import io.cpqoms.order.decomposition.Scope;
import io.cpqoms.values.LineId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a plan and its progress are stored: each task with where it stands, in plan order. */
record WorkDocument(String planHash, List<Task> tasks, List<FalloutDocument> fallouts) {

    /**
     * @param lineId absent on a task that serves the whole order
     * @param attempt of an active or settled task its attempt, of a ready one those before
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Task(
            UUID id,
            String name,
            String partner,
            @Nullable UUID lineId,
            List<UUID> dependsOn,
            TaskStanding state,
            int attempt,
            @Nullable String reference,
            @Nullable UUID falloutId) {

        static Task of(PlannedTask task, TaskState state) {
            return new Task(
                    task.id().value(),
                    task.name().value(),
                    task.partner().value(),
                    task.scope() instanceof Scope.OfLine(var line) ? line.value() : null,
                    task.dependsOn().stream().map(TaskId::value).toList(),
                    TaskStanding.of(state),
                    TaskStanding.attemptOf(state),
                    state instanceof TaskState.Completed(int attempt, var reference) ? reference : null,
                    switch (state) {
                        case TaskState.Failed(int attempt, var fallout) -> fallout.value();
                        case TaskState.Skipped(int attempt, var fallout) -> fallout.value();
                        case TaskState.Planned p -> null;
                        case TaskState.Ready r -> null;
                        case TaskState.Active a -> null;
                        case TaskState.Completed c -> null;
                    });
        }

        PlannedTask task() {
            return new PlannedTask(
                    new TaskId(id),
                    new TaskName(name),
                    new PartnerName(partner),
                    lineId == null ? new Scope.WholeOrder() : new Scope.OfLine(new LineId(lineId)),
                    dependsOn.stream().map(TaskId::new).toList());
        }

        TaskState taskState() {
            return switch (state) {
                case PLANNED -> new TaskState.Planned();
                case READY -> new TaskState.Ready(attempt);
                case ACTIVE -> new TaskState.Active(attempt);
                case COMPLETED -> new TaskState.Completed(attempt, Objects.requireNonNull(reference, "reference"));
                case FAILED -> new TaskState.Failed(attempt, fallout());
                case SKIPPED -> new TaskState.Skipped(attempt, fallout());
            };
        }

        private FalloutId fallout() {
            return new FalloutId(Objects.requireNonNull(falloutId, "falloutId"));
        }
    }

    static WorkDocument of(Fulfilment work) {
        return new WorkDocument(
                work.plan().hash(),
                work.plan().tasks().stream()
                        .map(task -> Task.of(task, work.state(task.id())))
                        .toList(),
                work.fallouts().stream().map(FalloutDocument::of).toList());
    }

    Fulfilment work() {
        Map<TaskId, TaskState> states = new LinkedHashMap<>();
        tasks.forEach(task -> states.put(new TaskId(task.id()), task.taskState()));
        return new Fulfilment(
                new Plan(planHash, tasks.stream().map(Task::task).toList()),
                states,
                fallouts.stream().map(FalloutDocument::fallout).toList());
    }
}
