package io.cpqoms.order.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.order.fallout.FalloutType;
import io.cpqoms.order.fallout.Repair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Holds every answer of an order against the table of transitions, cell by cell, both ways. */
class OrderTransitionsTest {

    private record Cell(Class<?> state, Class<?> command) {}

    @Test
    void everyAnswerIsInTheTable() {
        for (AnOrder order : orders()) {
            for (OrderCommand command : commands(order)) {
                var edge = OrderTransitions.edge(order.order().state().getClass(), command.getClass());
                String cell = order.order().state().getClass().getSimpleName() + " × " + command;
                switch (order.order().decide(command, AnOrder.NOW)) {
                    case Decision.Accepted(var events) ->
                        assertThat(edge.orElseThrow().emits())
                                .as(cell)
                                .containsAll(events.stream()
                                        .<Class<? extends OrderEvent>>map(OrderEvent::getClass)
                                        .toList());
                    case Decision.Stands() ->
                        assertThat(edge.orElseThrow().mayStand()).as(cell).isTrue();
                    case Decision.Refused(OrderProblem.IllegalTransition illegal) ->
                        assertThat(edge).as(cell).isEmpty();
                    case Decision.Refused(var problem) ->
                        assertThat(edge.orElseThrow().emits())
                                .as(cell + ": " + problem)
                                .isNotNull();
                }
            }
        }
    }

    @Test
    void everyCellOfTheTableHappens() {
        Map<Cell, Set<Class<?>>> emitted = new HashMap<>();
        Set<Cell> stood = new HashSet<>();
        for (AnOrder order : orders()) {
            for (OrderCommand command : commands(order)) {
                Cell cell = new Cell(order.order().state().getClass(), command.getClass());
                switch (order.order().decide(command, AnOrder.NOW)) {
                    case Decision.Accepted(var events) ->
                        events.forEach(event -> emitted.computeIfAbsent(cell, absent -> new HashSet<>())
                                .add(event.getClass()));
                    case Decision.Stands() -> stood.add(cell);
                    case Decision.Refused(var problem) -> {}
                }
            }
        }

        for (Class<?> state : OrderState.class.getPermittedSubclasses()) {
            for (Class<?> command : OrderCommand.class.getPermittedSubclasses()) {
                Cell cell = new Cell(state, command);
                var edge = OrderTransitions.edge(
                        state.asSubclass(OrderState.class), command.asSubclass(OrderCommand.class));
                assertThat(emitted.getOrDefault(cell, Set.of()))
                        .as(cell.toString())
                        .isEqualTo(
                                edge.<Set<?>>map(OrderTransitions.Edge::emits).orElse(Set.of()));
                assertThat(stood.contains(cell))
                        .as(cell + " stands")
                        .isEqualTo(edge.map(OrderTransitions.Edge::mayStand).orElse(false));
            }
        }
    }

    @Test
    void eventsAreNumberedWithoutGaps() {
        AnOrder order = AnOrder.completed();

        // created, decomposed and ready; six tasks started and completed; four times others became ready; the end
        assertThat(order.order().version()).isEqualTo(3 + 2 * 6 + 4 + 1);
    }

    @Test
    void aRefusalNamesTheLegalCommands() {
        Decision decision = AnOrder.acknowledged().order().decide(new OrderCommand.Release(), AnOrder.NOW);

        assertThat(decision)
                .isEqualTo(new Decision.Refused(
                        new OrderProblem.IllegalTransition("release", "acknowledged", List.of("decompose"))));
    }

    /** Orders in every state, and in progress in every way that makes a difference. */
    private static List<AnOrder> orders() {
        AnOrder released = AnOrder.released();
        AnOrder oneFailed = released.failing("reserve", 0);
        AnOrder shipping = AnOrder.packed().starting("ship", 0);
        AnOrder shipFailed = shipping.after(shipping.failure("ship", 0));
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
                shipping,
                shipFailed,
                billing,
                billing.after(billing.failure("bill", 0)),
                billing.performing("bill", 0),
                AnOrder.completed());
    }

    private static List<OrderCommand> commands(AnOrder order) {
        List<OrderCommand> commands =
                new ArrayList<>(List.of(new OrderCommand.Decompose(AnOrder.RULES), new OrderCommand.Release()));
        AnOrder planned = order.order().state().work().isPresent() ? order : AnOrder.decomposed();
        for (var task : planned.work().plan().tasks()) {
            int attempt = TaskStanding.attemptOf(planned.work().state(task.id()));
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
