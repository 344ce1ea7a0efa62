package io.cpqoms.cli.verify;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Maven's log line by line and knows how many modules have begun, which are in work and how many tests have run so far.
 * With several modules side by side their lines are mixed; those that say what is done say in which module.
 */
final class MavenProgress {
    private static final Pattern MODULE = Pattern.compile("\\[INFO] Building .+? \\S+ +\\[(\\d+)/(\\d+)]");
    private static final Pattern STEP = Pattern.compile("\\[INFO] --- (\\S+?):[^:]+:(\\S+) .*@ (\\S+) ---");

    /** What every module with tests ends with. */
    private static final String LAST = "maven-failsafe-plugin:verify";

    /** All that a module does which has neither sources nor tests; it would never end. */
    private static final String GATHERING = "maven-dependency-plugin:";

    private static final Pattern CLASS_RESULT = Pattern.compile(
            "\\[\\w+] Tests run: (\\d+), Failures: (\\d+), Errors: (\\d+), Skipped: \\d+, Time elapsed.*");

    private final Set<String> inWork = new LinkedHashSet<>();
    private int begun;
    private int modules;
    private int tests;
    private int failed;

    /** Takes one line of the log; answers the new state when it changed something worth showing. */
    Optional<String> take(String line) {
        Matcher building = MODULE.matcher(line);
        if (building.matches()) {
            begun = Integer.parseInt(building.group(1));
            modules = Integer.parseInt(building.group(2));
            return Optional.of(state());
        }
        Matcher step = STEP.matcher(line);
        if (step.matches()) {
            begin(step.group(1) + ":" + step.group(2), step.group(3));
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

    private void begin(String step, String module) {
        if (step.equals(LAST)) {
            inWork.remove(module);
        } else if (!step.startsWith(GATHERING)) {
            inWork.add(module);
        }
    }

    /** How many modules have begun, of all. */
    int position() {
        return begun;
    }

    int modules() {
        return modules;
    }

    String state() {
        String bad = failed == 0 ? "" : ", " + failed + " failed";
        String names = inWork.isEmpty() ? "starting" : String.join(", ", inWork);
        return "%s: %d tests so far%s".formatted(names, tests, bad);
    }
}
