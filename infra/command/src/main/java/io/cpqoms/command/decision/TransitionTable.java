package io.cpqoms.command.decision;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The state machine of an aggregate as a table: each row names a state, a command, the function that decides, and what may come of it.
 *
 * <p>There is no second place that says the same: {@link #decide} looks the row up, applies its function and holds the answer against the
 * row; refusals name the legal commands from it, clients are told what they may do from it, diagrams are drawn from it. What has no row is
 * refused.
 *
 * <p>A service writes its rows in the constructor of its own table:
 *
 * <pre>{@code
 * on(PendingApproval.class, Approve.class, Approval::approve).emits(QuoteApproved.class).to(Approved.class);
 * }</pre>
 *
 * @param <A> the aggregate
 * @param <S> its states
 * @param <C> its commands
 * @param <X> what a decision may look at beside the aggregate, above all the instant
 * @param <E> its facts
 * @param <P> its refusals
 */
public abstract class TransitionTable<A, S, C, X, E, P> {

    private final TypeNames<S> states;
    private final TypeNames<C> commands;
    private final TypeNames<E> events;
    private final Map<Cell, Row<A, S, X, E, P>> rows = new LinkedHashMap<>();

    protected TransitionTable(TypeNames<S> states, TypeNames<C> commands, TypeNames<E> events) {
        this.states = states;
        this.commands = commands;
        this.events = events;
    }

    private record Cell(Class<?> state, Class<?> command) {}

    /** The state that an aggregate is in. */
    protected abstract S stateOf(A aggregate);

    /** The refusal of a command that the state has no row for, or a row by which nothing can change. */
    protected abstract P illegal(String command, String state, List<String> legalCommands);

    /** Begins a row; a pair of state and command has one at most. */
    protected final <T extends S, D extends C> Row<A, S, X, E, P> on(
            Class<T> state, Class<D> command, Rule<A, T, D, X, E, P> rule) {
        Row<A, S, X, E, P> row = new Row<>(
                state,
                command,
                (aggregate, current, asked, situation) ->
                        rule.decide(aggregate, state.cast(current), command.cast(asked), situation));
        if (rows.put(new Cell(state, command), row) != null) {
            throw new IllegalStateException("Two rows for " + state.getSimpleName() + " × " + command.getSimpleName());
        }
        return row;
    }

    /** Adds a row for a command that finds its result standing in this state, whatever it says. */
    protected final void stands(Class<? extends S> state, Class<? extends C> command) {
        on(state, command, (aggregate, current, asked, situation) -> Decision.stands())
                .orStands();
    }

    /** Decides a command; the same aggregate, command and situation give the same decision. */
    public final Decision<E, P> decide(A aggregate, C command, X situation) {
        S state = stateOf(aggregate);
        Row<A, S, X, E, P> row = rows.get(new Cell(state.getClass(), command.getClass()));
        return row == null
                ? Decision.refused(refusal(commands.of(command), state))
                : row.decide(aggregate, state, command, situation);
    }

    /** What may be sent to an aggregate as it stands, and why not the rest; in the order in which the commands are named. */
    public final List<Permission<P>> permissions(A aggregate, X situation) {
        S state = stateOf(aggregate);
        List<Permission<P>> permissions = new ArrayList<>();
        commands.types().forEach(command -> {
            Row<A, S, X, E, P> row = rows.get(new Cell(state.getClass(), command));
            String name = commands.ofType(command);
            permissions.add(new Permission<>(
                    name,
                    row == null || !row.changes()
                            ? Optional.of(refusal(name, state))
                            : row.discouragement(aggregate, situation)));
        });
        return permissions;
    }

    /** The commands that can change something in a state, by name. */
    public final List<String> legalCommands(S state) {
        return rows.entrySet().stream()
                .filter(row -> row.getKey().state() == state.getClass()
                        && row.getValue().changes())
                .map(row -> commands.ofType(row.getKey().command()))
                .distinct()
                .toList();
    }

    /** The rows, in the order in which they are written. */
    public final List<Edge> edges() {
        return rows.values().stream()
                .map(row -> row.edge(states, commands, events))
                .toList();
    }

    /** The names of the states that no row leaves by a fact: where an aggregate ends. */
    public final Set<String> ends() {
        Set<String> ends = new HashSet<>(states.all());
        edges().stream()
                .filter(edge -> !edge.events().isEmpty())
                .map(Edge::from)
                .forEach(ends::remove);
        return ends;
    }

    /** What the state of this aggregate is called. */
    public final String stateName(A aggregate) {
        return states.of(stateOf(aggregate));
    }

    public final TypeNames<S> states() {
        return states;
    }

    public final TypeNames<C> commands() {
        return commands;
    }

    public final TypeNames<E> events() {
        return events;
    }

    private P refusal(String command, S state) {
        return illegal(command, states.of(state), legalCommands(state));
    }
}
