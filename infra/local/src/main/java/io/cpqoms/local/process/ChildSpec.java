package io.cpqoms.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is launched: a command with the environment added to the inherited one, in a directory; {@code stop} is the signal
 * that asks it to end.
 */
public record ChildSpec(
        String name, List<String> command, Map<String, String> environment, Path directory, Signal stop) {

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
