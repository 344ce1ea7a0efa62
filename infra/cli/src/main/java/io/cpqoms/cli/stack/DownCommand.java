package io.cpqoms.cli.stack;

import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.Installation;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code cpq down}: everything stopped, data kept. */
@Command(name = "down", description = "Stop everything in order; the data stays for the next start. Idempotent.")
public final class DownCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() {
        Console console = common.console();
        LocalPlatform.of(Installation.current()).down();
        console.line("Everything is stopped; the data is kept (./cpq reset deletes it).");
        console.answer(Json.object().put("stopped", true));
        return ExitCodes.OK;
    }
}
