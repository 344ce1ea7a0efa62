package io.cpqoms.order.lifecycle;

import io.cpqoms.order.FalloutId;
import io.cpqoms.order.TaskId;
import io.cpqoms.order.TaskName;
import io.cpqoms.order.fallout.Repair;
import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.OrderId;
import io.cpqoms.values.QuoteId;
import java.util.List;

/** The expected ways in which a command is refused; values, not exceptions. */
public sealed interface OrderProblem {

    /**
     * The command has no place in this state.
     *
     * @param state its own name, not the one that contracts have for it
     */
    record IllegalTransition(String command, String state, List<String> legalCommands) implements OrderProblem {}

    /** The task can't start before others are done. */
    record TaskWaits(TaskId taskId, TaskName name, List<TaskName> waitsFor) implements OrderProblem {}

    /** The plan has no such task. */
    record UnknownTask(TaskId taskId) implements OrderProblem {}

    /** The order has no such fallout. */
    record UnknownFallout(FalloutId falloutId) implements OrderProblem {}

    /** No fallout waits for a decision. */
    record NothingToRepair() implements OrderProblem {}

    /** Somebody decided otherwise before. */
    record FalloutClosed(FalloutId falloutId, Repair repair, String repairedBy) implements OrderProblem {}

    /** This kind of fallout can't be repaired that way. */
    record RepairNotLegal(FalloutId falloutId, Repair repair, List<Repair> legalRepairs) implements OrderProblem {}

    /** The lines and the catalog give no plan. */
    record NotDecomposable(String reason) implements OrderProblem {}

    /** The tenant has no such order. */
    record UnknownOrder(OrderId orderId) implements OrderProblem {}

    /** The acceptance has not arrived here yet, or never happened. */
    record QuoteNotKnown(QuoteId quoteId, int revision) implements OrderProblem {}

    /** The catalog version has not arrived here yet. */
    record CatalogNotKnown(CatalogVersionId catalogVersionId) implements OrderProblem {}
}
