package io.cpqoms.testkit.shape;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.command.decision.Decision;
import io.cpqoms.command.decision.Edge;
import io.cpqoms.command.decision.TransitionTable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Holds a table of transitions against what its functions do, both ways: whatever a row lists happens for one of the samples, and nothing
 * happens that no row lists. The samples must try every pair of state and command.
 */
public final class TransitionMatrix {

    private TransitionMatrix() {}

    /** A command to an aggregate in a situation. */
    public record Sample<A, C, X>(A aggregate, C command, X situation) {}

    private record Cell(String state, String command) {}

    /** What was seen in one cell. */
    private static final class Seen {
        private final Set<String> events = new HashSet<>();
        private final Set<String> to = new HashSet<>();
        private boolean stood;
    }

    /**
     * Walks the samples and compares what came of them with the rows.
     *
     * @param evolve the aggregate after facts
     */
    public static <A, S, C, X, E, P> void requireEveryCell(
            TransitionTable<A, S, C, X, E, P> table,
            Stream<Sample<A, C, X>> samples,
            BiFunction<A, List<E>, A> evolve) {
        Map<Cell, Seen> seen = new HashMap<>();
        samples.forEach(sample -> {
            Cell cell = new Cell(
                    table.stateName(sample.aggregate()), table.commands().of(sample.command()));
            Seen here = seen.computeIfAbsent(cell, first -> new Seen());
            switch (table.decide(sample.aggregate(), sample.command(), sample.situation())) {
                case Decision.Accepted(var events) -> {
                    events.forEach(event -> here.events.add(table.events().of(event)));
                    here.to.add(table.stateName(evolve.apply(sample.aggregate(), events)));
                }
                case Decision.Stands() -> here.stood = true;
                case Decision.Refused(var problem) -> {}
            }
        });
        Map<Cell, Edge> rows = new HashMap<>();
        table.edges().forEach(edge -> rows.put(new Cell(edge.from(), edge.command()), edge));
        for (String state : table.states().all()) {
            for (String command : table.commands().all()) {
                Cell cell = new Cell(state, command);
                assertThat(seen).as("a sample tries " + cell).containsKey(cell);
                Seen happened = seen.getOrDefault(cell, new Seen());
                Optional<Edge> row = Optional.ofNullable(rows.get(cell));
                assertThat(happened.events)
                        .as("facts of " + cell)
                        .isEqualTo(row.map(Edge::events).orElse(Set.of()));
                assertThat(happened.to)
                        .as("states after " + cell)
                        .isEqualTo(row.map(Edge::to).orElse(Set.of()));
                assertThat(happened.stood)
                        .as(cell + " finds its result standing")
                        .isEqualTo(row.map(Edge::mayStand).orElse(false));
            }
        }
    }
}
