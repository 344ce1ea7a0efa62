package io.cpqoms.cli.topics.registry;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** ISO 8601 durations as the registry writes them, and as people read them. */
public final class Durations {
    private static final long UNBOUNDED_MILLIS = -1;

    private Durations() {}

    public static Optional<Duration> parse(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** "90 days", "4 hours", "1.5 s"; Kafka's -1 is "forever". */
    public static String words(long millis) {
        if (millis == UNBOUNDED_MILLIS) {
            return "forever";
        }
        Duration duration = Duration.ofMillis(millis);
        if (millis > 0 && duration.toMillis() % Duration.ofDays(1).toMillis() == 0) {
            return plural(duration.toDays(), "day");
        }
        if (millis > 0 && duration.toMillis() % Duration.ofHours(1).toMillis() == 0) {
            return plural(duration.toHours(), "hour");
        }
        return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }

    private static String plural(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
