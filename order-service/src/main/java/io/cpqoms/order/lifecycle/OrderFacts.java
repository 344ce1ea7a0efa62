package io.cpqoms.order.lifecycle;

import io.cpqoms.values.Cause;
import java.util.List;

/** Hears what happened to an order, inside the transaction and while the order's row is locked. */
public interface OrderFacts {

    /**
     * Tells the world; what it can't be told fails the command.
     *
     * @param after the order after the last of the events, which took the versions up to its own
     */
    void happened(List<OrderEvent> events, Order after, Cause cause);
}
