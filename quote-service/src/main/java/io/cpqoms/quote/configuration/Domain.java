package io.cpqoms.quote.configuration;

import java.util.List;
import java.util.regex.Pattern;

/** The values that an attribute may have. */
public sealed interface Domain {

    /** One of these texts. */
    record Choice(List<String> values) implements Domain {

        public Choice {
            values = List.copyOf(values);
        }
    }

    /** A whole number between two, both included. */
    record IntegerRange(long min, long max) implements Domain {

        private static final Pattern NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,17}");

        static boolean isNumber(String value) {
            return NUMBER.matcher(value).matches();
        }
    }

    /** Yes or no. */
    record Flag() implements Domain {}

    /** Whether it may have this value. */
    default boolean contains(String value) {
        return switch (this) {
            case Choice(var values) -> values.contains(value);
            case IntegerRange(long min, long max) ->
                IntegerRange.isNumber(value) && Long.parseLong(value) >= min && Long.parseLong(value) <= max;
            case Flag() -> value.equals("true") || value.equals("false");
        };
    }

    /** The values in words. */
    default String words() {
        return switch (this) {
            case Choice(var values) -> "one of " + String.join(", ", values);
            case IntegerRange(long min, long max) -> "a whole number from " + min + " to " + max;
            case Flag() -> "true or false";
        };
    }
}
