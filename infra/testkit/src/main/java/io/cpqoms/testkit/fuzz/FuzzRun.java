package io.cpqoms.testkit.fuzz;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a build does with the fuzzer: ten seconds of the same seed, or what {@code -Dfuzz.seconds} and {@code -Dfuzz.seed} say. Everything
 * that a run says begins with {@code fuzz:}, and {@code target/fuzz.json} holds its end for {@code cpq fuzz}.
 */
public final class FuzzRun {

    private static final long SECONDS = 10;
    private static final long SEED = 20261130;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final Path RESULT = Path.of("target/fuzz.json");

    private FuzzRun() {}

    /** Runs it; fails with everything it found, and the requests that show it. */
    public static FuzzReport requireClean(FuzzTarget target) {
        long seed = Long.getLong("fuzz.seed", SEED);
        Duration length = Duration.ofSeconds(Long.getLong("fuzz.seconds", SECONDS));
        FuzzReport report = new Fuzzer(target).run(length, seed, new Lines()::tell);
        System.out.println("fuzz: " + report);
        keep(report, length);
        List<FuzzReport.Finding> findings = report.findings();
        if (!findings.isEmpty()) {
            throw new AssertionError(findings.size() + " findings with -Dfuzz.seed=" + seed + "; " + report + "\n  "
                    + findings.stream().map(FuzzReport.Finding::toString).collect(Collectors.joining("\n  ")));
        }
        return report;
    }

    private static void keep(FuzzReport report, Duration length) {
        ObjectMapper json = new ObjectMapper();
        ObjectNode kept = json.createObjectNode();
        kept.put("seed", report.seed()).put("seconds", length.toSeconds());
        kept.put("requests", report.cases()).put("rounds", report.rounds());
        kept.put("operations", report.operations().size());
        kept.set("reached", json.valueToTree(report.reached().keySet()));
        kept.set("succeeded", json.valueToTree(report.succeeded()));
        kept.set("statuses", json.valueToTree(report.statuses()));
        kept.set("findings", json.valueToTree(report.findings()));
        try {
            Files.createDirectories(RESULT.toAbsolutePath().resolveSibling("."));
            json.writeValue(RESULT.toFile(), kept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line every few seconds, for who waits. */
    private static final class Lines {
        private long last = System.nanoTime();

        void tell(FuzzReport report) {
            if (System.nanoTime() - last >= BETWEEN_LINES.toNanos()) {
                last = System.nanoTime();
                System.out.println("fuzz: so far " + report.cases() + " requests to "
                        + report.reached().size() + " of " + report.operations().size() + " operations, "
                        + report.findings().size() + " findings");
            }
        }
    }
}
