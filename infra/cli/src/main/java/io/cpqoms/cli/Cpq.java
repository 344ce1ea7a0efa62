package io.cpqoms.cli;

import io.cpqoms.cli.bench.BenchCommand;
import io.cpqoms.cli.catalog.CatalogFilesCommand;
import io.cpqoms.cli.demo.DemoCommand;
import io.cpqoms.cli.dlq.DlqCommand;
import io.cpqoms.cli.drill.DrillCommand;
import io.cpqoms.cli.events.EventsCommand;
import io.cpqoms.cli.explain.ExplainCommand;
import io.cpqoms.cli.fork.ForkCommand;
import io.cpqoms.cli.fork.PublishCommand;
import io.cpqoms.cli.fuzz.FuzzCommand;
import io.cpqoms.cli.outbox.OutboxCommand;
import io.cpqoms.cli.replay.ReplayCommand;
import io.cpqoms.cli.run.RunCommand;
import io.cpqoms.cli.secrets.SecretsCommand;
import io.cpqoms.cli.stack.DownCommand;
import io.cpqoms.cli.stack.LogsCommand;
import io.cpqoms.cli.stack.ResetCommand;
import io.cpqoms.cli.stack.StatusCommand;
import io.cpqoms.cli.stack.UpCommand;
import io.cpqoms.cli.supply.SupplyChainCommand;
import io.cpqoms.cli.token.TokenCommand;
import io.cpqoms.cli.topics.TopicsCommand;
import io.cpqoms.cli.verify.VerifyCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The {@code cpq} command: its subcommands, its help, and how failures are told. */
@Command(
        name = "cpq",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            DownCommand.class,
            ResetCommand.class,
            CatalogFilesCommand.class,
            TopicsCommand.class,
            OutboxCommand.class,
            DlqCommand.class,
            ReplayCommand.class,
            TokenCommand.class,
            SecretsCommand.class,
            DrillCommand.class,
            FuzzCommand.class,
            VerifyCommand.class,
            BenchCommand.class,
            ForkCommand.class,
            PublishCommand.class,
            RunCommand.class,
            EventsCommand.class,
            ExplainCommand.class,
            SupplyChainCommand.class
        })
public final class Cpq implements Runnable {
    /** Not picocli's own help: the overview is a text that people wrote. */
    @Option(
            names = {"-h", "--help"},
            description = "Show this help.")
    private boolean help;

    private final PrintWriter out;

    Cpq(PrintWriter out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
        PrintWriter err = new PrintWriter(System.err, true, System.err.charset());
        System.exit(commandLine(out, err).execute(arguments));
    }

    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return new CommandLine(new Cpq(out))
                .setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Cpq::tell)
                .setParameterExceptionHandler(Cpq::tellUsage);
    }

    /** The overview; the launcher prints the same file when nothing is built yet. */
    static String helpText() {
        try (InputStream file = Objects.requireNonNull(Cpq.class.getResourceAsStream("help.txt"), "help.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("help.txt is not readable", e);
        }
    }

    @Override
    public void run() {
        out.print(helpText());
        out.flush();
    }

    private static int tell(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
        PrintWriter err = line.getErr();
        if (parsed.expandedArgs().contains("--debug")) {
            failure.printStackTrace(err);
        }
        err.println("cpq: " + OneLine.of(failure));
        return failure instanceof CpqFailure told ? told.exitCode() : OneLine.exitCode(failure);
    }

    private static int tellUsage(ParameterException failure, String[] arguments) {
        CommandLine line = failure.getCommandLine();
        String path = line.getCommandSpec().qualifiedName();
        line.getErr().println("cpq: " + failure.getMessage() + " (see ./" + path + " --help)");
        return ExitCodes.USAGE;
    }
}
