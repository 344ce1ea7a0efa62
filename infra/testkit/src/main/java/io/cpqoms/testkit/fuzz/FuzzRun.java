package io.cpqoms.testkit.fuzz;

import java.time.Duration;
import java.util.List;

/**
 * What a build does with the fuzzer: ten seconds of the same seed, or what {@code -Dfuzz.seconds} and {@code -Dfuzz.seed} say.
 */
public final class FuzzRun {

    private static final long SECONDS = 10;
    private static final long SEED = 20261130;

    private FuzzRun() {}

    /** Runs it; fails with everything it found, and the requests that show it. */
    public static FuzzReport requireClean(FuzzTarget target) {
        long seed = Long.getLong("fuzz.seed", SEED);
        FuzzReport report = new Fuzzer(target).run(Duration.ofSeconds(Long.getLong("fuzz.seconds", SECONDS)), seed);
        System.out.println("fuzz: " + report);
        List<String> findings = report.findings();
        if (!findings.isEmpty()) {
            throw new AssertionError(findings.size() + " findings with -Dfuzz.seed=" + seed + "; " + report + "\n  "
                    + String.join("\n  ", findings));
        }
        return report;
    }
}
