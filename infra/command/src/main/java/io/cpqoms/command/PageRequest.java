package io.cpqoms.command;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which part of a list a request asks for, and what makes the page of what was read.
 *
 * <p>Read one more than the limit ({@link #reach}): that there is one more is how the page knows that it isn't the last.
 *
 * @param <K> the place of an item in the list's order
 */
public final class PageRequest<K> {

    private final Limit limit;
    private final Optional<K> after;
    private final Function<K, String> cursor;

    PageRequest(Limit limit, Optional<K> after, Function<K, String> cursor) {
        this.limit = limit;
        this.after = after;
        this.cursor = cursor;
    }

    /** The place of the last item of the page before; empty for the first page. */
    public Optional<K> after() {
        return after;
    }

    public int limit() {
        return limit.items();
    }

    /** How many to read. */
    public int reach() {
        return limit.items() + 1;
    }

    /** The page of what was read, and the cursor behind its last item where more follows. */
    public <T> Page<T> page(List<T> read, Function<? super T, ? extends K> place) {
        if (read.size() <= limit.items()) {
            return new Page<>(read, null);
        }
        List<T> items = read.subList(0, limit.items());
        return new Page<>(items, cursor.apply(place.apply(items.getLast())));
    }
}
