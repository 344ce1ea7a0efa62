package io.cpqoms.order.lifecycle;

import io.cpqoms.order.decomposition.PlannedTask;
import io.cpqoms.order.decomposition.Scope;
import io.cpqoms.order.fallout.Fallout;
import io.cpqoms.values.LineId;
import io.cpqoms.values.OrderId;
import java.util.Optional;

/**
 * A fallout with what the plan says of its task: what a list shows.
 *
 * @param line absent when the task serves the whole order
 */
public record ListedFallout(OrderId orderId, Fallout fallout, String task, String partner, Optional<LineId> line) {

    /** Where it stands in the worklist: behind the fallouts of newer orders and the earlier ones of its own. */
    public record Place(OrderId orderId, int number) {}

    public Place place() {
        return new Place(orderId, fallout.number());
    }

    public static ListedFallout of(Order order, Fallout fallout) {
        PlannedTask task = order.state()
                .work()
                .flatMap(work -> work.plan().task(fallout.taskId()))
                .orElseThrow();
        return new ListedFallout(
                order.id(),
                fallout,
                task.name().value(),
                task.partner().value(),
                task.scope() instanceof Scope.OfLine(var line) ? Optional.of(line) : Optional.empty());
    }
}
