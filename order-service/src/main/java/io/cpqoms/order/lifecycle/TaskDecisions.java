package io.cpqoms.order.lifecycle;

import io.cpqoms.order.TaskId;
import io.cpqoms.order.decomposition.PlannedTask;
import io.cpqoms.order.fallout.Fallout;
import io.cpqoms.order.fallout.FalloutRules;
import io.cpqoms.order.fallout.FalloutStanding;
import io.cpqoms.order.fallout.Repair;
import io.cpqoms.order.lifecycle.OrderEvent.OrderCompleted;
import io.cpqoms.order.lifecycle.OrderEvent.OrderFalloutRaised;
import io.cpqoms.order.lifecycle.OrderEvent.OrderFalloutRepaired;
import io.cpqoms.order.lifecycle.OrderEvent.OrderTaskCompleted;
import io.cpqoms.order.lifecycle.OrderEvent.OrderTaskStarted;
import io.cpqoms.order.lifecycle.OrderEvent.OrderTasksReady;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decisions about one task of a released order. Pure.
 *
 * <p>An attempt is settled once. Who reports on an attempt that is settled already, or that a later one replaced, finds
 * the recorded outcome standing: two workers may ask the partner for the same attempt at once, under the same key.
 */
record TaskDecisions(Order order, Fulfilment work) {

    static TaskDecisions of(Order order) {
        return new TaskDecisions(order, order.state().work().orElseThrow());
    }

    Decision start(OrderCommand.StartTask command) {
        return task(command.taskId())
                .<Decision>map(task -> switch (work.state(task.id())) {
                    case TaskState.Ready(int attempts) -> accepted(new OrderTaskStarted(task, attempts + 1));
                    case TaskState.Planned() -> new Decision.Refused(waits(task));
                    case TaskState.Active active -> new Decision.Stands();
                    case TaskState.Completed completed -> new Decision.Stands();
                    case TaskState.Failed failed -> new Decision.Stands();
                    case TaskState.Skipped skipped -> new Decision.Stands();
                })
                .orElseGet(() -> unknown(command.taskId()));
    }

    Decision complete(OrderCommand.CompleteTask command) {
        return task(command.taskId())
                .<Decision>map(task -> isActive(task, command.attempt())
                        ? new Decision.Accepted(followed(
                                new OrderTaskCompleted(task, command.attempt(), command.partnerReference()),
                                work.with(
                                        task.id(),
                                        new TaskState.Completed(command.attempt(), command.partnerReference()))))
                        : new Decision.Stands())
                .orElseGet(() -> unknown(command.taskId()));
    }

    Decision fail(OrderCommand.FailTask command, Instant now) {
        return task(command.taskId())
                .<Decision>map(task -> isActive(task, command.attempt())
                        ? accepted(new OrderFalloutRaised(task, fallout(task, command, now)))
                        : new Decision.Stands())
                .orElseGet(() -> unknown(command.taskId()));
    }

    Decision repair(OrderCommand.RepairFallout command, Instant now) {
        return work.fallout(command.falloutId())
                .<Decision>map(fallout -> switch (fallout.standing()) {
                    case FalloutStanding.Open() -> repair(fallout, command, now);
                    case FalloutStanding.Closed(var repair, var by, var reason, var at) ->
                        repair == command.repair()
                                ? new Decision.Stands()
                                : new Decision.Refused(new OrderProblem.FalloutClosed(fallout.id(), repair, by));
                })
                .orElseGet(() -> new Decision.Refused(new OrderProblem.UnknownFallout(command.falloutId())));
    }

    private Decision repair(Fallout fallout, OrderCommand.RepairFallout command, Instant now) {
        if (!fallout.repairs().contains(command.repair())) {
            return new Decision.Refused(
                    new OrderProblem.RepairNotLegal(fallout.id(), command.repair(), fallout.repairs()));
        }
        var decision = new FalloutStanding.Closed(command.repair(), command.repairedBy(), command.reason(), now);
        var repaired = new OrderFalloutRepaired(fallout.id(), fallout.taskId(), decision);
        return command.repair() == Repair.RETRY
                ? accepted(repaired)
                : new Decision.Accepted(followed(repaired, work.repaired(repaired)));
    }

    /** The fact and what follows from it at once: tasks that nothing holds back any more, or the end. */
    private List<OrderEvent> followed(OrderEvent fact, Fulfilment after) {
        List<OrderEvent> events = new ArrayList<>(List.of(fact));
        List<TaskId> unblocked = after.unblocked();
        if (!unblocked.isEmpty()) {
            events.add(new OrderTasksReady(unblocked));
        } else if (after.isDone()) {
            events.add(
                    new OrderCompleted(after.count(TaskState.Completed.class), after.count(TaskState.Skipped.class)));
        }
        return events;
    }

    private Fallout fallout(PlannedTask task, OrderCommand.FailTask command, Instant now) {
        return new Fallout(
                FalloutRules.idOf(task.id(), command.attempt()),
                work.fallouts().size() + 1,
                task.id(),
                command.attempt(),
                command.type(),
                FalloutRules.cause(command.cause(), task),
                FalloutRules.impact(work.plan(), task, order.lineIds()),
                FalloutRules.repairs(command.type()),
                FalloutRules.owner(),
                now,
                new FalloutStanding.Open());
    }

    private boolean isActive(PlannedTask task, int attempt) {
        return work.state(task.id()).equals(new TaskState.Active(attempt));
    }

    private Optional<PlannedTask> task(TaskId id) {
        return work.plan().task(id);
    }

    private OrderProblem waits(PlannedTask task) {
        return new OrderProblem.TaskWaits(
                task.id(),
                task.name(),
                work.waitsFor(task).stream().map(PlannedTask::name).distinct().toList());
    }

    private static Decision accepted(OrderEvent event) {
        return new Decision.Accepted(List.of(event));
    }

    private static Decision unknown(TaskId id) {
        return new Decision.Refused(new OrderProblem.UnknownTask(id));
    }
}
