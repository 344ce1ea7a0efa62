package io.cpqoms.command;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The order that a request wants a list in: by one of its instants and, within one instant, by id, in the same direction.
 *
 * @param text what the client sent, part of what its cursors are good for; null for newest first
 * @param key what it is sorted by; empty for newest first, which is by id, because ids grow with time
 * @param <T> an item
 */
public record ListSort<T>(
        @Nullable String text, Optional<ListSorts.Key<T>> key, boolean descending, String idProperty) {

    /** The order as HQL. */
    String orderBy() {
        String direction = descending ? " desc" : "";
        return key.map(by -> by.property() + direction + ", ").orElse("") + idProperty + direction;
    }

    /** What lies behind a place, as HQL with the parameters {@code afterInstant} and {@code afterId}. */
    String behind() {
        String sign = descending ? " < " : " > ";
        return key.map(by -> "(" + by.property() + ", " + idProperty + ")" + sign + "(:afterInstant, :afterId)")
                .orElse(idProperty + sign + ":afterId");
    }

    /** Where an item stands in this order. */
    public ListPlace place(T item, Function<T, UUID> id) {
        Optional<Instant> at = key.map(by -> by.instant().apply(item));
        return new ListPlace(at, id.apply(item));
    }
}
