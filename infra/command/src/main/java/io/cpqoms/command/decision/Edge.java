package io.cpqoms.command.decision;

import java.util.List;
import java.util.Set;

/**
 * A row of a transition table as others see it: what diagrams are drawn from and tests walk along.
 *
 * @param guards the conditions it names, in words, in the order in which they are asked
 * @param events the facts that may come of it, by name; none when the result can only be found standing
 * @param mayStand whether the command may find its result standing
 * @param to the states that may follow, by name; none when there is no fact
 */
public record Edge(
        String from, String command, List<String> guards, Set<String> events, boolean mayStand, Set<String> to) {

    public Edge {
        guards = List.copyOf(guards);
        events = Set.copyOf(events);
        to = Set.copyOf(to);
    }
}
