package io.cpqoms.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures of a run, each with what it is measured against and the goal, as a table that fits into docs. */
final class Report {

    /** Whether a goal was reached; a figure that goes with another has none. */
    enum Verdict {
        MET,
        MISSED,
        NONE
    }

    /** One line: what was measured, how it came out, what was wanted, whether it was reached. */
    record Line(String what, double value, String unit, String goal, Verdict verdict) {

        private String row() {
            return "| " + what + " | " + (number(value) + " " + unit).strip() + " | " + goal + " | "
                    + (verdict == Verdict.NONE ? "" : verdict.name().toLowerCase(Locale.ROOT)) + " |\n";
        }
    }

    private final List<Line> lines = new ArrayList<>();
    private final List<String> head = new ArrayList<>();

    /** What the figures were measured on, and how. */
    void head(String sentence) {
        head.add(sentence);
    }

    /** A figure without a goal. */
    void figure(String what, String unit, double value) {
        lines.add(new Line(what, value, unit, "", Verdict.NONE));
    }

    /** A ratio that should be at least the goal. */
    void atLeast(String what, double value, double goal) {
        lines.add(new Line(what, value, "", "≥ " + number(goal), value >= goal ? Verdict.MET : Verdict.MISSED));
    }

    /** A figure that should be at most the goal. */
    void atMost(String what, String unit, double value, double goal) {
        String bound = ("≤ " + number(goal) + " " + unit).strip();
        lines.add(new Line(what, value, unit, bound, value <= goal ? Verdict.MET : Verdict.MISSED));
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    static String number(double value) {
        if (value >= 1_000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    /** Markdown: the head as a list, the lines as a table. */
    String text() {
        StringBuilder text = new StringBuilder();
        head.forEach(sentence -> text.append("- ").append(sentence).append('\n'));
        text.append("\n| measured | result | goal | |\n|---|---|---|---|\n");
        lines.forEach(line -> text.append(line.row()));
        return text.toString();
    }
}
