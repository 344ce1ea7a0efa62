package io.cpqoms.command;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Opens the lists of a service page by page.
 *
 * <p>A cursor is good for one list in one order, of one tenant, with the filters of its page; everything else is refused with
 * 400 before a query is made. See {@link CursorSeal} for what its seal protects from.
 */
@ApplicationScoped
public class Cursors {

    /** More than the place in any list needs; a longer text isn't even decoded. */
    public static final int LONGEST = 1_000;

    private static final String NONE_OF_OURS = "must be the nextCursor of an earlier page of this list";
    private static final String OTHER_FILTERS =
            "belongs to a page that was read with other filters or in another order; send the same ones, or begin without a cursor";

    private final CursorKey key;
    private final Caller caller;

    Cursors(CursorKey key, Caller caller) {
        this.key = key;
        this.caller = caller;
    }

    /**
     * The part of the caller's list that a request asks for; 400 when limit or cursor make no sense.
     *
     * @param filters what narrows the list, always in the same order; null where the request doesn't narrow
     */
    public <K> PageRequest<K> open(Listing<K> listing, PageParameters asked, @Nullable Object... filters) {
        return request(key::seal, caller.tenant(), listing, asked, filters);
    }

    static <K> PageRequest<K> request(
            Supplier<CursorSeal> seal,
            String tenant,
            Listing<K> listing,
            PageParameters asked,
            @Nullable Object... filters) {
        List<String> scope = List.of(listing.name(), listing.order(), tenant);
        List<String> narrowed = texts(filters);
        return new PageRequest<>(
                Limit.parse(asked.limit),
                place(seal, listing, asked.cursor, scope, narrowed),
                last -> written(seal.get().seal(scope, narrowed, listing.parts().apply(last)), listing));
    }

    private static <K> Optional<K> place(
            Supplier<CursorSeal> seal,
            Listing<K> listing,
            @Nullable String cursor,
            List<String> scope,
            List<String> filters) {
        if (cursor == null) {
            return Optional.empty();
        }
        if (cursor.length() > LONGEST) {
            throw refused(NONE_OF_OURS);
        }
        CursorSeal.Opened opened = seal.get().open(scope, filters, cursor).orElseThrow(() -> refused(NONE_OF_OURS));
        if (!opened.sameFilters()) {
            throw refused(OTHER_FILTERS);
        }
        try {
            return Optional.of(listing.place().apply(opened.parts()));
        } catch (RuntimeException otherParts) {
            // Sealed by a release whose places had other parts under the same name.
            throw refused(NONE_OF_OURS);
        }
    }

    private static String written(String cursor, Listing<?> listing) {
        if (cursor.length() > LONGEST) {
            throw new IllegalStateException("The place in the list " + listing.name() + " makes a cursor of "
                    + cursor.length() + " characters");
        }
        return cursor;
    }

    /** Absent and empty are two things: each filter has a mark before it. */
    private static List<String> texts(@Nullable Object... filters) {
        return Stream.of(filters)
                .map(filter -> filter == null ? "-" : "=" + filter)
                .toList();
    }

    private static ProblemException refused(String why) {
        return Problem.invalidInput("cursor", why).asException();
    }
}
