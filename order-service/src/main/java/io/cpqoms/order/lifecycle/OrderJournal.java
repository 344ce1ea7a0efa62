package io.cpqoms.order.lifecycle;

import java.time.Instant;
import java.util.List;

/** Where the handler leaves the facts that it commits; integration turns them into contract events in the outbox. */
public interface OrderJournal {

    /**
     * Appends facts in the caller's transaction, while the order's row is locked.
     *
     * @param order the order after the last of the events; they took the versions up to its own
     */
    void append(Order order, List<OrderEvent> events, Cause cause, Instant occurredAt);
}
