package io.cpqoms.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor where the next page begins; left out on the last one
 * @param <T> what is listed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(
        List<T> items,

        @Schema(description = Page.NEXT_CURSOR, maxLength = Cursors.LONGEST) @Nullable
        String nextCursor) {

    /** What API documents say of the member. */
    public static final String NEXT_CURSOR =
            "Where the next page of the same list with the same filters begins; left out on the last page.";

    public Page {
        items = List.copyOf(items);
    }

    /** The same page with each item as clients see it. */
    public <R> Page<R> map(Function<? super T, ? extends R> view) {
        return new Page<>(items.stream().<R>map(view).toList(), nextCursor);
    }
}
