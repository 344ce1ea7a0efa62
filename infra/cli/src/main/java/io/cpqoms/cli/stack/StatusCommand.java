package io.cpqoms.cli.stack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.Installation;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.console.Table;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code cpq status}: what runs, where, since when. */
@Command(
        name = "status",
        description = "Show every process of the stack: whether it is ready, where it answers, since when.",
        footer = {"", "Exit codes: 0 everything is ready; 3 something is not."})
public final class StatusCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() {
        Console console = common.console();
        LocalPlatform platform = LocalPlatform.of(Installation.current());
        List<PartStatus> parts = platform.status();
        Table table = Table.of("name", "state", "address", "pid", "since");
        parts.forEach(part -> table.row(part.name(), part.state(), part.address(), part.pid(), part.since()));
        table.print(console);
        if (platform.isRunning()) {
            console.line();
            console.line("  Cockpit: " + platform.cockpitLogin() + "; mails: "
                    + platform.endpoints().partners() + "/mails");
        }
        console.answer(json(parts));
        return parts.stream().allMatch(part -> part.state().equals("ready")) ? ExitCodes.OK : ExitCodes.ENVIRONMENT;
    }

    static ArrayNode json(List<PartStatus> parts) {
        ArrayNode array = Json.array();
        parts.forEach(part -> array.addObject()
                .put("name", part.name())
                .put("state", part.state())
                .put("address", part.address())
                .put("pid", part.pid())
                .put("since", part.since()));
        return array;
    }
}
