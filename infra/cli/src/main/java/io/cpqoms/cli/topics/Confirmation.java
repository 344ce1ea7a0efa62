package io.cpqoms.cli.topics;

import io.cpqoms.cli.console.Console;
import java.util.List;

/** A person's agreement to something that can't be undone: typed on a terminal, or given beforehand with --yes. */
final class Confirmation {
    private Confirmation() {}

    static boolean given(boolean yes, String what, List<String> consequences, Console console) {
        if (yes) {
            return true;
        }
        java.io.Console terminal = System.console();
        if (terminal == null || !terminal.isTerminal()) {
            console.line("Not done without --yes: " + what);
            return false;
        }
        consequences.forEach(line -> console.line("      " + line));
        return "yes".equals(terminal.readLine("%s — type yes to do it: ", what));
    }
}
