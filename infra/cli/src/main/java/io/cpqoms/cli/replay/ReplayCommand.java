package io.cpqoms.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.client.Api;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.console.Progress;
import io.cpqoms.cli.console.Table;
import io.cpqoms.cli.ops.OperatorOptions;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cpq replay}: plan, approve, run and report replays of one service's consumers. */
@Command(
        name = "replay",
        description =
                "Read old events again: rebuild a projection, validate what is stored, or try new logic beside it.",
        footer = {
            "",
            "Plan first: nothing is handled before a plan is started, and where the topic's policy says so, only after",
            "another person approved it. A rebuild is swapped in only when it is complete and equal or better.",
            "",
            "Examples:",
            "  ./cpq replay plan search-projector --consumer search-projector.quotes --mode rebuild \\",
            "      --topic cpq.quote.events.v1 --reason 'new field in the documents'",
            "  ./cpq replay approve search-projector ID --operator bob",
            "  ./cpq replay start search-projector ID --wait",
            "",
            "Exit codes: 0 done or completed; 1 refused, rejected or stopped."
        })
public final class ReplayCommand {
    private static final Set<String> ENDED = Set.of("COMPLETED", "REJECTED", "STOPPED");
    private static final long LOOK_MILLIS = 500;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Mixin
    private final OperatorOptions ops = new OperatorOptions();

    @Command(name = "plan", description = "Say what a replay would do, and keep the plan. Nothing is handled yet.")
    int plan(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "SERVICE", description = "Such as search-projector.") String service,
            @Mixin ReplayRequest request) {
        JsonNode report = ops.acrossTenants(service)
                .create("/ops/replays", request.body())
                .expectSuccess();
        Console console = common.console();
        ReplayReport.plan(console, report);
        ReplayReport.next(console, service, report.path("run"));
        console.answer(report);
        return ExitCodes.OK;
    }

    @Command(name = "approve", description = "Agree to a plan of another person.")
    int approve(@Mixin CommonOptions common, @Mixin Run run) {
        return told(common, run, command(run, "approve"));
    }

    @Command(name = "start", description = "Begin a planned replay.")
    int start(
            @Mixin CommonOptions common,
            @Mixin Run run,
            @Option(names = "--wait", description = "Follow it to its end.") boolean wait) {
        JsonNode report = command(run, "start");
        return wait ? follow(common, run) : told(common, run, report);
    }

    @Command(name = "pause", description = "Let a replay stand still; it keeps what it has built.")
    int pause(@Mixin CommonOptions common, @Mixin Run run) {
        return told(common, run, command(run, "pause"));
    }

    @Command(name = "resume", description = "Let a paused replay go on behind its last step.")
    int resume(
            @Mixin CommonOptions common,
            @Mixin Run run,
            @Option(names = "--wait", description = "Follow it to its end.") boolean wait) {
        JsonNode report = command(run, "resume");
        return wait ? follow(common, run) : told(common, run, report);
    }

    @Command(name = "stop", description = "End a replay and remove what it has built; what is live stays.")
    int stop(
            @Mixin CommonOptions common,
            @Mixin Run run,
            @Option(names = "--yes", description = "Don't ask.") boolean yes) {
        if (!yes && !confirmed(run.id)) {
            common.console().line("Nothing was stopped.");
            return ExitCodes.FAILED;
        }
        return told(common, run, command(run, "stop"));
    }

    @Command(name = "status", description = "The replays of a service, the latest first.")
    int status(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "SERVICE", description = "Such as search-projector.") String service) {
        JsonNode reports =
                ops.acrossTenants(service).get("/ops/replays").expectSuccess().path("items");
        Console console = common.console();
        Table table = Table.of("id", "state", "done", "mode", "consumer", "asked by", "note");
        for (JsonNode report : reports) {
            JsonNode run = report.path("run");
            table.row(
                    run.path("id").asText(),
                    run.path("state").asText().toLowerCase(Locale.ROOT),
                    report.path("percent").asInt() + " %",
                    run.at("/request/mode").asText(),
                    run.at("/request/consumer").asText(),
                    run.at("/requested/by").asText(),
                    run.path("note").asText());
        }
        if (reports.isEmpty()) {
            console.line("  No replay of " + service + " was planned yet.");
        } else {
            table.print(console);
        }
        console.answer(reports);
        return ExitCodes.OK;
    }

    @Command(name = "report", description = "What a replay read, what came of it, and how the result compares.")
    int report(@Mixin CommonOptions common, @Mixin Run run) {
        JsonNode report = ops.acrossTenants(run.service).get(run.path()).expectSuccess();
        ReplayReport.outcome(common.console(), report);
        ReplayReport.next(common.console(), run.service, report.path("run"));
        common.console().answer(report);
        return ExitCodes.OK;
    }

    private JsonNode command(Run run, String verb) {
        return ops.acrossTenants(run.service)
                .create(run.path() + "/" + verb, Json.object())
                .expectSuccess();
    }

    private int follow(CommonOptions common, Run run) {
        Api api = ops.acrossTenants(run.service);
        JsonNode report = api.get(run.path()).expectSuccess();
        try (Progress progress = new Progress(common.console(), "replay", 100)) {
            while (running(report)) {
                progress.to(
                        report.path("percent").asInt(), report.at("/run/note").asText());
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                report = api.get(run.path()).expectSuccess();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CpqFailure(
                    "interrupted; the replay goes on, see ./cpq replay report " + run.service + " " + run.id);
        }
        ReplayReport.outcome(common.console(), report);
        ReplayReport.next(common.console(), run.service, report.path("run"));
        common.console().answer(report);
        return report.at("/run/state").asText().equals("COMPLETED") ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private static boolean running(JsonNode report) {
        String state = report.at("/run/state").asText();
        return !ENDED.contains(state) && !state.equals("PAUSED");
    }

    private static int told(CommonOptions common, Run run, JsonNode report) {
        JsonNode told = report.path("run");
        Console console = common.console();
        console.line("  " + told.path("id").asText() + "  " + ReplayReport.state(console, told) + "  "
                + told.path("note").asText());
        ReplayReport.next(console, run.service, told);
        console.answer(report);
        return ExitCodes.OK;
    }

    private static boolean confirmed(String id) {
        java.io.Console terminal = System.console();
        if (terminal == null || !terminal.isTerminal()) {
            throw CpqFailure.environment(
                    "stop removes what replay " + id + " has built; without a terminal say so with --yes");
        }
        return "yes".equals(terminal.readLine("This removes what replay %s has built. Type yes to go on: ", id));
    }

    /** Which replay of which service. */
    static final class Run {
        @Parameters(index = "0", paramLabel = "SERVICE", description = "Such as search-projector.")
        private String service = "";

        @Parameters(index = "1", paramLabel = "ID", description = "From cpq replay plan or status.")
        private String id = "";

        private String path() {
            return "/ops/replays/" + Api.encode(id);
        }
    }
}
