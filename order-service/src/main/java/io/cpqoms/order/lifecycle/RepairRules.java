package io.cpqoms.order.lifecycle;

import io.cpqoms.command.decision.Decision;
import io.cpqoms.order.fallout.Fallout;
import io.cpqoms.order.fallout.FalloutStanding;
import io.cpqoms.order.fallout.Repair;
import io.cpqoms.order.lifecycle.OrderCommand.RepairFallout;
import io.cpqoms.order.lifecycle.OrderEvent.OrderFalloutRepaired;
import java.time.Instant;
import java.util.Optional;

/** Decisions about a failed task. Pure. A fallout is decided once; the same decision again finds it standing. */
final class RepairRules {

    private RepairRules() {}

    static Optional<OrderProblem> nothingToRepair(Order order, OrderSituation situation) {
        return order.work().fallouts().stream().anyMatch(Fallout::isOpen)
                ? Optional.empty()
                : Optional.of(new OrderProblem.NothingToRepair());
    }

    static Decision<OrderEvent, OrderProblem> repair(
            Order order, OrderState state, RepairFallout command, OrderSituation situation) {
        Fulfilment work = order.work();
        return work.fallout(command.falloutId())
                .map(fallout -> switch (fallout.standing()) {
                    case FalloutStanding.Open() -> decide(work, fallout, command, situation.at());
                    case FalloutStanding.Closed(var repair, var by, var reason, var at) ->
                        repair == command.repair()
                                ? Decision.<OrderEvent, OrderProblem>stands()
                                : Decision.<OrderEvent, OrderProblem>refused(
                                        new OrderProblem.FalloutClosed(fallout.id(), repair, by));
                })
                .orElseGet(() -> Decision.refused(new OrderProblem.UnknownFallout(command.falloutId())));
    }

    private static Decision<OrderEvent, OrderProblem> decide(
            Fulfilment work, Fallout fallout, RepairFallout command, Instant at) {
        if (!fallout.repairs().contains(command.repair())) {
            return Decision.refused(new OrderProblem.RepairNotLegal(fallout.id(), command.repair(), fallout.repairs()));
        }
        var decision = new FalloutStanding.Closed(command.repair(), command.repairedBy(), command.reason(), at);
        var repaired = new OrderFalloutRepaired(fallout.id(), fallout.taskId(), decision);
        return command.repair() == Repair.RETRY
                ? Decision.accepted(repaired)
                : new Decision.Accepted<>(work.repaired(repaired).following(repaired));
    }
}
