package io.cpqoms.command.decision;

/**
 * The function of a transition row: what comes of this command in this state. Pure: it knows the instant and whatever else it needs from
 * the situation, and reads no clock, table or log.
 *
 * @param <A> the aggregate
 * @param <S> the state the row begins in
 * @param <C> the command the row is about
 * @param <X> what the decision may look at beside the aggregate
 * @param <E> the aggregate's facts
 * @param <P> its refusals
 */
@FunctionalInterface
public interface Rule<A, S, C, X, E, P> {

    /** Decides. */
    Decision<E, P> decide(A aggregate, S state, C command, X situation);
}
