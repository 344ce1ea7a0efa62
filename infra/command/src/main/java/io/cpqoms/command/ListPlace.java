package io.cpqoms.command;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The place of an item in a list that can be sorted.
 *
 * @param at the instant that the list is sorted by; empty where the id alone says the order
 */
public record ListPlace(Optional<Instant> at, UUID id) {

    /** A list whose order is among the filters of its cursors: see {@link ListSort#text}. */
    public static Listing<ListPlace> listing(String name) {
        return new Listing<>(name, "as sorted, then by id", ListPlace::parts, ListPlace::of);
    }

    private List<String> parts() {
        return at.map(instant -> List.of(id.toString(), instant.toString())).orElseGet(() -> List.of(id.toString()));
    }

    private static ListPlace of(List<String> parts) {
        return new ListPlace(parts.stream().skip(1).findFirst().map(Instant::parse), UUID.fromString(parts.getFirst()));
    }
}
