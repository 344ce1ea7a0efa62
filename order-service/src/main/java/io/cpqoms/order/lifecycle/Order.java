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
import io.cpqoms.values.LineId;
import io.cpqoms.values.OrderId;
import io.cpqoms.values.TenantId;
import java.time.Instant;
import java.util.List;

/**
 * The aggregate: an accepted quote revision on its way to being fulfilled.
 *
 * @param version how many events made it what it is; the next event takes the next number
 */
public record Order(OrderId id, AcceptedQuote quote, Instant createdAt, long version, OrderState state) {

    /** The order at its first event. */
    static Order created(OrderId id, OrderCreated event) {
        return new Order(id, event.quote(), event.createdAt(), 1, new Acknowledged());
    }

    public TenantId tenant() {
        return quote.tenant();
    }

    /** The ids of the lines in the order in which the customer sees them. */
    List<LineId> lineIds() {
        return quote.lines().stream().map(OrderLine::lineId).toList();
    }

    /** The order after these facts. */
    Order evolve(List<OrderEvent> events) {
        Order order = this;
        for (OrderEvent event : events) {
            order = order.evolve(event);
        }
        return order;
    }

    /** The order after this fact; never refuses, because a fact has happened. */
    Order evolve(OrderEvent event) {
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
        return new Order(id, quote, createdAt, version + 1, next);
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
