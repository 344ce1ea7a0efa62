package io.cpqoms.order.lifecycle;

import io.cpqoms.order.lifecycle.OrderCommand.CompleteTask;
import io.cpqoms.order.lifecycle.OrderCommand.Decompose;
import io.cpqoms.order.lifecycle.OrderCommand.FailTask;
import io.cpqoms.order.lifecycle.OrderCommand.Release;
import io.cpqoms.order.lifecycle.OrderCommand.RepairFallout;
import io.cpqoms.order.lifecycle.OrderCommand.StartTask;
import io.cpqoms.order.lifecycle.OrderEvent.OrderCompleted;
import io.cpqoms.order.lifecycle.OrderEvent.OrderDecomposed;
import io.cpqoms.order.lifecycle.OrderEvent.OrderFalloutRaised;
import io.cpqoms.order.lifecycle.OrderEvent.OrderFalloutRepaired;
import io.cpqoms.order.lifecycle.OrderEvent.OrderTaskCompleted;
import io.cpqoms.order.lifecycle.OrderEvent.OrderTaskStarted;
import io.cpqoms.order.lifecycle.OrderEvent.OrderTasksReady;
import io.cpqoms.order.lifecycle.OrderState.Acknowledged;
import io.cpqoms.order.lifecycle.OrderState.Completed;
import io.cpqoms.order.lifecycle.OrderState.Decomposed;
import io.cpqoms.order.lifecycle.OrderState.Held;
import io.cpqoms.order.lifecycle.OrderState.InProgress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * State × command → what may come of it. {@code Order.decide} refuses whatever is not in this table, and the matrix test
 * holds every answer against it.
 */
final class OrderTransitions {

    private static final Map<Class<? extends OrderState>, Map<Class<? extends OrderCommand>, Edge>> TABLE = table();

    private OrderTransitions() {}

    /**
     * One cell of the table.
     *
     * @param emits the events that may follow; empty when the command can only find its result standing
     * @param mayStand whether the command may find that its result already stands
     */
    record Edge(Set<Class<? extends OrderEvent>> emits, boolean mayStand) {}

    static Optional<Edge> edge(Class<? extends OrderState> state, Class<? extends OrderCommand> command) {
        return Optional.ofNullable(TABLE.getOrDefault(state, Map.of()).get(command));
    }

    /** The commands that change something in this state, by their names in contracts. */
    static List<String> legalCommands(Class<? extends OrderState> state) {
        return TABLE.getOrDefault(state, Map.of()).entrySet().stream()
                .filter(cell -> !cell.getValue().emits().isEmpty())
                .map(cell -> OrderCommand.nameOf(cell.getKey()))
                .distinct()
                .toList();
    }

    private static Map<Class<? extends OrderState>, Map<Class<? extends OrderCommand>, Edge>> table() {
        Rows rows = new Rows();
        rows.on(Acknowledged.class, Decompose.class).emits(OrderDecomposed.class);

        rows.on(Decomposed.class, Decompose.class).stands();
        rows.on(Decomposed.class, Release.class).emits(OrderTasksReady.class);

        rows.on(InProgress.class, Decompose.class).stands();
        rows.on(InProgress.class, Release.class).stands();
        rows.on(InProgress.class, StartTask.class).emitsOrStands(OrderTaskStarted.class);
        rows.on(InProgress.class, CompleteTask.class)
                .emitsOrStands(OrderTaskCompleted.class, OrderTasksReady.class, OrderCompleted.class);
        rows.on(InProgress.class, FailTask.class).emitsOrStands(OrderFalloutRaised.class);
        rows.on(InProgress.class, RepairFallout.class).emitsOrStands(OrderFalloutRepaired.class, OrderTasksReady.class);

        rows.on(Held.class, Decompose.class).stands();
        rows.on(Held.class, Release.class).stands();
        rows.on(Held.class, StartTask.class).stands();
        rows.on(Held.class, CompleteTask.class).stands();
        rows.on(Held.class, FailTask.class).stands();
        rows.on(Held.class, RepairFallout.class)
                .emitsOrStands(OrderFalloutRepaired.class, OrderTasksReady.class, OrderCompleted.class);

        rows.on(Completed.class, Decompose.class).stands();
        rows.on(Completed.class, Release.class).stands();
        rows.on(Completed.class, StartTask.class).stands();
        rows.on(Completed.class, CompleteTask.class).stands();
        rows.on(Completed.class, FailTask.class).stands();
        rows.on(Completed.class, RepairFallout.class).stands();
        return rows.cells;
    }

    /** Collects the cells so that the table reads aloud. */
    private static final class Rows {
        private final Map<Class<? extends OrderState>, Map<Class<? extends OrderCommand>, Edge>> cells =
                new LinkedHashMap<>();

        Cell on(Class<? extends OrderState> state, Class<? extends OrderCommand> command) {
            return new Cell(cells.computeIfAbsent(state, absent -> new LinkedHashMap<>()), command);
        }
    }

    private record Cell(Map<Class<? extends OrderCommand>, Edge> row, Class<? extends OrderCommand> command) {

        @SafeVarargs
        final void emits(Class<? extends OrderEvent>... events) {
            row.put(command, new Edge(Set.of(events), false));
        }

        @SafeVarargs
        final void emitsOrStands(Class<? extends OrderEvent>... events) {
            row.put(command, new Edge(Set.of(events), true));
        }

        void stands() {
            row.put(command, new Edge(Set.of(), true));
        }
    }
}
