package io.cpqoms.command.decision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One row of a transition table while it is written: state × command, what is asked first, the function, and what may come of it.
 *
 * @param <A> the aggregate
 * @param <S> its states
 * @param <X> what a decision may look at
 * @param <E> its facts
 * @param <P> its refusals
 */
public final class Row<A, S, X, E, P> {

    final Class<? extends S> from;
    final Class<?> command;
    private final Map<String, BiFunction<A, X, Optional<P>>> guards = new LinkedHashMap<>();
    private final List<BiFunction<A, X, Optional<P>>> offers = new ArrayList<>();
    private final Decide<A, S, X, E, P> rule;
    private List<Class<? extends E>> events = List.of();
    private List<Class<? extends S>> to = List.of();
    private boolean mayStand;

    Row(Class<? extends S> from, Class<?> command, Decide<A, S, X, E, P> rule) {
        this.from = from;
        this.command = command;
        this.rule = rule;
    }

    /** A rule that no longer tells its types apart. */
    interface Decide<A, S, X, E, P> {
        Decision<E, P> decide(A aggregate, S state, Object command, X situation);
    }

    /**
     * Names a condition that does not depend on what the command says: it is asked before the function, and whoever asks what may be
     * done next is told its objection.
     */
    public Row<A, S, X, E, P> given(String condition, BiFunction<A, X, Optional<P>> objection) {
        guards.put(condition, objection);
        return this;
    }

    /**
     * Names a condition without which the command can only find its result standing: whoever asks what may be done next is told the
     * objection, and who sends the command all the same is not held to it.
     */
    public Row<A, S, X, E, P> offeredIf(BiFunction<A, X, Optional<P>> objection) {
        offers.add(objection);
        return this;
    }

    /** Names the facts that may come of the command. */
    @SafeVarargs
    public final Row<A, S, X, E, P> emits(Class<? extends E>... facts) {
        events = List.of(facts);
        return this;
    }

    /** Lets the command find its result standing. */
    public Row<A, S, X, E, P> orStands() {
        mayStand = true;
        return this;
    }

    /** Names the states that may follow. */
    @SafeVarargs
    public final void to(Class<? extends S>... states) {
        to = List.of(states);
    }

    Optional<P> objection(A aggregate, X situation) {
        return guards.values().stream()
                .flatMap(guard -> guard.apply(aggregate, situation).stream())
                .findFirst();
    }

    /** Why it makes no sense to send the command now. */
    Optional<P> discouragement(A aggregate, X situation) {
        return objection(aggregate, situation)
                .or(() -> offers.stream()
                        .flatMap(offer -> offer.apply(aggregate, situation).stream())
                        .findFirst());
    }

    Decision<E, P> decide(A aggregate, S state, Object command, X situation) {
        Optional<P> objection = objection(aggregate, situation);
        if (objection.isPresent()) {
            return Decision.refused(objection.get());
        }
        Decision<E, P> decision = rule.decide(aggregate, state, command, situation);
        @Nullable
        String wrong = switch (decision) {
            case Decision.Accepted(var facts) -> unlisted(facts);
            case Decision.Stands() -> mayStand ? null : "its result standing";
            case Decision.Refused(var problem) -> null;
        };
        if (wrong != null) {
            throw new IllegalStateException("The row " + from.getSimpleName() + " × " + this.command.getSimpleName()
                    + " does not list " + wrong);
        }
        return decision;
    }

    private @Nullable String unlisted(List<E> facts) {
        return facts.stream()
                .filter(fact -> !events.contains(fact.getClass()))
                .map(fact -> fact.getClass().getSimpleName())
                .findFirst()
                .orElse(null);
    }

    /** Whether the command changes anything, so that it is worth sending. */
    boolean changes() {
        return !events.isEmpty();
    }

    Edge edge(TypeNames<S> states, TypeNames<?> commands, TypeNames<E> facts) {
        return new Edge(
                states.ofType(from),
                commands.ofType(command),
                new ArrayList<>(guards.keySet()),
                Set.copyOf(events.stream().map(facts::ofType).toList()),
                mayStand,
                Set.copyOf(to.stream().map(states::ofType).toList()));
    }
}
