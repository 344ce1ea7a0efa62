package io.cpqoms.command.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Says durations as people do. */
final class Times {

    private Times() {}

    /** Such as {@code 1 d 12 h}, {@code 5 min 30 s}, {@code 50 ms}. */
    static String words(Duration time) {
        if (time.isZero()) {
            return "0 s";
        }
        List<String> parts = new ArrayList<>();
        add(parts, time.toDaysPart(), "d");
        add(parts, time.toHoursPart(), "h");
        add(parts, time.toMinutesPart(), "min");
        add(parts, time.toSecondsPart(), "s");
        add(parts, time.toMillisPart(), "ms");
        return parts.isEmpty() ? time.toString() : String.join(" ", parts);
    }

    private static void add(List<String> parts, long count, String unit) {
        if (count != 0) {
            parts.add(count + " " + unit);
        }
    }
}
