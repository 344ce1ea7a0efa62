package io.cpqoms.order.lifecycle;

import java.util.List;

/** What an order answers to a command. */
public sealed interface Decision {

    /** New facts. */
    record Accepted(List<OrderEvent> events) implements Decision {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /** What was asked already stands; nothing happens again. Callers are workflows that retry. */
    record Stands() implements Decision {}

    /** The expected no. */
    record Refused(OrderProblem problem) implements Decision {}
}
