package io.cpqoms.cli.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.Installation;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cpq bench}: the platform's parts beside their peers and limits, on servers of their own. */
@Command(
        name = "bench",
        description =
                "Measure the platform's parts beside their peers and limits; prints ratios with machine and date.",
        footer = {
            "",
            "Starts servers of its own and leaves a running stack alone; stop that and whatever else works on the machine,",
            "or the figures are theirs too. A missed goal is printed as such and is no failure.",
            "docs/adr/0041-measure-beside-peers-in-one-run.md explains what is measured and how.",
            "",
            "Example: ./cpq bench messaging --rounds 3 --only commit,relay"
        })
public final class BenchCommand {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Command(
            name = "messaging",
            description =
                    "Outbox, relay and inbox against what one would use instead, Debezium among them (ten minutes).")
    int messaging(
            @Mixin CommonOptions common,
            @Option(names = "--rounds", defaultValue = "3", paramLabel = "N", description = "Rounds; default 3.")
                    int rounds,
            @Option(
                            names = "--seconds",
                            defaultValue = "3",
                            paramLabel = "N",
                            description = "Length of a round of commits; a round of latencies takes four times that."
                                    + " Default 3.")
                    int seconds,
            @Option(
                            names = "--open-seconds",
                            defaultValue = "60",
                            paramLabel = "N",
                            description =
                                    "How long the transaction is open beside which latency is measured; default 60.")
                    int openSeconds,
            @Option(
                            names = "--rows",
                            defaultValue = "60000",
                            paramLabel = "N",
                            description = "Backlog of a relay; default 60000.")
                    int rows,
            @Option(
                            names = "--only",
                            defaultValue = "commit,relay,latency,inbox,debezium",
                            paramLabel = "PARTS",
                            description = "Some of commit, relay, latency, inbox, debezium; default all.")
                    String only) {
        return run(
                common.console(),
                List.of(
                        "io.cpqoms.bench.MessagingBench",
                        "--rounds=" + rounds,
                        "--seconds=" + seconds,
                        "--open-seconds=" + openSeconds,
                        "--rows=" + rows,
                        "--only=" + only));
    }

    @Command(
            name = "command",
            description = "A command of quote-service over HTTP against a minimal program that writes the same rows,"
                    + " both with row-level security and without (seven minutes).")
    int command(
            @Mixin CommonOptions common,
            @Option(names = "--rounds", defaultValue = "3", paramLabel = "N", description = "Rounds; default 3.")
                    int rounds,
            @Option(
                            names = "--seconds",
                            defaultValue = "10",
                            paramLabel = "N",
                            description = "Length of a round of each measurement; default 10.")
                    int seconds,
            @Option(
                            names = "--clients",
                            defaultValue = "8",
                            paramLabel = "N",
                            description = "Clients that ask at the same time; default 8.")
                    int clients,
            @Option(
                            names = "--quotes",
                            defaultValue = "20000",
                            paramLabel = "N",
                            description = "Quotes of a hundred other tenants in the same table; default 20000.")
                    int quotes) {
        return run(
                common.console(),
                List.of(
                        "io.cpqoms.bench.CommandBench",
                        "--rounds=" + rounds,
                        "--seconds=" + seconds,
                        "--clients=" + clients,
                        "--quotes=" + quotes));
    }

    private static int run(Console console, List<String> mainAndArguments) {
        Benchmarks benchmarks = new Benchmarks(Installation.current(), console);
        benchmarks.build();
        List<String> report = benchmarks.run(mainAndArguments);
        console.line();
        report.forEach(console::line);
        console.answer(json(report));
        return ExitCodes.OK;
    }

    /** The head and the table of the report, whose rows are Markdown. */
    static ObjectNode json(List<String> report) {
        ObjectNode answer = Json.object();
        ArrayNode head = answer.putArray("head");
        ArrayNode figures = answer.putArray("figures");
        for (String line : report) {
            if (line.startsWith("- ")) {
                head.add(line.substring(2));
            } else if (line.startsWith("| ") && !line.startsWith("| measured ")) {
                String[] cells = line.substring(1).split("\\|", -1);
                figures.addObject()
                        .put("measured", cells[0].strip())
                        .put("result", cells[1].strip())
                        .put("goal", cells[2].strip())
                        .put("verdict", cells[3].strip());
            }
        }
        return answer;
    }
}
