package io.cpqoms.search.query;

import io.cpqoms.search.integration.StreamState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How old an answer is, in words of the business.
 *
 * @param projectedThrough every change before this instant is in the answer; absent while nobody knows
 * @param lagSeconds how long ago that was
 */
record Freshness(Optional<Instant> projectedThrough, Optional<Long> lagSeconds, String text) {

    /**
     * @param newest the newest change of the tenant that is projected
     * @param visibleAfter how long a projected change may stay invisible to searches
     */
    static Freshness of(StreamState stream, Optional<Instant> newest, Duration visibleAfter, Instant now) {
        if (stream.backlog() == 0) {
            return stream.caughtUpAt()
                    .map(at -> aged(at.minus(visibleAfter), now, "up to date as of "))
                    .orElseGet(() -> new Freshness(
                            Optional.empty(), Optional.empty(), "how fresh this is has not been checked yet"));
        }
        String waiting = stream.backlog() == 1 ? "1 change is" : "up to " + stream.backlog() + " changes are";
        return newest.map(at -> aged(at, now, waiting + " still on the way; shows what happened until "))
                .orElseGet(() -> new Freshness(
                        Optional.empty(), Optional.empty(), waiting + " still on the way; nothing is shown yet"));
    }

    private static Freshness aged(Instant through, Instant now, String words) {
        Duration age = through.isAfter(now) ? Duration.ZERO : Duration.between(through, now);
        return new Freshness(Optional.of(through), Optional.of(age.toSeconds()), words + ago(age));
    }

    private static String ago(Duration age) {
        if (age.toSeconds() < 1) {
            return "just now";
        }
        if (age.toMinutes() < 1) {
            return plural(age.toSeconds(), "second");
        }
        if (age.toHours() < 1) {
            return plural(age.toMinutes(), "minute");
        }
        return age.toDays() < 1 ? plural(age.toHours(), "hour") : plural(age.toDays(), "day");
    }

    private static String plural(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s") + " ago";
    }
}
