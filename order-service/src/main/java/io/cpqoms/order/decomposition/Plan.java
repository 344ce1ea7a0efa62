package io.cpqoms.order.decomposition;

import io.cpqoms.order.TaskId;
import io.cpqoms.values.PlanBounds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The graph of tasks that fulfils an order: acyclic, and listed so that every task comes after all it depends on.
 *
 * @param hash the same order and catalog version always give the same hash
 */
public record Plan(String hash, List<PlannedTask> tasks) {

    public Plan {
        tasks = List.copyOf(tasks);
        Set<TaskId> before = new HashSet<>();
        for (PlannedTask task : tasks) {
            if (!before.containsAll(task.dependsOn()) || !before.add(task.id())) {
                throw new IllegalArgumentException("Task " + task.id() + " stands before one that it depends on");
            }
        }
    }

    /** The task of this id, if the plan has one. */
    public Optional<PlannedTask> task(TaskId id) {
        return tasks.stream().filter(task -> task.id().equals(id)).findFirst();
    }

    /** How long the fact of this plan is as JSON, at most two bytes too many for each task; names are ASCII. */
    public long bytesToTell() {
        long bytes = PlanBounds.bytesOfPlan();
        for (PlannedTask task : tasks) {
            bytes += PlanBounds.bytesOfTask(
                    task.name().value(),
                    task.partner().value(),
                    task.scope() instanceof Scope.OfLine,
                    task.dependsOn().size());
        }
        return bytes;
    }

    /** The tasks that depend on nothing. */
    public List<TaskId> roots() {
        return tasks.stream()
                .filter(task -> task.dependsOn().isEmpty())
                .map(PlannedTask::id)
                .toList();
    }

    /** The tasks that can't be done before this one, directly or by way of others, in plan order. */
    public List<PlannedTask> waitingFor(TaskId id) {
        Set<TaskId> blocked = new LinkedHashSet<>();
        blocked.add(id);
        List<PlannedTask> waiting = new ArrayList<>();
        for (PlannedTask task : tasks) {
            if (task.dependsOn().stream().anyMatch(blocked::contains)) {
                blocked.add(task.id());
                waiting.add(task);
            }
        }
        return List.copyOf(waiting);
    }
}
