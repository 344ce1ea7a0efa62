package io.cpqoms.order.lifecycle;

/** What became of a command. */
public sealed interface Outcome {

    /** There is an order now that wasn't there before. */
    record Created(Order order) implements Outcome {}

    /** What was asked stands, by this command or by an earlier one. */
    record Done(Order order) implements Outcome {}

    /** The expected no; nothing was changed. */
    record Refused(OrderProblem problem) implements Outcome {}
}
