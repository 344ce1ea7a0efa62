package io.cpqoms.audit.query;

import io.cpqoms.command.Problem;
import io.cpqoms.messaging.EventTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a timeline is asked for: so many facts after a place in business order.
 *
 * <p>A timeline is read as a whole more often than not, so its pages are larger than those of other lists.
 */
record TimelinePage(int limit, String afterInstant, long afterSequence) {

    static final int DEFAULT_LIMIT = 500;
    static final int MAX_LIMIT = 2000;

    private static final String BEGINNING = "0001-01-01T00:00:00.000000Z";

    /** The page that a client asked for; refuses a limit out of range and a cursor that is not ours. */
    static TimelinePage of(@Nullable Integer limit, @Nullable String cursor) {
        int size = limit == null ? DEFAULT_LIMIT : limit;
        if (size < 1 || size > MAX_LIMIT) {
            throw Problem.invalidInput("limit", "must be 1 to " + MAX_LIMIT).asException();
        }
        return cursor == null ? new TimelinePage(size, BEGINNING, 0) : after(size, cursor);
    }

    private static TimelinePage after(int size, String cursor) {
        try {
            String[] place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\\|");
            return new TimelinePage(size, EventTime.format(Instant.parse(place[0])), Long.parseLong(place[1]));
        } catch (IllegalArgumentException | DateTimeParseException | ArrayIndexOutOfBoundsException e) {
            throw Problem.invalidInput("cursor", "must be the nextCursor of an earlier answer")
                    .asException();
        }
    }

    boolean isFirst() {
        return afterInstant.equals(BEGINNING);
    }

    /** One more than asked for, to see whether there is a next page. */
    TimelinePage andOneMore() {
        return new TimelinePage(limit + 1, afterInstant, afterSequence);
    }

    /** The cursor behind this entry. */
    static String cursorAfter(TimelineEntry last) {
        String place = EventTime.format(last.occurredAt()) + "|" + last.sequence();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }
}
