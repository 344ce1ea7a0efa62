package io.cpqoms.bench;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures of a run, each with what it is measured against and the goal, as a table that fits into docs. */
final class Report {

    /** One line: what was measured, how it came out, what was wanted, whether it was reached. */
    private record Line(String what, String result, String goal, String verdict) {}

    private final List<Line> lines = new ArrayList<>();

    /** A figure without a goal. */
    void figure(String what, String unit, double value) {
        lines.add(new Line(what, number(value) + " " + unit, "", ""));
    }

    /** A ratio that should be at least the goal. */
    void ratio(String what, double value, double goal) {
        lines.add(new Line(what, number(value), "≥ " + number(goal), value >= goal ? "met" : "missed"));
    }

    /** A figure that should be at most the goal. */
    void atMost(String what, String unit, double value, double goal) {
        lines.add(new Line(
                what, number(value) + " " + unit, "≤ " + number(goal) + " " + unit, value <= goal ? "met" : "missed"));
    }

    static String number(double value) {
        if (value >= 1_000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    /** Markdown, with the machine and the date. */
    String text() {
        StringBuilder text =
                new StringBuilder().append(machine()).append("\n\n| measured | result | goal | |\n|---|---|---|---|\n");
        lines.forEach(line -> text.append("| ")
                .append(String.join(" | ", line.what(), line.result(), line.goal(), line.verdict()))
                .append(" |\n"));
        return text.toString();
    }

    private static String machine() {
        return LocalDate.now(ZoneOffset.UTC) + ", " + Runtime.getRuntime().availableProcessors() + " cores, "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", Java "
                + Runtime.version().feature()
                + ", PostgreSQL and Kafka on the same machine, medians of interleaved rounds.";
    }
}
