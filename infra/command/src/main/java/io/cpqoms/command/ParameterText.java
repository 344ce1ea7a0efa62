package io.cpqoms.command;

import io.cpqoms.values.StorableText;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;

/** Says whether the text of a parameter can be read as its type, and what would be right. */
final class ParameterText {

    private static final String WHOLE_NUMBER = "must be a whole number such as 50";

    private ParameterText() {}

    /** What is wrong with a text for that type; empty when it can be read. */
    static Optional<String> objection(String text, Class<?> type) {
        OptionalInt fault = StorableText.firstFault(text);
        if (fault.isPresent()) {
            return Optional.of(JsonForm.unstorable(text, fault.getAsInt()));
        }
        if (type == int.class || type == Integer.class) {
            return number(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        if (type == long.class || type == Long.class) {
            return number(text, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        if (type == boolean.class || type == Boolean.class) {
            return unless(text.equals("true") || text.equals("false"), "must be true or false");
        }
        if (type == UUID.class) {
            return unless(isUuid(text), "must be a UUID such as 0198c0de-0000-7000-8000-000000000101");
        }
        if (type == Instant.class) {
            return unless(ClientInstant.read(text).isPresent(), ClientInstant.RULE.replace("\"", ""));
        }
        if (type.isEnum()) {
            String known =
                    Arrays.stream(type.getEnumConstants()).map(String::valueOf).collect(Collectors.joining(", "));
            return unless(
                    Arrays.stream(type.getEnumConstants())
                            .anyMatch(one -> ((Enum<?>) one).name().equals(text)),
                    "must be one of " + known);
        }
        return Optional.empty();
    }

    static boolean isStorable(String text) {
        return StorableText.firstFault(text).isEmpty();
    }

    private static Optional<String> number(String text, long least, long most) {
        if (!text.matches("-?\\d{1,19}")) {
            return Optional.of(text.matches("-?\\d+") ? outside(least, most) : WHOLE_NUMBER);
        }
        try {
            long value = Long.parseLong(text);
            return unless(value >= least && value <= most, outside(least, most));
        } catch (NumberFormatException tooLarge) {
            return Optional.of(outside(least, most));
        }
    }

    private static String outside(long least, long most) {
        return "must be a whole number from " + least + " to " + most;
    }

    private static boolean isUuid(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }

    private static Optional<String> unless(boolean right, String message) {
        return right ? Optional.empty() : Optional.of(message);
    }
}
