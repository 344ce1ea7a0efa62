package io.cpqoms.cli.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.Installation;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.console.Progress;
import io.cpqoms.cli.console.Style;
import io.cpqoms.cli.console.Table;
import io.cpqoms.cli.stack.LocalPlatform;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code cpq verify}: every test of the platform with the house policy on, summed up in one line. */
@Command(
        name = "verify",
        description =
                "Run every test of the platform, as CI does: mvn verify with formatter, error-prone and NullAway on.",
        footer = {
            "",
            "The last line is exactly 'N passed, N failed, N skipped'.",
            "Exit codes: 0 all passed; 1 otherwise."
        })
public final class VerifyCommand implements Callable<Integer> {
    private static final int SHOWN_ERRORS = 15;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() {
        Installation installation = Installation.current();
        Console console = common.console();
        if (LocalPlatform.of(installation).isRunning()) {
            throw CpqFailure.environment("the stack is running and the build replaces its programs; first ./cpq down");
        }
        Path log = installation.home().resolve("verify.log");
        Instant started = Instant.now();
        console.line("Running every test (the log is " + log + ").");
        int exit = runMaven(installation, console, log);
        TestReports reports = TestReports.read(installation.root(), started);
        boolean passed =
                exit == 0 && reports.total().failed() == 0 && reports.total().run() > 0;
        show(console, reports, exit, log);
        console.line(reports.total().sentence());
        console.answer(json(reports, passed));
        return passed ? ExitCodes.OK : ExitCodes.FAILED;
    }

    /** Failed tests don't stop the run: the sum at the end is of everything. */
    private static int runMaven(Installation installation, Console console, Path log) {
        String maven = Optional.ofNullable(System.getenv("CPQ_MVN")).orElse("mvn");
        ProcessBuilder builder = new ProcessBuilder(
                        maven, "-B", "-ntp", "-fae", "-Dmaven.test.failure.ignore=true", "verify")
                .directory(installation.root().toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        MavenProgress progress = new MavenProgress();
        try {
            Files.createDirectories(installation.home());
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                    PrintWriter copy = new PrintWriter(Files.newBufferedWriter(log));
                    Progress bar = new Progress(console, "verify", 0)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    copy.println(line);
                    progress.take(line);
                    bar.to(0, "[%d/%d] %s".formatted(progress.position(), progress.modules(), progress.state()));
                }
            }
            return process.waitFor();
        } catch (IOException e) {
            throw CpqFailure.environment(
                    "can't run " + maven + " (" + e.getMessage() + "); install Maven or set CPQ_MVN", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CpqFailure("interrupted");
        }
    }

    private static void show(Console console, TestReports reports, int exit, Path log) {
        Table table = Table.of("module", "passed", "failed", "skipped");
        reports.modules()
                .forEach((module, counts) -> table.row(module, counts.passed(), counts.failed(), counts.skipped()));
        console.line();
        table.print(console);
        console.line();
        reports.failures().forEach(failure -> console.line(console.paint("  ✗ " + failure, Style.RED)));
        if (exit != 0) {
            console.line(console.paint("The build itself failed; the whole log is " + log, Style.RED));
            errors(log).forEach(line -> console.line("  " + line));
        }
    }

    private static List<String> errors(Path log) {
        try {
            return Files.readAllLines(log).stream()
                    .filter(line -> line.startsWith("[ERROR]") && !line.contains("Help 1"))
                    .limit(SHOWN_ERRORS)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static ObjectNode json(TestReports reports, boolean passed) {
        ObjectNode answer = Json.object().put("ok", passed);
        ObjectNode modules = answer.putObject("modules");
        reports.modules().forEach((module, counts) -> modules.set(module, json(counts)));
        answer.set("total", json(reports.total()));
        reports.failures().forEach(answer.putArray("failures")::add);
        return answer;
    }

    private static ObjectNode json(TestCounts counts) {
        return Json.object()
                .put("passed", counts.passed())
                .put("failed", counts.failed())
                .put("skipped", counts.skipped());
    }
}
