package io.cpqoms.order.fulfilment;

import io.cpqoms.order.fallout.Fallout;
import io.cpqoms.order.lifecycle.Order;
import io.cpqoms.order.lifecycle.OrderProblem;
import java.time.Duration;

/** What became of performing a task. */
public sealed interface Performance {

    /** The partner did it, or somebody did it by hand. */
    record Completed(Order order) implements Performance {}

    /** The partner refused; the order has a fallout. */
    record Failed(Order order, Fallout fallout) implements Performance {}

    /** An operator decided to do without the task. */
    record Skipped(Order order) implements Performance {}

    /** The partner didn't answer; the task stays active and the next call asks under the same key. */
    record Unanswered(String partner, String why, Duration retryAfter) implements Performance {}

    /** The task may not be performed. */
    record Refused(OrderProblem problem) implements Performance {}
}
