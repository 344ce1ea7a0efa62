package io.cpqoms.command;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The orders that a list may be read in: a closed set, because each has an index.
 *
 * @param idProperty the entity's property that holds its id
 * @param <T> an item
 */
public record ListSorts<T>(String idProperty, List<Key<T>> keys) {

    private static final String DESCENDING = "-";

    /**
     * An instant to sort by.
     *
     * @param name as clients say it
     * @param property as the entity has it
     */
    public record Key<T>(String name, String property, Function<T, Instant> instant) {}

    public ListSorts {
        keys = List.copyOf(keys);
    }

    /** The order of a request, newest first where it says none; 400 for all others, naming those that there are. */
    public ListSort<T> of(@Nullable String asked) {
        if (asked == null) {
            return new ListSort<>(null, Optional.empty(), true, idProperty);
        }
        boolean descending = asked.startsWith(DESCENDING);
        String name = descending ? asked.substring(DESCENDING.length()) : asked;
        return keys.stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .map(key -> new ListSort<>(asked, Optional.of(key), descending, idProperty))
                .orElseThrow(() -> Problem.invalidInput("sort", "must be one of " + known())
                        .asException());
    }

    private String known() {
        return keys.stream()
                .map(key -> key.name() + ", " + DESCENDING + key.name())
                .collect(Collectors.joining(", "));
    }
}
