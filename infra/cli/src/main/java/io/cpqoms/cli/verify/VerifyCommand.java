package io.cpqoms.cli.verify;

import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.Installation;
import io.cpqoms.cli.build.Maven;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Progress;
import io.cpqoms.cli.console.Style;
import io.cpqoms.cli.stack.LocalPlatform;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cpq verify}: the tests of the platform with the house policy on, summed up in one line. */
@Command(
        name = "verify",
        description =
                "Run every test of the platform, as CI does: mvn verify with formatter, error-prone and NullAway on.",
        footer = {
            "",
            "--changed is for while you work: it tests the modules with changed files and those that build on them. The",
            "end-to-end tests of infra/cli run with it when infra/cli itself, what it builds on, or a file outside of the",
            "modules has changed; before you push, run all of it.",
            "",
            "The last line is exactly 'N passed, N failed, N skipped'.",
            "Exit codes: 0 all passed; 1 otherwise."
        })
public final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--changed",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "BASE",
            description = "Only what differs from this commit, with what is not committed; without one, from where the"
                    + " branch left the one it follows, or else the last commit.")
    private @Nullable String changedSince;

    @Option(
            names = "--full",
            description =
                    "Also the cases of which every build runs a representative: all points of the crash matrix, all"
                            + " server faults, a hundred orders of Northwind, the fork's fuzzer, the secured demo.")
    private boolean full;

    @Override
    public Integer call() {
        Installation installation = Installation.current();
        Console console = common.console();
        if (LocalPlatform.of(installation).isRunning()) {
            throw CpqFailure.environment("the stack is running and the build replaces its programs; first ./cpq down");
        }
        Path log = installation.home().resolve("verify.log");
        Instant started = Instant.now();
        VerifyScope scope = changedSince == null
                ? VerifyScope.whole(full)
                : VerifyScope.changed(installation.root(), changedSince, full);
        console.line(scope.sentence() + " (the log is " + log + ").");
        scope.prepare(installation.root());
        int exit = runMaven(installation, console, log, scope);
        TestReports reports = TestReports.read(installation.root(), started);
        boolean passed =
                exit == 0 && reports.total().failed() == 0 && reports.total().run() > 0;
        VerifyAnswer answer = new VerifyAnswer(installation.root(), reports, ModuleTimes.read(log));
        answer.print(console);
        showFailures(console, reports, exit, log);
        console.line(reports.total().sentence());
        console.answer(answer.json(passed));
        return passed ? ExitCodes.OK : ExitCodes.FAILED;
    }

    /** Failed tests don't stop the run: the sum at the end is of everything. */
    private static int runMaven(Installation installation, Console console, Path log, VerifyScope scope) {
        List<String> arguments = new ArrayList<>(scope.arguments());
        arguments.addAll(List.of("-B", "-ntp", "-fae", "-Dmaven.test.failure.ignore=true", "verify"));
        MavenProgress progress = new MavenProgress();
        try (Progress bar = new Progress(console, "verify", 0)) {
            return Maven.run(
                    installation.root(),
                    log,
                    line -> {
                        progress.take(line);
                        bar.to(0, "[%d/%d] %s".formatted(progress.position(), progress.modules(), progress.state()));
                    },
                    arguments.toArray(String[]::new));
        }
    }

    private static void showFailures(Console console, TestReports reports, int exit, Path log) {
        reports.failures().forEach(failure -> console.line(console.paint("  ✗ " + failure, Style.RED)));
        if (exit != 0) {
            console.line(console.paint("The build itself failed; the whole log is " + log, Style.RED));
            Maven.errors(log).forEach(line -> console.line("  " + line));
        }
    }
}
