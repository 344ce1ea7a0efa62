package io.cpqoms.order.lifecycle;

import io.cpqoms.order.FalloutId;
import io.cpqoms.order.TaskId;
import io.cpqoms.order.decomposition.Plan;
import io.cpqoms.order.decomposition.PlannedTask;
import io.cpqoms.order.fallout.Fallout;
import io.cpqoms.order.fallout.FalloutStanding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The plan of an order with where each task stands and the fallouts so far; immutable. */
public record Fulfilment(Plan plan, Map<TaskId, TaskState> tasks, List<Fallout> fallouts) {

    public Fulfilment {
        tasks = Collections.unmodifiableMap(tasks);
        fallouts = List.copyOf(fallouts);
    }

    static Fulfilment of(Plan plan) {
        Map<TaskId, TaskState> tasks = new LinkedHashMap<>();
        plan.tasks().forEach(task -> tasks.put(task.id(), new TaskState.Planned()));
        return new Fulfilment(plan, tasks, List.of());
    }

    public TaskState state(TaskId id) {
        return Objects.requireNonNull(tasks.get(id), "task outside of the plan");
    }

    Fulfilment with(TaskId id, TaskState state) {
        Map<TaskId, TaskState> changed = new LinkedHashMap<>(tasks);
        changed.put(id, state);
        return new Fulfilment(plan, changed, fallouts);
    }

    Fulfilment with(Fallout fallout) {
        List<Fallout> changed = new ArrayList<>(fallouts);
        changed.removeIf(other -> other.id().equals(fallout.id()));
        changed.add(fallout.number() - 1, fallout);
        return new Fulfilment(plan, tasks, changed);
    }

    /** These tasks may start; no partner was asked yet. */
    Fulfilment ready(List<TaskId> ids) {
        Map<TaskId, TaskState> changed = new LinkedHashMap<>(tasks);
        ids.forEach(id -> changed.put(id, new TaskState.Ready(0)));
        return new Fulfilment(plan, changed, fallouts);
    }

    /** The fallout is closed and its task goes on as decided. */
    Fulfilment repaired(OrderEvent.OrderFalloutRepaired event) {
        Fallout fallout = fallout(event.falloutId()).orElseThrow();
        FalloutStanding.Closed decision = event.decision();
        TaskState next = switch (decision.repair()) {
            case RETRY -> new TaskState.Ready(fallout.attempt());
            case SKIP -> new TaskState.Skipped(fallout.attempt(), fallout.id());
            case COMPLETE_MANUALLY -> new TaskState.Completed(fallout.attempt(), "manual:" + decision.repairedBy());
        };
        return with(fallout.closed(decision)).with(event.taskId(), next);
    }

    public Optional<Fallout> fallout(FalloutId id) {
        return fallouts.stream().filter(fallout -> fallout.id().equals(id)).findFirst();
    }

    /** The tasks that this one still waits for, in plan order. */
    public List<PlannedTask> waitsFor(PlannedTask task) {
        return plan.tasks().stream()
                .filter(other -> task.dependsOn().contains(other.id()))
                .filter(other -> !state(other.id()).isDone())
                .toList();
    }

    /** The planned tasks that nothing holds back any more. */
    List<TaskId> unblocked() {
        return plan.tasks().stream()
                .filter(task -> state(task.id()) instanceof TaskState.Planned)
                .filter(task ->
                        task.dependsOn().stream().allMatch(id -> state(id).isDone()))
                .map(PlannedTask::id)
                .toList();
    }

    /** A fact that led here and what follows from it at once: tasks that nothing holds back any more, or the end. */
    List<OrderEvent> following(OrderEvent fact) {
        List<TaskId> unblocked = unblocked();
        if (!unblocked.isEmpty()) {
            return List.of(fact, new OrderEvent.OrderTasksReady(unblocked));
        }
        return isDone()
                ? List.of(
                        fact,
                        new OrderEvent.OrderCompleted(count(TaskState.Completed.class), count(TaskState.Skipped.class)))
                : List.of(fact);
    }

    boolean isDone() {
        return tasks.values().stream().allMatch(TaskState::isDone);
    }

    /** Nothing goes on until somebody repairs a fallout. */
    boolean isStuck() {
        return fallouts.stream().anyMatch(Fallout::isOpen)
                && tasks.values().stream().noneMatch(TaskState::isMoving);
    }

    /** How many tasks stand in a state of this kind. */
    public int count(Class<? extends TaskState> kind) {
        return (int) tasks.values().stream().filter(kind::isInstance).count();
    }
}
