package io.cpqoms.command;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * A list as its cursors know it: its name, its order, and what the place of an item in that order is made of.
 *
 * @param name unique in the service
 * @param order change it whenever the order or the parts of a place change: cursors of the former order are then refused
 * @param parts the place of an item as texts
 * @param place the way back; whatever it throws means that the parts are no place
 * @param <K> the place of an item: the values of the columns that the list is ordered by, unique in the list
 */
public record Listing<K>(String name, String order, Function<K, List<String>> parts, Function<List<String>, K> place) {

    /** A list in the order of ids, which grow with time. */
    public static Listing<UUID> byId(String name, String order) {
        return new Listing<>(name, order, id -> List.of(id.toString()), parts -> UUID.fromString(parts.getFirst()));
    }
}
