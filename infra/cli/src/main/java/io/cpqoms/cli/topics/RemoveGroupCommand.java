package io.cpqoms.cli.topics;

import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.Installation;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.topics.audit.GroupRemoval;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cpq topics remove-group}: a zombie group archived and removed. */
@Command(
        name = "remove-group",
        description = {
            "Remove a consumer group that nobody reads with. Its offsets are archived first, as"
                    + " topic,partition,offset;",
            "kafka-consumer-groups --reset-offsets --from-file brings them back. A group with members is refused."
        },
        footer = {"", "Exit codes: 0 it was removed; 1 it was left."})
final class RemoveGroupCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private ClusterOptions options = new ClusterOptions();

    @Parameters(paramLabel = "GROUP", description = "Its id; cpq topics audit lists zombies.")
    private String group = "";

    @Option(names = "--yes", description = "Don't ask.")
    private boolean yes;

    @Option(names = "--archive", paramLabel = "DIR", description = "Where to; <home>/archive/groups by default.")
    private Optional<Path> archive = Optional.empty();

    @Override
    public Integer call() {
        Console console = common.console();
        try (GroupRemoval removal = new GroupRemoval(options.connection(), Clock.systemUTC())) {
            List<String> offsets = removal.offsets(group);
            List<String> consequences =
                    List.of(offsets.size() + " committed offsets go to the archive; whoever reads in this group again"
                            + " starts from the beginning");
            if (!Confirmation.given(yes, "remove the group " + group, consequences, console)) {
                return ExitCodes.FAILED;
            }
            Path folder = archive.orElse(Installation.current().home().resolve("archive/groups"));
            Path file = removal.remove(group, folder);
            console.line("Removed " + group + "; its " + offsets.size() + " offsets lie in " + file);
            console.answer(Json.object().put("removed", group).put("archive", file.toString()));
            return ExitCodes.OK;
        }
    }
}
