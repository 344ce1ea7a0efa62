package io.cpqoms.order.lifecycle;

import io.cpqoms.command.decision.Decision;
import io.cpqoms.order.PartnerName;
import io.cpqoms.order.TaskId;
import io.cpqoms.order.TaskName;
import io.cpqoms.order.decomposition.CatalogRules;
import io.cpqoms.order.decomposition.FulfilmentRule;
import io.cpqoms.order.decomposition.FulfilmentRule.Reach;
import io.cpqoms.order.decomposition.PlannedTask;
import io.cpqoms.order.fallout.FalloutType;
import io.cpqoms.order.fallout.Repair;
import io.cpqoms.values.Actor;
import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.Cause;
import io.cpqoms.values.CustomerId;
import io.cpqoms.values.LineId;
import io.cpqoms.values.Money;
import io.cpqoms.values.OrderId;
import io.cpqoms.values.Percentage;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.Quantity;
import io.cpqoms.values.QuoteId;
import io.cpqoms.values.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** An order of two lines: each is reserved and packed, then both are shipped together, then billed. Reads aloud in tests. */
record AnOrder(Order order) {

    static final Instant NOW = Instant.parse("2026-11-21T08:00:00.123456Z");
    static final CatalogRules RULES = rules();
    static final OrderSituation SITUATION = new OrderSituation(() -> Optional.of(RULES), NOW);

    static AnOrder acknowledged() {
        return new AnOrder(Order.created(
                new OrderId(new UUID(0x0198c0de00007000L, 0x8000000000000042L)),
                new TenantId("northwind"),
                new OrderEvent.OrderCreated(quote()),
                new Cause(Actor.service("workflow-bridge"), new UUID(1, 1), quote().correlationId(), NOW)));
    }

    static AnOrder decomposed() {
        return acknowledged().after(new OrderCommand.Decompose());
    }

    static AnOrder released() {
        return decomposed().after(new OrderCommand.Release());
    }

    /** Both reservations failed, so nothing can go on. */
    static AnOrder held() {
        return released().failing("reserve", 0).failing("reserve", 1);
    }

    static AnOrder completed() {
        return packed().performing("ship", 0).performing("bill", 0);
    }

    /** What belongs to the lines is done; what belongs to the order comes next. */
    static AnOrder packed() {
        return released()
                .performing("reserve", 0)
                .performing("reserve", 1)
                .performing("pack", 0)
                .performing("pack", 1);
    }

    AnOrder after(OrderCommand command) {
        return switch (decide(command)) {
            case Decision.Accepted(var events) -> new AnOrder(order.evolve(events, NOW));
            case Decision.Stands() -> this;
            case Decision.Refused(var problem) -> throw new AssertionError(command + " was refused: " + problem);
        };
    }

    Decision<OrderEvent, OrderProblem> decide(OrderCommand command) {
        return OrderTransitions.TABLE.decide(order, command, SITUATION);
    }

    AnOrder starting(String name, int index) {
        return after(new OrderCommand.StartTask(task(name, index)));
    }

    AnOrder performing(String name, int index) {
        AnOrder started = starting(name, index);
        return started.after(new OrderCommand.CompleteTask(task(name, index), started.attempt(name, index), "WH-1"));
    }

    AnOrder failing(String name, int index) {
        AnOrder started = starting(name, index);
        return started.after(started.failure(name, index));
    }

    OrderCommand failure(String name, int index) {
        return new OrderCommand.FailTask(
                task(name, index), attempt(name, index), FalloutType.INVENTORY, "Out of stock in depot 2.");
    }

    AnOrder repairing(int number, Repair repair) {
        return after(repair(number, repair));
    }

    OrderCommand repair(int number, Repair repair) {
        return new OrderCommand.RepairFallout(
                work().fallouts().get(number - 1).id(), repair, "operator-1", "Stock arrived.");
    }

    TaskId task(String name, int index) {
        return work().plan().tasks().stream()
                .filter(task -> task.name().value().equals(name))
                .map(PlannedTask::id)
                .toList()
                .get(index);
    }

    TaskState state(String name, int index) {
        return work().state(task(name, index));
    }

    int attempt(String name, int index) {
        return state(name, index).attempt();
    }

    Fulfilment work() {
        return order.state().work().orElseThrow();
    }

    static AcceptedQuote quote() {
        Money net = Money.of("151.2000", "EUR");
        return new AcceptedQuote(
                new QuoteId(new UUID(0x0198c0de00007000L, 2)),
                1,
                new CustomerId("VINET"),
                "EUR",
                new CatalogVersionId(new UUID(0x0198c0de00007000L, 1)),
                Optional.of("10248"),
                List.of(line(11), line(12)),
                new Totals(net.plus(net), Money.of("302.40", "EUR"), List.of()),
                new UUID(0x0198c0de00007000L, 101));
    }

    private static OrderLine line(int number) {
        return new OrderLine(
                new LineId(new UUID(0x0198c0de00007000L, number)),
                Optional.empty(),
                LineRole.PRODUCT,
                new ProductId("11"),
                new Quantity(12),
                Percentage.of("10"),
                Money.of("151.2000", "EUR"),
                List.of(new OrderCharge(
                        "price",
                        "oneTime",
                        Optional.empty(),
                        Percentage.of("10"),
                        Optional.of(Money.of("14.00", "EUR")),
                        Money.of("151.2000", "EUR"),
                        Optional.empty())));
    }

    private static CatalogRules rules() {
        return new CatalogRules(
                quote().catalogVersionId(),
                Map.of(
                        new ProductId("11"),
                        List.of(
                                rule("reserve", "warehouse", Reach.LINE, List.of()),
                                rule("pack", "warehouse", Reach.LINE, List.of(new TaskName("reserve"))),
                                rule("ship", "warehouse", Reach.ORDER, List.of(new TaskName("pack"))),
                                rule("bill", "billing", Reach.ORDER, List.of(new TaskName("ship"))))));
    }

    private static FulfilmentRule rule(String task, String partner, Reach reach, List<TaskName> dependsOn) {
        return new FulfilmentRule(
                new TaskName(task), new PartnerName(partner), reach, dependsOn, !partner.equals("billing"));
    }
}
