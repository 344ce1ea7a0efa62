package io.cpqoms.order.lifecycle;

import io.cpqoms.order.lifecycle.OrderEvent.OrderCompleted;
import io.cpqoms.order.lifecycle.OrderEvent.OrderCreated;
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
import io.cpqoms.values.Cause;
import io.cpqoms.values.LineId;
import io.cpqoms.values.OrderId;
import io.cpqoms.values.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The aggregate: an accepted quote revision on its way to being fulfilled.
 *
 * @param version how many events made it what it is; the next event takes the next number
 * @param createdBy who asked for it; empty when it was made before that was kept
 */
public record Order(
        OrderId id,
        TenantId tenant,
        long version,
        Instant createdAt,
        Optional<String> createdBy,
        Instant changedAt,
        AcceptedQuote quote,
        OrderState state) {

    /** The order at its first event. */
    static Order created(OrderId id, TenantId tenant, OrderCreated event, Cause cause) {
        return new Order(
                id,
                tenant,
                1,
                cause.at(),
                Optional.of(cause.actor().subject()),
                cause.at(),
                event.quote(),
                new Acknowledged());
    }

    /** The ids of the lines in the order in which the customer sees them. */
    List<LineId> lineIds() {
        return quote.lines().stream().map(OrderLine::lineId).toList();
    }

    /** The order after these facts, which happened at this instant; never refuses, because a fact has happened. */
    Order evolve(List<OrderEvent> events, Instant at) {
        Order order = this;
        for (OrderEvent event : events) {
            order = order.evolve(event, at);
        }
        return order;
    }

    private Order evolve(OrderEvent event, Instant at) {
        OrderState next = switch (event) {
            case OrderCreated created -> new Acknowledged();
            case OrderDecomposed(var plan) -> new Decomposed(Fulfilment.of(plan));
            case OrderTasksReady(var ids) -> going(work().ready(ids));
            case OrderTaskStarted(var task, int attempt) ->
                going(work().with(task.id(), new TaskState.Active(attempt)));
            case OrderTaskCompleted(var task, int attempt, String reference) ->
                going(work().with(task.id(), new TaskState.Completed(attempt, reference)));
            case OrderFalloutRaised(var task, var fallout) ->
                going(work().with(fallout).with(task.id(), new TaskState.Failed(fallout.attempt(), fallout.id())));
            case OrderFalloutRepaired repaired -> going(work().repaired(repaired));
            case OrderCompleted completed -> new Completed(work());
        };
        return new Order(id, tenant, version + 1, createdAt, createdBy, at, quote, next);
    }

    /** The plan and its progress; only after decomposition. */
    Fulfilment work() {
        return state.work().orElseThrow(() -> new IllegalStateException("Order " + id + " has no plan yet"));
    }

    /** In progress as long as anything can go on without a decision by an operator. */
    private static OrderState going(Fulfilment work) {
        return work.isStuck() ? new Held(work) : new InProgress(work);
    }
}
