package io.cpqoms.command.decision;

import java.util.List;

/**
 * What an aggregate answers to a command.
 *
 * @param <E> the facts of the aggregate
 * @param <P> its refusals
 */
public sealed interface Decision<E, P> {

    /** This happened, in this order; at least one fact. */
    record Accepted<E, P>(List<E> events) implements Decision<E, P> {
        public Accepted {
            events = List.copyOf(events);
            if (events.isEmpty()) {
                throw new IllegalArgumentException("A command that changes nothing stands; it is not accepted");
            }
        }
    }

    /** What was asked for already stands: nothing happens again, and the caller gets the same answer. */
    record Stands<E, P>() implements Decision<E, P> {}

    /** The expected no; nothing happened. */
    record Refused<E, P>(P problem) implements Decision<E, P> {}

    /** Accepts with one fact or several, in the order in which they happened. */
    @SafeVarargs
    static <E, P> Decision<E, P> accepted(E... events) {
        return new Accepted<>(List.of(events));
    }

    /** Finds the result standing. */
    static <E, P> Decision<E, P> stands() {
        return new Stands<>();
    }

    /** Says no. */
    static <E, P> Decision<E, P> refused(P problem) {
        return new Refused<>(problem);
    }
}
