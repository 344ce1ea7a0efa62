package io.cpqoms.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Style;
import io.cpqoms.cli.console.Table;
import java.util.Locale;

/** Tells a person what a replay will do, is doing, or has done. */
final class ReplayReport {
    private static final int MOST_SAMPLES = 10;

    private ReplayReport() {}

    static void plan(Console console, JsonNode report) {
        JsonNode run = report.path("run");
        JsonNode plan = run.path("plan");
        console.heading("Plan " + run.path("id").asText());
        head(console, run);
        Table partitions = Table.of("topic", "partition", "from", "to", "records");
        plan.path("partitions")
                .forEach(part -> partitions.row(
                        part.path("topic").asText(),
                        part.path("partition").asLong(),
                        part.path("begin").asLong(),
                        part.path("end").asLong(),
                        part.path("end").asLong() - part.path("begin").asLong()));
        partitions.print(console);
        plan.path("remarks").forEach(remark -> console.line(console.paint("  note: " + remark.asText(), Style.YELLOW)));
        Table types = Table.of("event type", "events", "");
        plan.path("applied")
                .fields()
                .forEachRemaining(
                        type -> types.row(type.getKey(), type.getValue().asLong(), "for the handler"));
        plan.path("passedOver")
                .fields()
                .forEachRemaining(
                        type -> types.row(type.getKey(), type.getValue().asLong(), "passed over"));
        types.print(console);
        if (!plan.path("exact").asBoolean()) {
            console.line("  (projected from the first records; the window is larger than a plan reads)");
        }
        console.line("  takes about " + plan.path("estimatedSeconds").asLong() + " s at "
                + run.at("/request/rate").asLong() + " records a second");
        console.line("  suppressed:");
        plan.path("suppressed").forEach(what -> console.line("    - " + what.asText()));
        if (toBeApproved(run)) {
            console.line(console.paint("  needs another person's approval before it may start", Style.YELLOW));
        }
    }

    /** Where a replay stands; one that was not started yet is still its plan. */
    static void outcome(Console console, JsonNode report) {
        JsonNode run = report.path("run");
        if (run.path("state").asText().equals("PLANNED")) {
            plan(console, report);
            return;
        }
        console.heading("Replay " + run.path("id").asText());
        head(console, run);
        console.line("  " + state(console, run) + "  " + report.path("percent").asInt() + " %  "
                + run.path("note").asText());
        Table counts = Table.of("partition", "offsets", "read", "applied", "ignored", "unselected", "unreadable");
        run.path("progress")
                .forEach(part -> counts.row(
                        part.at("/bounds/partition").asLong(),
                        part.at("/bounds/begin").asLong() + "-"
                                + part.at("/bounds/end").asLong(),
                        read(part.path("tally")),
                        part.at("/tally/applied").asLong(),
                        part.at("/tally/ignored").asLong(),
                        part.at("/tally/unselected").asLong(),
                        part.at("/tally/unreadable").asLong()));
        JsonNode total = report.path("total");
        counts.row(
                "all",
                "",
                read(total),
                total.path("applied").asLong(),
                total.path("ignored").asLong(),
                total.path("unselected").asLong(),
                total.path("unreadable").asLong());
        counts.print(console);
        console.line(
                report.path("reconciled").asBoolean()
                        ? "  every offset of the window is accounted for"
                        : "  not every offset of the window has been read");
        comparison(console, run.path("comparison"));
        if (run.path("findings").asLong() > 0) {
            console.line("  " + run.path("findings").asLong() + " findings:");
            samples(console, run.path("findingSamples"));
        }
    }

    /** What a person can do now. */
    static void next(Console console, String service, JsonNode run) {
        String id = run.path("id").asText();
        String command = "./cpq replay %s " + service + " " + id + "%s";
        switch (run.path("state").asText()) {
            case "PLANNED" ->
                console.line("  next: "
                        + (toBeApproved(run)
                                ? command.formatted("approve", " --operator SOMEBODY-ELSE")
                                : command.formatted("start", " --wait")));
            case "RUNNING", "STOPPING" -> console.line("  next: " + command.formatted("report", ""));
            case "PAUSED" ->
                console.line("  next: " + command.formatted("resume", " --wait") + "   or   "
                        + command.formatted("stop", ""));
            default -> {
                // Ended: nothing is left to do.
            }
        }
    }

    static String state(Console console, JsonNode run) {
        String state = run.path("state").asText();
        Style style = switch (state) {
            case "COMPLETED" -> Style.GREEN;
            case "REJECTED" -> Style.RED;
            case "PAUSED", "STOPPING", "STOPPED" -> Style.YELLOW;
            default -> Style.BOLD;
        };
        return console.paint(state.toLowerCase(Locale.ROOT), style);
    }

    private static void head(Console console, JsonNode run) {
        console.line("  " + run.at("/request/mode").asText() + " of "
                + run.at("/request/selection/topic").asText() + " for "
                + run.at("/request/consumer").asText() + ", asked by "
                + run.at("/requested/by").asText()
                + (run.hasNonNull("approved")
                        ? ", approved by " + run.at("/approved/by").asText()
                        : "") + ": "
                + run.at("/request/reason").asText());
    }

    private static void comparison(Console console, JsonNode comparison) {
        if (comparison.isMissingNode() || comparison.isNull()) {
            return;
        }
        Table table = Table.of("", "documents", "hash");
        table.row(
                "live",
                comparison.at("/live/count").asLong(),
                comparison.at("/live/hash").asText());
        table.row(
                "shadow",
                comparison.at("/shadow/count").asLong(),
                comparison.at("/shadow/hash").asText());
        table.print(console);
        console.line("  in the shadow: " + comparison.path("missing").asLong() + " missing, "
                + comparison.path("older").asLong() + " older, "
                + comparison.path("different").asLong() + " different, "
                + comparison.path("newer").asLong() + " newer, "
                + comparison.path("added").asLong() + " added");
        samples(console, comparison.path("samples"));
    }

    private static void samples(Console console, JsonNode samples) {
        for (int i = 0; i < Math.min(MOST_SAMPLES, samples.size()); i++) {
            console.line("    - " + samples.path(i).asText());
        }
    }

    private static long read(JsonNode tally) {
        return tally.path("applied").asLong()
                + tally.path("ignored").asLong()
                + tally.path("unselected").asLong()
                + tally.path("unreadable").asLong();
    }

    private static boolean toBeApproved(JsonNode run) {
        return run.at("/plan/approvalNeeded").asBoolean() && !run.hasNonNull("approved");
    }
}
