package io.cpqoms.order.lifecycle;

import static io.cpqoms.command.decision.TypeNames.named;

import io.cpqoms.command.decision.TypeNames;
import io.cpqoms.order.decomposition.Scope;
import io.cpqoms.order.fallout.FalloutStanding;

/** What the types of an order are called in documents, events and answers, whatever the classes are called. */
public final class OrderNames {

    /** Each state by a name of its own; what the outside sees may be coarser, see {@link OrderState#contractName()}. */
    public static final TypeNames<OrderState> STATES = TypeNames.of(
            OrderState.class,
            named(OrderState.Acknowledged.class, "acknowledged"),
            named(OrderState.Decomposed.class, "decomposed"),
            named(OrderState.InProgress.class, "inProgress"),
            named(OrderState.Held.class, "held"),
            named(OrderState.Completed.class, "completed"));

    /** A client performs a task, which starts an attempt; the attempt's outcome is recorded by this service itself. */
    public static final TypeNames<OrderCommand> COMMANDS = TypeNames.of(
            OrderCommand.class,
            named(OrderCommand.Decompose.class, "decompose"),
            named(OrderCommand.Release.class, "release"),
            named(OrderCommand.StartTask.class, "perform"),
            named(OrderCommand.CompleteTask.class, "recordCompletion"),
            named(OrderCommand.FailTask.class, "recordFailure"),
            named(OrderCommand.RepairFallout.class, "repair"));

    /** The facts by the types of their contracts. */
    public static final TypeNames<OrderEvent> EVENTS = TypeNames.of(
            OrderEvent.class,
            named(OrderEvent.OrderCreated.class, "OrderCreated"),
            named(OrderEvent.OrderDecomposed.class, "OrderDecomposed"),
            named(OrderEvent.OrderTasksReady.class, "OrderTasksReady"),
            named(OrderEvent.OrderTaskStarted.class, "OrderTaskStarted"),
            named(OrderEvent.OrderTaskCompleted.class, "OrderTaskCompleted"),
            named(OrderEvent.OrderFalloutRaised.class, "OrderFalloutRaised"),
            named(OrderEvent.OrderFalloutRepaired.class, "OrderFalloutRepaired"),
            named(OrderEvent.OrderCompleted.class, "OrderCompleted"));

    public static final TypeNames<TaskState> TASK_STATES = TypeNames.of(
            TaskState.class,
            named(TaskState.Planned.class, "planned"),
            named(TaskState.Ready.class, "ready"),
            named(TaskState.Active.class, "active"),
            named(TaskState.Completed.class, "completed"),
            named(TaskState.Failed.class, "failed"),
            named(TaskState.Skipped.class, "skipped"));

    public static final TypeNames<FalloutStanding> FALLOUT_STANDINGS = TypeNames.of(
            FalloutStanding.class,
            named(FalloutStanding.Open.class, "open"),
            named(FalloutStanding.Closed.class, "closed"));

    static final TypeNames<Scope> SCOPES =
            TypeNames.of(Scope.class, named(Scope.OfLine.class, "line"), named(Scope.WholeOrder.class, "order"));

    private OrderNames() {}
}
