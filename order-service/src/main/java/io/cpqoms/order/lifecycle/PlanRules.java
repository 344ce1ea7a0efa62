package io.cpqoms.order.lifecycle;

import io.cpqoms.command.decision.Decision;
import io.cpqoms.order.decomposition.Decomposition;
import io.cpqoms.order.decomposition.PlanLine;
import io.cpqoms.order.lifecycle.OrderCommand.Decompose;
import io.cpqoms.order.lifecycle.OrderCommand.Release;
import java.util.List;
import java.util.Optional;

/** Decisions about an order's plan as a whole. Pure. */
final class PlanRules {

    private PlanRules() {}

    static Optional<OrderProblem> catalogNotKnown(Order order, OrderSituation situation) {
        return situation.catalog().get().isPresent()
                ? Optional.empty()
                : Optional.of(new OrderProblem.CatalogNotKnown(order.quote().catalogVersionId()));
    }

    static Decision<OrderEvent, OrderProblem> decompose(
            Order order, OrderState.Acknowledged state, Decompose command, OrderSituation situation) {
        List<PlanLine> lines = order.quote().lines().stream()
                .map(line -> new PlanLine(line.lineId(), line.productId()))
                .toList();
        return switch (Decomposition.of(
                order.id(), lines, situation.catalog().get().orElseThrow())) {
            case Decomposition.Planned(var plan) -> Decision.accepted(new OrderEvent.OrderDecomposed(plan));
            case Decomposition.Impossible(var reason) -> Decision.refused(new OrderProblem.NotDecomposable(reason));
        };
    }

    static Decision<OrderEvent, OrderProblem> release(
            Order order, OrderState.Decomposed state, Release command, OrderSituation situation) {
        return Decision.accepted(
                new OrderEvent.OrderTasksReady(state.fulfilment().plan().roots()));
    }
}
