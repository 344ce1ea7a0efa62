package io.cpqoms.cli.stack;

import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.Installation;
import io.cpqoms.cli.console.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cpq logs}: the end of a process's log, or the list of logs. */
@Command(name = "logs", description = "Show the end of a process's log; without a name, which logs there are.")
public final class LogsCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME",
            description = "A process, such as quote-service or kafka.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = {"-f", "--follow"},
            description = "Keep showing what is added, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            defaultValue = "40",
            description = "How many lines from the end; default ${DEFAULT-VALUE}.")
    private int lines = 40;

    @Override
    public Integer call() throws IOException {
        Console console = common.console();
        Path directory = Installation.current().home().resolve("logs");
        List<String> known = known(directory);
        if (name.isEmpty()) {
            known.forEach(log -> console.line("  " + log + "  " + directory.resolve(log + ".log")));
            return ExitCodes.OK;
        }
        if (!known.contains(name.get())) {
            throw CpqFailure.environment(
                    "there is no log of '" + name.get() + "'; there are " + String.join(", ", known));
        }
        LogTail tail = new LogTail(directory.resolve(name.get() + ".log"), console);
        tail.last(lines);
        if (follow) {
            tail.follow();
        }
        return ExitCodes.OK;
    }

    private static List<String> known(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw CpqFailure.environment("there are no logs in " + directory + " yet; ./cpq up starts the stack");
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(LogsCommand::saysSomething)
                    .map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".log"))
                    .map(file -> file.substring(0, file.length() - ".log".length()))
                    .sorted()
                    .toList();
        }
    }

    /** What a service says beside its log is nothing, as long as it is well. */
    private static boolean saysSomething(Path file) {
        return !file.getFileName().toString().endsWith("-output.log")
                || file.toFile().length() > 0;
    }
}
