package io.cpqoms.command.settings;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How settings are called, in files and in the environment, and which name was meant by one that doesn't exist. */
final class Names {

    /** Two letters in the wrong order are two changes. */
    private static final int MISTYPED = 2;

    private static final int MOST_GUESSES = 3;
    private static final Pattern PROFILE = Pattern.compile("^%[^.]+\\.");
    private static final Pattern NO_LETTER = Pattern.compile("[^A-Za-z0-9]");
    private static final Pattern SECRET = Pattern.compile("(?i).*(password|secret|credential|jaas|private).*"
            + "|(.*[^a-z0-9])?(passwd|passphrase|pass|pwd|token|key|auth)([^a-z0-9].*)?");

    private Names() {}

    /** The environment variable of a setting. */
    static String variable(String name) {
        return NO_LETTER.matcher(name).replaceAll("_").toUpperCase(Locale.ROOT);
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

    /** Whether one or two letters make it one of the others; all as variables. Few of thousands are compared letter by letter. */
    static boolean isMistyped(String variable, Collection<String> known) {
        return !variable.isEmpty()
                && known.stream()
                        .anyMatch(other -> !other.isEmpty()
                                && other.charAt(0) == variable.charAt(0)
                                && Math.abs(other.length() - variable.length()) <= MISTYPED
                                && changes(variable, other) <= MISTYPED);
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
