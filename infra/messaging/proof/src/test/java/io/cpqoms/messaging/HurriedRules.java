package io.cpqoms.messaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The platform's alerts for a drill that can't wait for them: a minute becomes a second and an hour a minute, in windows,
 * offsets and in the ages that are too old. In {@code for} it becomes half a second: a window must hold several scrapes, and this only
 * several evaluations. Nothing else is changed, so what fires here asks what fires in production.
 */
final class HurriedRules {

    private static final Path RULES = Path.of("../../observability/prometheus/rules");
    private static final Pattern MINUTES = Pattern.compile("(?<=\\[|offset )(\\d+)m\\b");
    private static final Pattern HOURS = Pattern.compile("(?<=\\[|offset )(\\d+)h\\b");
    private static final Pattern FOR = Pattern.compile("(?<=for: )(\\d+)m\\b");
    private static final Pattern AGE = Pattern.compile("(_age_seconds(?:\\{[^}]*})?\\)) > (\\d+)");
    private static final int SECONDS = 60;
    private static final int FOR_A_MINUTE = 500;

    private HurriedRules() {}

    static void writeTo(Path directory) throws IOException {
        for (String file : new String[] {"objectives.yml", "alerts.yml"}) {
            Files.writeString(directory.resolve(file), hurried(Files.readString(RULES.resolve(file))));
        }
    }

    static String hurried(String rules) {
        String minutes = MINUTES.matcher(rules).replaceAll("$1s");
        String hours = HOURS.matcher(minutes).replaceAll("$1m");
        String patience = FOR.matcher(hours).replaceAll(time -> Integer.parseInt(time.group(1)) * FOR_A_MINUTE + "ms");
        return AGE.matcher(patience).replaceAll(age -> age.group(1) + " > " + Integer.parseInt(age.group(2)) / SECONDS);
    }
}
