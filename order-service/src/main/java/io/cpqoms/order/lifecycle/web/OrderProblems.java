package io.cpqoms.order.lifecycle.web;

import io.cpqoms.command.Problem;
import io.cpqoms.order.TaskName;
import io.cpqoms.order.fallout.Repair;
import io.cpqoms.order.lifecycle.OrderProblem;
import io.cpqoms.order.lifecycle.OrderState;
import java.util.List;
import java.util.stream.Collectors;

/** The refusals of an order as problem+json, each saying what would be right. */
public final class OrderProblems {

    /** Quotes and catalogs come by Kafka, usually within a second of their owner's commit. */
    private static final int ARRIVES_WITHIN_SECONDS = 1;

    /** What can be sent over REST; performing a task is one command there and several here. */
    static final List<String> SENT_BY_CLIENTS = List.of("decompose", "release", "perform", "repair");

    private OrderProblems() {}

    public static Problem of(OrderProblem problem) {
        return switch (problem) {
            case OrderProblem.IllegalTransition(var command, var state, var legal) ->
                Problem.illegalTransition(
                        command,
                        OrderState.contractName(state),
                        legal.stream().filter(SENT_BY_CLIENTS::contains).toList());
            case OrderProblem.UnknownOrder(var id) -> Problem.notFound("order", id.toString());
            case OrderProblem.UnknownTask(var id) -> Problem.notFound("task", id.toString());
            case OrderProblem.UnknownFallout(var id) -> Problem.notFound("fallout", id.toString());
            case OrderProblem.TaskWaits waits -> of(waits);
            case OrderProblem.FalloutClosed closed ->
                Problem.conflict(
                        "fallout-closed",
                        "Fallout closed",
                        "%s decided %s before; a decision is not changed."
                                .formatted(closed.repairedBy(), closed.repair().contractName()));
            case OrderProblem.NothingToRepair() ->
                Problem.conflict(
                        "nothing-to-repair", "Nothing to repair", "No fallout of this order waits for a decision.");
            case OrderProblem.RepairNotLegal refused -> of(refused);
            case OrderProblem.NotDecomposable(var reason) ->
                Problem.conflict("not-decomposable", "Not decomposable", reason + ".");
            case OrderProblem.QuoteNotKnown(var quote, int revision) ->
                Problem.conflict(
                                "quote-not-known",
                                "Quote not known",
                                "No acceptance of revision %d of quote %s has arrived here yet; try again in a moment, or check that it was accepted."
                                        .formatted(revision, quote))
                        .with(Problem.RETRY_AFTER, ARRIVES_WITHIN_SECONDS);
            case OrderProblem.CatalogNotKnown(var catalog) ->
                Problem.conflict(
                                "catalog-not-known",
                                "Catalog not known",
                                "Catalog version %s has not arrived here yet; try again in a moment."
                                        .formatted(catalog))
                        .with(Problem.RETRY_AFTER, ARRIVES_WITHIN_SECONDS);
        };
    }

    private static Problem of(OrderProblem.TaskWaits waits) {
        List<String> names = waits.waitsFor().stream().map(TaskName::value).toList();
        return Problem.conflict(
                        "task-not-ready",
                        "Task not ready",
                        "%s waits for %s to be completed or skipped.".formatted(waits.name(), String.join(", ", names)))
                .with("waitsFor", names);
    }

    private static Problem of(OrderProblem.RepairNotLegal refused) {
        List<String> legal =
                refused.legalRepairs().stream().map(Repair::contractName).toList();
        return Problem.conflict(
                        "repair-not-legal",
                        "Repair not legal",
                        "This fallout can't be repaired by %s; legal: %s."
                                .formatted(
                                        refused.repair().contractName(),
                                        legal.stream().collect(Collectors.joining(", "))))
                .with("legalRepairs", legal);
    }
}
