package io.cpqoms.order.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.command.decision.Decision;
import io.cpqoms.command.decision.Edge;
import io.cpqoms.command.decision.Permission;
import io.cpqoms.order.fallout.FalloutType;
import io.cpqoms.order.fallout.Repair;
import io.cpqoms.testkit.shape.StateDiagram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds every answer of an order against the table of transitions, cell by cell, both ways. */
class OrderTransitionsTest {

    private record Cell(String state, String command) {}

    /** What came of a command in a state, over all orders that were tried. */
    private record Seen(Set<String> events, Set<String> to, Set<Boolean> stood) {
        Seen() {
            this(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        }
    }

    @Test
    void whatTheTableListsHappensAndNothingElseDoes() {
        Map<Cell, Seen> seen = new LinkedHashMap<>();
        for (AnOrder order : orders()) {
            for (OrderCommand command : commands(order)) {
                switch (order.decide(command)) {
                    case Decision.Accepted(var events) -> {
                        Seen here = seen.computeIfAbsent(cell(order, command), absent -> new Seen());
                        events.forEach(event -> here.events().add(OrderNames.EVENTS.of(event)));
                        here.to().add(state(order.order().evolve(events, AnOrder.NOW)));
                    }
                    case Decision.Stands() ->
                        seen.computeIfAbsent(cell(order, command), absent -> new Seen())
                                .stood()
                                .add(true);
                    case Decision.Refused(var problem) -> {}
                }
            }
        }

        Map<Cell, Seen> listed = new LinkedHashMap<>();
        for (Edge edge : OrderTransitions.TABLE.edges()) {
            listed.put(
                    new Cell(edge.from(), edge.command()),
                    new Seen(
                            new TreeSet<>(edge.events()),
                            new TreeSet<>(edge.to()),
                            edge.mayStand() ? Set.of(true) : Set.of()));
        }
        assertThat(seen).containsExactlyInAnyOrderEntriesOf(listed);
    }

    @Test
    void whatHasNoRowIsIllegalAndNothingElseIs() {
        Set<Cell> rows = OrderTransitions.TABLE.edges().stream()
                .map(edge -> new Cell(edge.from(), edge.command()))
                .collect(Collectors.toSet());
        for (AnOrder order : orders()) {
            for (OrderCommand command : commands(order)) {
                boolean illegal = order.decide(command) instanceof Decision.Refused(OrderProblem problem)
                        && problem instanceof OrderProblem.IllegalTransition;
                assertThat(illegal)
                        .as(cell(order, command).toString())
                        .isNotEqualTo(rows.contains(cell(order, command)));
            }
        }
    }

    /** Callers are workflows: they send again what they don't know the outcome of, however far the order has come since. */
    @Test
    void whatWasDoneMaySafelyBeAskedForAgainInAllThatFollows() {
        List<Edge> edges = OrderTransitions.TABLE.edges();
        for (Edge edge : edges) {
            Set<String> later = new TreeSet<>(edge.to());
            while (later.addAll(edges.stream()
                    .filter(next -> later.contains(next.from()))
                    .flatMap(next -> next.to().stream())
                    .toList())) {}

            assertThat(edges.stream()
                            .filter(other -> other.command().equals(edge.command()) && other.mayStand())
                            .map(Edge::from))
                    .as(edge.command())
                    .containsAll(later);
        }
    }

    @Test
    void aCatalogThatHasNotArrivedIsAskedForBeforeThePlan() {
        AnOrder order = AnOrder.acknowledged();
        var nothingArrived = new OrderSituation(Optional::empty, AnOrder.NOW);

        assertThat(OrderTransitions.TABLE.decide(order.order(), new OrderCommand.Decompose(), nothingArrived))
                .isEqualTo(Decision.refused(
                        new OrderProblem.CatalogNotKnown(AnOrder.quote().catalogVersionId())));
    }

    @Test
    void onlyDecomposingLooksAtTheCatalog() {
        var nobodyMayLook = new OrderSituation(
                () -> {
                    throw new AssertionError("the catalog was read");
                },
                AnOrder.NOW);
        for (AnOrder order : orders()) {
            for (OrderCommand command : commands(order)) {
                if (!(order.order().state() instanceof OrderState.Acknowledged)) {
                    assertThat(OrderTransitions.TABLE.decide(order.order(), command, nobodyMayLook))
                            .isNotNull();
                }
            }
        }
    }

