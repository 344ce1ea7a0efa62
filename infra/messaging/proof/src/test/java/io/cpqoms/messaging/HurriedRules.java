package io.cpqoms.messaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The platform's alerts for a drill that can't wait for them: a minute becomes a second and an hour a minute, in windows,
 * offsets, in {@code for} and in the ages that are too old. Nothing else is changed, so what fires here asks what fires in production.
 */
final class HurriedRules {

    private static final Path RULES = Path.of("../../observability/prometheus/rules");
    private static final Pattern MINUTES = Pattern.compile("(?<=\\[|for: |offset )(\\d+)m\\b");
    private static final Pattern HOURS = Pattern.compile("(?<=\\[|for: |offset )(\\d+)h\\b");
    private static final Pattern AGE = Pattern.compile("(_age_seconds(?:\\{[^}]*})?\\)) > (\\d+)");
    private static final int SECONDS = 60;

    private HurriedRules() {}

    static void writeTo(Path directory) throws IOException {
        for (String file : new String[] {"objectives.yml", "alerts.yml"}) {
            Files.writeString(directory.resolve(file), hurried(Files.readString(RULES.resolve(file))));
        }
    }

    static String hurried(String rules) {
        String minutes = MINUTES.matcher(rules).replaceAll("$1s");
        String hours = HOURS.matcher(minutes).replaceAll("$1m");
        return AGE.matcher(hours).replaceAll(age -> age.group(1) + " > " + Integer.parseInt(age.group(2)) / SECONDS);
    }
}
