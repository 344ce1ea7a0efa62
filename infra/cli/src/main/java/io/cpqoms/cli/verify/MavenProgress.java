package io.cpqoms.cli.verify;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Maven's log line by line and knows which module is being built and how many tests have run so far. */
final class MavenProgress {
    private static final Pattern MODULE = Pattern.compile("\\[INFO] Building (.+?) \\S+ +\\[(\\d+)/(\\d+)]");
    private static final Pattern CLASS_RESULT = Pattern.compile(
            "\\[\\w+] Tests run: (\\d+), Failures: (\\d+), Errors: (\\d+), Skipped: \\d+, Time elapsed.*");

    private String module = "starting";
    private int position;
    private int modules;
    private int tests;
    private int failed;

    /** Takes one line of the log; answers the new state when it changed something worth showing. */
    Optional<String> take(String line) {
        Matcher building = MODULE.matcher(line);
        if (building.matches()) {
            module = building.group(1);
            position = Integer.parseInt(building.group(2));
            modules = Integer.parseInt(building.group(3));
            return Optional.of(state());
        }
        Matcher result = CLASS_RESULT.matcher(line);
        if (result.matches()) {
            tests += Integer.parseInt(result.group(1));
            failed += Integer.parseInt(result.group(2)) + Integer.parseInt(result.group(3));
            return Optional.of(state());
        }
        return Optional.empty();
    }

    int position() {
        return position;
    }

    int modules() {
        return modules;
    }

    String state() {
        String bad = failed == 0 ? "" : ", " + failed + " failed";
        return "%s: %d tests so far%s".formatted(module, tests, bad);
    }
}
