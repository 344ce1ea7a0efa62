package io.cpqoms.cli.stack;

import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.Installation;
import io.cpqoms.cli.console.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code cpq up}: everything started and ready. */
@Command(
        name = "up",
        description =
                "Start servers, services and Cockpit, create missing topics, and wait until all are ready. Idempotent.",
        footer = {
            "",
            "Exit codes: 0 everything is ready; 3 something could not be started (nothing half-started is left)."
        })
public final class UpCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() {
        Console console = common.console();
        LocalPlatform local = LocalPlatform.of(Installation.current());
        local.up(console);
        console.answer(StatusCommand.json(local.status()));
        return ExitCodes.OK;
    }
}
