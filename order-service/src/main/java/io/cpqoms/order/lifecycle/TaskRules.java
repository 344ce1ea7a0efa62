package io.cpqoms.order.lifecycle;

import io.cpqoms.command.decision.Decision;
import io.cpqoms.order.TaskId;
import io.cpqoms.order.decomposition.PlannedTask;
import io.cpqoms.order.fallout.Fallout;
import io.cpqoms.order.fallout.FalloutRules;
import io.cpqoms.order.fallout.FalloutStanding;
import io.cpqoms.order.lifecycle.OrderCommand.CompleteTask;
import io.cpqoms.order.lifecycle.OrderCommand.FailTask;
import io.cpqoms.order.lifecycle.OrderCommand.StartTask;
import io.cpqoms.order.lifecycle.OrderEvent.OrderFalloutRaised;
import io.cpqoms.order.lifecycle.OrderEvent.OrderTaskCompleted;
import io.cpqoms.order.lifecycle.OrderEvent.OrderTaskStarted;
import java.time.Instant;
import java.util.function.Function;

/**
 * Decisions about one task of a released order. Pure.
 *
 * <p>An attempt is settled once. Who reports on an attempt that is settled already, or that a later one replaced, finds
 * the recorded outcome standing: two workers may ask the partner for the same attempt at once, under the same key.
 */
final class TaskRules {

    private TaskRules() {}

    static Decision<OrderEvent, OrderProblem> start(
            Order order, OrderState state, StartTask command, OrderSituation situation) {
        Fulfilment work = order.work();
        return of(work, command.taskId(), task -> switch (work.state(task.id())) {
            case TaskState.Ready(int attempts) -> Decision.accepted(new OrderTaskStarted(task, attempts + 1));
            case TaskState.Planned() -> Decision.refused(waits(work, task));
            case TaskState.Active active -> Decision.stands();
            case TaskState.Completed completed -> Decision.stands();
            case TaskState.Failed failed -> Decision.stands();
            case TaskState.Skipped skipped -> Decision.stands();
        });
    }

    static Decision<OrderEvent, OrderProblem> complete(
            Order order, OrderState state, CompleteTask command, OrderSituation situation) {
        Fulfilment work = order.work();
        return of(
                work,
                command.taskId(),
                task -> isActive(work, task, command.attempt())
                        ? new Decision.Accepted<>(work.with(
                                        task.id(),
                                        new TaskState.Completed(command.attempt(), command.partnerReference()))
                                .following(new OrderTaskCompleted(task, command.attempt(), command.partnerReference())))
                        : Decision.stands());
    }

    static Decision<OrderEvent, OrderProblem> fail(
            Order order, OrderState state, FailTask command, OrderSituation situation) {
        return of(
                order.work(),
                command.taskId(),
                task -> isActive(order.work(), task, command.attempt())
                        ? Decision.accepted(new OrderFalloutRaised(task, fallout(order, task, command, situation.at())))
                        : Decision.stands());
    }

    private static Fallout fallout(Order order, PlannedTask task, FailTask command, Instant at) {
        Fulfilment work = order.work();
        return new Fallout(
                FalloutRules.idOf(task.id(), command.attempt()),
                work.fallouts().size() + 1,
                task.id(),
                command.attempt(),
                command.type(),
                FalloutRules.cause(command.cause(), task),
                FalloutRules.impact(work.plan(), task, order.lineIds()),
                FalloutRules.repairs(task, command.type()),
                FalloutRules.owner(),
                at,
                new FalloutStanding.Open());
    }

    private static Decision<OrderEvent, OrderProblem> of(
            Fulfilment work, TaskId id, Function<PlannedTask, Decision<OrderEvent, OrderProblem>> decide) {
        return work.plan().task(id).map(decide).orElseGet(() -> Decision.refused(new OrderProblem.UnknownTask(id)));
    }

    private static boolean isActive(Fulfilment work, PlannedTask task, int attempt) {
        return work.state(task.id()).equals(new TaskState.Active(attempt));
    }

    private static OrderProblem waits(Fulfilment work, PlannedTask task) {
        return new OrderProblem.TaskWaits(
                task.id(),
                task.name(),
                work.waitsFor(task).stream().map(PlannedTask::name).distinct().toList());
    }
}
