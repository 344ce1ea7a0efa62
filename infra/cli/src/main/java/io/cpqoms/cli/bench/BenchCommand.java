package io.cpqoms.cli.bench;

import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.Installation;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cpq bench}: a benchmark in a JVM of its own, on servers of its own. */
@Command(
        name = "bench",
        description =
                "Measure the platform's parts beside their peers and limits; prints ratios with machine and date.",
        footer = {"", "Example:", "  ./cpq bench messaging --rounds 3 --seconds 3 --only commit,relay"})
public final class BenchCommand {
    private static final String MODULE = "infra/bench";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Command(
            name = "messaging",
            description = "Outbox, relay and inbox against what one would use instead, Debezium among them.")
    int messaging(
            @Mixin CommonOptions common,
            @Option(names = "--rounds", defaultValue = "3", paramLabel = "N", description = "Rounds; default 3.")
                    int rounds,
            @Option(
                            names = "--seconds",
                            defaultValue = "3",
                            paramLabel = "N",
                            description = "Length of a round of commits; default 3.")
                    int seconds,
            @Option(names = "--rows", defaultValue = "60000", paramLabel = "N", description = "Backlog of a relay.")
                    int rows,
            @Option(
                            names = "--only",
                            defaultValue = "commit,relay,latency,inbox,debezium",
                            paramLabel = "PARTS",
                            description = "Some of commit, relay, latency, inbox, debezium; default all.")
                    String only) {
        Console console = common.console();
        String report = run(List.of(
                "io.cpqoms.bench.MessagingBench",
                "--rounds=" + rounds,
                "--seconds=" + seconds,
                "--rows=" + rows,
                "--only=" + only));
        report.lines().forEach(console::line);
        console.answer(Json.object().put("report", report));
        return ExitCodes.OK;
    }

    private static String run(List<String> arguments) {
        Path root = Installation.current().root();
        Path built = root.resolve(MODULE).resolve("target");
        if (!Files.exists(built.resolve("cpq-bench.jar"))) {
            throw CpqFailure.environment(
                    "the benchmarks are not built; mvn -q -Dquick -DskipTests -pl " + MODULE + " -am package");
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Dcpq.root=" + root,
                "-cp",
                built.resolve("cpq-bench.jar") + ":" + built.resolve("lib") + "/*"));
        command.addAll(arguments);
        Path log = built.resolve("bench.log");
        try {
            Process bench = new ProcessBuilder(command)
                    .directory(root.resolve(MODULE).toFile())
                    .redirectError(log.toFile())
                    .start();
            String output = new String(bench.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (bench.waitFor() != 0) {
                throw new CpqFailure("the benchmark failed; see " + log);
            }
            return output;
        } catch (IOException e) {
            throw CpqFailure.environment("the benchmark can't be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CpqFailure("interrupted");
        }
    }
}
