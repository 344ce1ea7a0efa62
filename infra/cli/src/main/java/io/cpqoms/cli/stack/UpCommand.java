package io.cpqoms.cli.stack;

import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.Installation;
import io.cpqoms.cli.console.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Option(
            names = "--secured",
            description = "Kafka with TLS, accounts and ACLs derived from the registry; the home stays secured.")
    private boolean secured;

    @Override
    public Integer call() {
        Console console = common.console();
        Installation installation = Installation.current();
        LocalPlatform local = secured ? LocalPlatform.secured(installation) : LocalPlatform.of(installation);
        local.up(console);
        console.answer(StatusCommand.json(local.status()));
        return ExitCodes.OK;
    }
}
