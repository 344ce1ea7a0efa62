package io.cpqoms.cli;

import io.cpqoms.cli.console.Console;
import picocli.CommandLine.Option;

/** The options every command has. */
public final class CommonOptions {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Option(names = "--json", description = "Answer in JSON on standard output; people's text goes to standard error.")
    private boolean json;

    @Option(names = "--debug", description = "Show stack traces.")
    private boolean debug;

    @Option(names = "--no-color", description = "No colours, even on a terminal.")
    private boolean noColor;

    public boolean json() {
        return json;
    }

    public boolean debug() {
        return debug;
    }

    public Console console() {
        return Console.of(json, noColor);
    }
}