    @Test
    void aRepairIsOfferedWhileAFalloutWaitsForIt() {
        assertThat(permitted(AnOrder.released())).contains("perform").doesNotContain("repair");
        assertThat(permitted(AnOrder.released().failing("reserve", 0))).contains("perform", "repair");
        assertThat(permitted(AnOrder.held())).containsExactly("repair");
        assertThat(permitted(AnOrder.completed())).isEmpty();
    }

    @Test
    void theDiagramInTheReadmeIsThisTable() {
        StateDiagram.requireIn(Path.of("README.md"), OrderTransitions.TABLE, "acknowledged");
    }

    private static List<String> permitted(AnOrder order) {
        return OrderTransitions.TABLE.permissions(order.order(), AnOrder.SITUATION).stream()
                .filter(permission -> permission.objection().isEmpty())
                .map(Permission::command)
                .toList();
    }

    private static Cell cell(AnOrder order, OrderCommand command) {
        return new Cell(state(order.order()), OrderNames.COMMANDS.of(command));
    }

    private static String state(Order order) {
        return OrderNames.STATES.of(order.state());
    }

    @Test
    void eventsAreNumberedWithoutGaps() {
        AnOrder order = AnOrder.completed();

        // created, decomposed and ready; six tasks started and completed; four times others became ready; the end
        assertThat(order.order().version()).isEqualTo(3 + 2 * 6 + 4 + 1);
    }

    @Test
    void aRefusalNamesTheLegalCommands() {
        Decision<OrderEvent, OrderProblem> decision = AnOrder.acknowledged().decide(new OrderCommand.Release());

        assertThat(decision)
                .isEqualTo(Decision.refused(
                        new OrderProblem.IllegalTransition("release", "acknowledged", List.of("decompose"))));
    }

    /** Orders in every state, and in progress in every way that makes a difference. */
    private static List<AnOrder> orders() {
        AnOrder released = AnOrder.released();
        AnOrder oneFailed = released.failing("reserve", 0);
        AnOrder shipping = AnOrder.packed().starting("ship", 0);
        AnOrder shipFailed = shipping.after(shipping.failure("ship", 0));
        AnOrder packing = released.performing("reserve", 0).performing("reserve", 1);
        AnOrder packsFailed = packing.failing("pack", 0).failing("pack", 1);
        AnOrder billing = shipFailed.repairing(1, Repair.COMPLETE_MANUALLY).starting("bill", 0);
        return List.of(
                AnOrder.acknowledged(),
                AnOrder.decomposed(),
                released,
                released.starting("reserve", 0),
                released.starting("reserve", 0).performing("reserve", 1),
                oneFailed,
                oneFailed.repairing(1, Repair.RETRY),
                AnOrder.held(),
                AnOrder.held().repairing(1, Repair.RETRY),
                AnOrder.held().repairing(1, Repair.SKIP),
                packing.failing("pack", 0).starting("pack", 1),
                packsFailed,
                shipping,
                shipFailed,
                billing,
                billing.after(billing.failure("bill", 0)),
                billing.performing("bill", 0),
                AnOrder.completed());
    }

    private static List<OrderCommand> commands(AnOrder order) {
        List<OrderCommand> commands =
                new ArrayList<>(List.of(new OrderCommand.Decompose(), new OrderCommand.Release()));
        AnOrder planned = order.order().state().work().isPresent() ? order : AnOrder.decomposed();
        for (var task : planned.work().plan().tasks()) {
            int attempt = planned.work().state(task.id()).attempt();
            commands.add(new OrderCommand.StartTask(task.id()));
            commands.add(new OrderCommand.CompleteTask(task.id(), attempt, "WH-1"));
            commands.add(new OrderCommand.FailTask(task.id(), attempt, FalloutType.INVENTORY, "Out of stock."));
        }
        List<AnOrder> withFallouts =
                planned.work().fallouts().isEmpty() ? List.of(AnOrder.held()) : List.of(planned, AnOrder.held());
        for (AnOrder other : withFallouts) {
            for (int number = 1; number <= other.work().fallouts().size(); number++) {
                int fallout = number;
                Arrays.stream(Repair.values())
                        .map(repair -> other.repair(fallout, repair))
                        .forEach(commands::add);
            }
        }
        return commands;
    }
}
