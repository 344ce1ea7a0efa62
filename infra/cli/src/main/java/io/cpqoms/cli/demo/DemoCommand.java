package io.cpqoms.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.client.Platform;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.console.Style;
import io.cpqoms.cli.deployment.Target;
import io.cpqoms.cli.northwind.NorthwindRun;
import io.cpqoms.cli.northwind.SampleFiles;
import io.cpqoms.cli.proof.Stores;
import io.cpqoms.cli.story.Story;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cpq demo}: quotes become fulfilled orders before your eyes, and every stated fact is checked. */
@Command(
        name = "demo",
        description = "Take quotes to fulfilled orders through all six services, narrated and checked.",
        footer = {"", "Exit codes: 0 every stated fact held; 1 one did not; 3 the stack could not be started."})
public final class DemoCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Run on 830 orders of the Northwind sample instead of the story: on the CSV files in DIR, or, for"
                            + " the word northwind, on those that come with this program.")
    private Optional<String> data = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "With --data: only the first N orders.")
    private int limit;

    @Option(names = "--exit", description = "Stop everything at the end instead of leaving it running.")
    private boolean exit;

    @Option(
            names = "--target",
            defaultValue = TargetOption.LOCAL,
            paramLabel = "TARGET",
            converter = TargetOption.class,
            description =
                    "Where the platform runs: local (the embedded stack, the default), compose (the composition of"
                            + " infra/compose), or a JSON file that describes one (infra/compose/target.json is an example).")
    private Supplier<Target> chosen = TargetOption.local();

    @Override
    public Integer call() {
        Console console = common.console();
        Target target = chosen.get();
        Facts facts = new Facts(console);
        ObjectNode answer = Json.object();
        try {
            target.up(console);
            run(target, console, facts, answer);
            console.line();
            console.line(console.paint(facts.sentence(), facts.allHeld() ? Style.GREEN : Style.RED));
            if (!exit) {
                Addresses.print(console, target);
            }
        } finally {
            if (exit) {
                console.line("Stopping everything (--exit).");
                target.down();
            }
        }
        console.answer(answer.put("ok", facts.allHeld()).set("facts", facts.json()));
        return facts.allHeld() ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private void run(Target target, Console console, Facts facts, ObjectNode answer) {
        Platform platform = target.platform();
        try (Stores stores = target.stores()) {
            if (data.isPresent()) {
                answer.setAll(
                        new NorthwindRun(platform, stores, console, facts).run(SampleFiles.named(data.get()), limit));
            } else {
                answer.put("tenant", new Story(platform, stores, console, facts).tell());
            }
        }
    }
}
