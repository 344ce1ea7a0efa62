package io.cpqoms.drill.harness;

import io.cpqoms.testkit.history.Finding.Kind;
import io.cpqoms.testkit.history.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The results of a matrix as a table for people, and the numbers that its goals are about. */
public final class MatrixTable {

    private final List<CrashDrill.Result> results = new ArrayList<>();

    public synchronized void add(CrashDrill.Result result) {
        results.add(result);
        String text = String.format(
                "%s at %s: %s; back after %s s",
                result.point().action(), result.point().name(), result.verdict(), seconds(result.recovery()));
        text.lines().forEach(line -> System.out.println("drill: " + line));
    }

    /** The recovery that 95 of 100 stay under; zero when nothing was recovered from. */
    public synchronized Duration recoveryP95(CrashPoint.Action action) {
        List<Duration> sorted = new ArrayList<>(results.stream()
                .filter(result -> result.point().action() == action)
                .map(CrashDrill.Result::recovery)
                .toList());
        Collections.sort(sorted);
        return sorted.isEmpty() ? Duration.ZERO : sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1);
    }

    /** Prints the table and keeps it beside the test reports. */
    public synchronized void publish(long seed) {
        StringBuilder text = new StringBuilder("Crash matrix, seed " + seed + "\n");
        text.append(line(
                "point",
                "signal",
                "victim",
                "commits",
                "publishes",
                "repeated",
                "effects",
                "lost",
                "twice",
                "order",
                "phantom",
                "tenant",
                "recovery s"));
        for (CrashDrill.Result result : results) {
            text.append(line(result));
        }
        for (CrashPoint.Action action : CrashPoint.Action.values()) {
            text.append("recovery p95 after ")
                    .append(action)
                    .append(": ")
                    .append(seconds(recoveryP95(action)))
                    .append(" s\n");
        }
        text.toString().lines().forEach(line -> System.out.println("drill: " + line));
        try {
            Files.writeString(Path.of("target/crash-matrix.txt"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(CrashDrill.Result result) {
        Verdict verdict = result.verdict();
        return line(
                result.point().name(),
                result.point().action().name(),
                result.victim(),
                verdict.commits(),
                verdict.publishes(),
                verdict.repetitions(),
                verdict.effects(),
                verdict.count(Kind.LOST),
                verdict.count(Kind.DUPLICATED),
                verdict.count(Kind.REORDERED),
                verdict.count(Kind.PHANTOM),
                verdict.count(Kind.CROSS_TENANT),
                seconds(result.recovery()));
    }

    private static String line(Object... cells) {
        return String.format("%-18s %-7s %-8s %8s %9s %8s %8s %5s %5s %5s %7s %6s %10s%n", cells);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1000.0);
    }
}
