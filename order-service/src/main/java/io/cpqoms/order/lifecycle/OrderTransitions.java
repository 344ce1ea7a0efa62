package io.cpqoms.order.lifecycle;

import io.cpqoms.command.decision.TransitionTable;
import io.cpqoms.order.lifecycle.OrderCommand.CompleteTask;
import io.cpqoms.order.lifecycle.OrderCommand.Decompose;
import io.cpqoms.order.lifecycle.OrderCommand.FailTask;
import io.cpqoms.order.lifecycle.OrderCommand.Release;
import io.cpqoms.order.lifecycle.OrderCommand.RepairFallout;
import io.cpqoms.order.lifecycle.OrderCommand.StartTask;
import io.cpqoms.order.lifecycle.OrderEvent.OrderCompleted;
import io.cpqoms.order.lifecycle.OrderEvent.OrderDecomposed;
import io.cpqoms.order.lifecycle.OrderEvent.OrderFalloutRaised;
import io.cpqoms.order.lifecycle.OrderEvent.OrderFalloutRepaired;
import io.cpqoms.order.lifecycle.OrderEvent.OrderTaskCompleted;
import io.cpqoms.order.lifecycle.OrderEvent.OrderTaskStarted;
import io.cpqoms.order.lifecycle.OrderEvent.OrderTasksReady;
import io.cpqoms.order.lifecycle.OrderState.Acknowledged;
import io.cpqoms.order.lifecycle.OrderState.Completed;
import io.cpqoms.order.lifecycle.OrderState.Decomposed;
import io.cpqoms.order.lifecycle.OrderState.Held;
import io.cpqoms.order.lifecycle.OrderState.InProgress;
import java.util.List;

/**
 * The life of an order, row by row. Callers are workflows that send a command again when they don't know what became of it, so each
 * command may come in every later state and finds its result standing there.
 */
final class OrderTransitions
        extends TransitionTable<Order, OrderState, OrderCommand, OrderSituation, OrderEvent, OrderProblem> {

    static final OrderTransitions TABLE = new OrderTransitions();

    private OrderTransitions() {
        super(OrderNames.STATES, OrderNames.COMMANDS, OrderNames.EVENTS);

        on(Acknowledged.class, Decompose.class, PlanRules::decompose)
                .given("the catalog version has arrived", PlanRules::catalogNotKnown)
                .emits(OrderDecomposed.class)
                .to(Decomposed.class);

        stands(Decomposed.class, Decompose.class);
        on(Decomposed.class, Release.class, PlanRules::release)
                .emits(OrderTasksReady.class)
                .to(InProgress.class);

        stands(InProgress.class, Decompose.class);
        stands(InProgress.class, Release.class);
        on(InProgress.class, StartTask.class, TaskRules::start)
                .emits(OrderTaskStarted.class)
                .orStands()
                .to(InProgress.class);
        on(InProgress.class, CompleteTask.class, TaskRules::complete)
                .emits(OrderTaskCompleted.class, OrderTasksReady.class, OrderCompleted.class)
                .orStands()
                .to(InProgress.class, Held.class, Completed.class);
        on(InProgress.class, FailTask.class, TaskRules::fail)
                .emits(OrderFalloutRaised.class)
                .orStands()
                .to(InProgress.class, Held.class);
        on(InProgress.class, RepairFallout.class, RepairRules::repair)
                .offeredIf(RepairRules::nothingToRepair)
                .emits(OrderFalloutRepaired.class, OrderTasksReady.class)
                .orStands()
                .to(InProgress.class);

        stands(Held.class, Decompose.class);
        stands(Held.class, Release.class);
        on(Held.class, StartTask.class, TaskRules::start).orStands();
        on(Held.class, CompleteTask.class, TaskRules::complete).orStands();
        on(Held.class, FailTask.class, TaskRules::fail).orStands();
        on(Held.class, RepairFallout.class, RepairRules::repair)
                .emits(OrderFalloutRepaired.class, OrderTasksReady.class, OrderCompleted.class)
                .orStands()
                .to(InProgress.class, Held.class, Completed.class);

        stands(Completed.class, Decompose.class);
        stands(Completed.class, Release.class);
        on(Completed.class, StartTask.class, TaskRules::start).orStands();
        on(Completed.class, CompleteTask.class, TaskRules::complete).orStands();
        on(Completed.class, FailTask.class, TaskRules::fail).orStands();
        on(Completed.class, RepairFallout.class, RepairRules::repair).orStands();
    }

    @Override
    protected OrderState stateOf(Order order) {
        return order.state();
    }

    @Override
    protected OrderProblem illegal(String command, String state, List<String> legalCommands) {
        return new OrderProblem.IllegalTransition(command, state, legalCommands);
    }
}
