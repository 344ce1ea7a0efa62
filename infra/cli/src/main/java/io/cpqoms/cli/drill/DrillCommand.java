package io.cpqoms.cli.drill;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.Installation;
import io.cpqoms.cli.build.Maven;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.console.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cpq drill}: the whole of the drills of which every build runs a part, on servers of their own. */
@Command(
        name = "drill",
        description = "Kill and freeze processes, stop servers, cut lines under load; judge the history that is left.",
        footer = {
            "",
            "Needs Maven; starts servers of its own and leaves a running stack alone. docs/concepts/proofs.md explains it.",
            "A run that fails is kept whole below .cpq/drills: tables, topics, offsets, threads, logs, verdict.",
            "Exit codes: 0 nothing lost, doubled, reordered or made up; 2 no such points or rounds; 1 otherwise."
        })
public final class DrillCommand {
    private static final String SPOKEN = "drill: ";
    private static final int MOST_ROUNDS = 10_000;
    private static final List<String> MODULES = List.of(
            "infra/local",
            "infra/testkit",
            "infra/values",
            "infra/command",
            "infra/messaging",
            "infra/messaging/drill");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Command(
            name = "crash-matrix",
            description = "SIGKILL and SIGSTOP two instances of a service at every named point (about eight minutes).")
    int crashMatrix(
            @Mixin CommonOptions common,
            @Option(names = "--seed", paramLabel = "N", description = "Draws another load.") Optional<Long> seed,
            @Option(
                            names = "--points",
                            paramLabel = "NAMES",
                            description = "Only these, separated by commas; NAME! freezes instead of killing.")
                    Optional<String> points,
            @Option(
                            names = "--repeat",
                            defaultValue = "1",
                            paramLabel = "N",
                            description =
                                    "Runs the points N times over, with other loads each time, until a run fails.")
                    int repeat) {
        if (repeat < 1 || repeat > MOST_ROUNDS) {
            throw CpqFailure.usage("'" + repeat + "' can't be a number of rounds: 1 to " + MOST_ROUNDS + " (--repeat)");
        }
        points.ifPresent(CrashPoints.of(Installation.current().root())::require);
        return run(
                common,
                "CrashMatrixIT",
                seed,
                "-Dcpq.drill.matrix=" + points.orElse("full"),
                "-Dcpq.drill.repeat=" + repeat);
    }

    @Command(
            name = "server-faults",
            description = "Stop, kill and cut off PostgreSQL and Kafka under load (about five minutes).")
    int serverFaults(
            @Mixin CommonOptions common,
            @Option(names = "--seed", paramLabel = "N", description = "Draws another load.") Optional<Long> seed) {
        return run(common, "ServerFaultsIT", seed, "-Dcpq.drill.faults=full");
    }

    @Command(
            name = "moved-database",
            description =
                    "Promote a standby under load, and put a database back to a moment of its past (about three minutes).")
    int movedDatabase(
            @Mixin CommonOptions common,
            @Option(names = "--seed", paramLabel = "N", description = "Draws another load.") Optional<Long> seed) {
        return run(common, "MovedDatabaseIT", seed, "-Dcpq.drill.moves=full");
    }

    private static int run(CommonOptions common, String test, Optional<Long> seed, String... selection) {
        Installation installation = Installation.current();
        Console console = common.console();
        Path log = installation.home().resolve("drill.log");
        console.line("Building, then drilling (the log is " + log + ").");
        forgetFormerRuns(installation.root());
        KeptRuns kept = KeptRuns.below(installation.home(), Instant.now());
        List<String> results = new ArrayList<>();
        int exit = Maven.run(
                installation.root(),
                log,
                line -> {
                    if (line.startsWith(SPOKEN)) {
                        results.add(line.substring(SPOKEN.length()));
                        console.line(results.getLast());
                    }
                },
                arguments(test, kept.place(), seed, selection));
        boolean passed = exit == 0 && !results.isEmpty();
        if (passed) {
            console.line("Nothing lost, doubled, reordered or made up.");
        } else {
            console.line(console.paint("Failed; the whole log is " + log, Style.RED));
            Maven.errors(log).forEach(line -> console.line("  " + line));
        }
        kept.directories().forEach(directory -> console.line("A failing run lies whole in " + directory));
        ObjectNode answer = Json.object().put("ok", passed).put("log", log.toString());
        results.forEach(answer.putArray("lines")::add);
        kept.directories().stream().map(Path::toString).forEach(answer.putArray("kept")::add);
        console.answer(answer);
        return passed ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private static String[] arguments(String test, Path kept, Optional<Long> seed, String... selection) {
        List<String> arguments = new ArrayList<>(List.of(
                "-B",
                "-ntp",
                "-Dquick",
                "verify",
                "-pl",
                "infra/testkit,infra/messaging/drill",
                "-am",
                "-Dtest=NoSuchTest",
                "-Dit.test=" + test,
                "-Dsurefire.failIfNoSpecifiedTests=false",
                "-Dfailsafe.failIfNoSpecifiedTests=false",
                "-Dcpq.drill.bundles=" + kept,
                "-Dcpq.drill.seed=" + seed.orElse(1L)));
        arguments.addAll(List.of(selection));
        return arguments.toArray(String[]::new);
    }

    /** Failsafe would judge the summary of a former run again where no test is selected. */
    private static void forgetFormerRuns(Path root) {
        for (String module : MODULES) {
            Path summary = root.resolve(module).resolve("target/failsafe-reports/failsafe-summary.xml");
            try {
                Files.deleteIfExists(summary);
            } catch (IOException e) {
                throw CpqFailure.environment("can't delete " + summary + ": " + e.getMessage(), e);
            }
        }
    }
}
