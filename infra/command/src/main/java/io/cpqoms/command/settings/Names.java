package io.cpqoms.command.settings;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How settings are called, in files and in the environment, and which name was meant by one that doesn't exist. */
final class Names {

    /** Two letters in the wrong order are two changes. */
    static final int MISTYPED = 2;

    private static final int MOST_GUESSES = 3;
    private static final Pattern PROFILE = Pattern.compile("^%[^.]+\\.");
    private static final Pattern SECRET = Pattern.compile("(?i).*(password|secret|credential)$");

    private Names() {}

    /** The environment variable of a setting. */
    static String variable(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    static String withoutProfile(String name) {
        return PROFILE.matcher(name).replaceFirst("");
    }

    /** Whether the value must not be shown. */
    static boolean isSecret(String name) {
        return SECRET.matcher(name).matches();
    }

    /** The names that may have been meant: mistyped by a few letters, or else put in the wrong group; best first. */
    static List<String> meant(String unknown, Collection<String> known) {
        String written = variable(unknown);
        int fewest = known.stream()
                .mapToInt(name -> changes(written, variable(name)))
                .min()
                .orElse(Integer.MAX_VALUE);
        List<String> mistyped = known.stream()
                .filter(name -> fewest <= Math.max(MISTYPED, written.length() / 8))
                .filter(name -> changes(written, variable(name)) == fewest)
                .sorted()
                .limit(MOST_GUESSES)
                .toList();
        if (!mistyped.isEmpty()) {
            return mistyped;
        }
        return known.stream()
                .filter(name -> written.endsWith("_" + variable(name.substring(name.lastIndexOf('.') + 1))))
                .sorted()
                .limit(MOST_GUESSES)
                .toList();
    }

    static boolean isMistyped(String unknown, Collection<String> known) {
        String written = variable(unknown);
        return known.stream().anyMatch(name -> changes(written, variable(name)) <= MISTYPED);
    }

    static String list(List<String> names) {
        return names.stream().collect(Collectors.joining(" or "));
    }

    /** Letters to put in, take out or replace, to make one of the other (Levenshtein). */
    static int changes(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            int[] here = new int[other.length() + 1];
            here[0] = row;
            for (int column = 1; column <= other.length(); column++) {
                int replaced = above[column - 1] + (one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1);
                here[column] = Math.min(replaced, 1 + Math.min(above[column], here[column - 1]));
            }
            above = here;
        }
        return above[other.length()];
    }
}
