package io.cpqoms.cli.stack;

import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.Installation;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cpq reset}: everything stopped and the data deleted. */
@Command(
        name = "reset",
        description = "Stop everything and delete the local data: databases, topics, indexes, logs, secrets.")
public final class ResetCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--yes", description = "Don't ask.")
    private boolean yes;

    @Override
    public Integer call() {
        Installation installation = Installation.current();
        Console console = common.console();
        if (!yes && !confirmed(installation)) {
            console.line("Nothing was deleted.");
            return ExitCodes.FAILED;
        }
        LocalPlatform.of(installation).reset();
        console.line("Stopped and deleted; the next ./cpq up starts from nothing.");
        console.answer(Json.object().put("reset", true));
        return ExitCodes.OK;
    }

    private static boolean confirmed(Installation installation) {
        java.io.Console terminal = System.console();
        if (terminal == null || !terminal.isTerminal()) {
            throw CpqFailure.environment(
                    "reset deletes " + installation.home() + "; without a terminal say so with --yes");
        }
        return "yes"
                .equals(terminal.readLine("This deletes everything in %s. Type yes to go on: ", installation.home()));
    }
}
