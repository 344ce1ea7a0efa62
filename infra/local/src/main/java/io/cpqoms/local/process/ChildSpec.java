package io.cpqoms.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is launched: a command with the environment added to the inherited one, in a directory.
 *
 * @param stop the signal that asks it to end
 * @param keepsLog whether it writes its log itself, and bounds it; its output is what it says beside that
 */
public record ChildSpec(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path directory,
        Signal stop,
        boolean keepsLog) {

    /** One whose output is its log. */
    public ChildSpec(String name, List<String> command, Map<String, String> environment, Path directory, Signal stop) {
        this(name, command, environment, directory, stop, false);
    }

    /** The same, which writes its log itself. */
    public ChildSpec keepingItsLog() {
        return new ChildSpec(name, command, environment, directory, stop, true);
    }

    /** Signals as {@code kill} names them. */
    public enum Signal {
        INT,
        TERM,
        KILL,
        /** PostgreSQL's "immediate" stop: as good as a crash of the server. */
        QUIT,
        STOP,
        CONT
    }

    public ChildSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
