package io.cpqoms.cli.verify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.console.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code cpq verify} says of a run: how the tests of each module ended, and where the time went. */
record VerifyAnswer(Path root, TestReports reports, ModuleTimes times) {
    private static final int SLOWEST = 15;

    void print(Console console) {
        Table modules = Table.of("module", "passed", "failed", "skipped", "in tests", "build");
        reports.modules()
                .forEach((module, counts) -> modules.row(
                        module,
                        counts.passed(),
                        counts.failed(),
                        counts.skipped(),
                        seconds(reports.inTests(module)),
                        outside(module).map(VerifyAnswer::seconds).orElse("-")));
        Table slowest = Table.of("slowest classes", "module", "whole", "start");
        slowest()
                .forEach(time -> slowest.row(time.name(), time.module(), seconds(time.whole()), seconds(time.start())));
        console.line();
        modules.print(console);
        console.line();
        slowest.print(console);
        console.line();
    }

    ObjectNode json(boolean passed) {
        ObjectNode answer = Json.object().put("ok", passed);
        ObjectNode modules = answer.putObject("modules");
        reports.modules().forEach((module, counts) -> {
            ObjectNode result = json(counts).put("secondsInTests", decimal(reports.inTests(module)));
            outside(module).ifPresent(time -> result.put("secondsOfBuild", decimal(time)));
            modules.set(module, result);
        });
        answer.set("total", json(reports.total()));
        ArrayNode slowest = answer.putArray("slowest");
        slowest()
                .forEach(time -> slowest.addObject()
                        .put("class", time.name())
                        .put("module", time.module())
                        .put("seconds", decimal(time.whole()))
                        .put("secondsOfStart", decimal(time.start())));
        reports.failures().forEach(answer.putArray("failures")::add);
        return answer;
    }

    private List<ClassTime> slowest() {
        return reports.slowest(SLOWEST);
    }

    /** Compiling, packaging, and the test JVMs before their first class and after their last. */
    private Optional<Duration> outside(String module) {
        return times.of(root.resolve(module)).map(whole -> whole.minus(reports.inTests(module)));
    }

    private static ObjectNode json(TestCounts counts) {
        return Json.object()
                .put("passed", counts.passed())
                .put("failed", counts.failed())
                .put("skipped", counts.skipped());
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", decimal(time));
    }

    private static double decimal(Duration time) {
        return Math.round(time.toMillis() / 100.0) / 10.0;
    }
}
