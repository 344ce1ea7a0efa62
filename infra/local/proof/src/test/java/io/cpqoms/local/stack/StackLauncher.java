package io.cpqoms.local.stack;

import io.cpqoms.local.server.Distributions;
import java.nio.file.Path;
import java.util.Set;

/** A JVM that starts servers and is killed for it. Argument: the home. */
final class StackLauncher {
    private StackLauncher() {}

    public static void main(String[] arguments) {
        new LocalStack(StackOptions.of(Distributions.find().root())
                        .withHome(Path.of(arguments[0]))
                        .withPorts(StackPorts.free())
                        .withOnly(Set.of("postgres", "kafka", "opensearch", "mail", "partners")))
                .up(bootstrap -> {}, StackListener.SILENT);
    }
}
