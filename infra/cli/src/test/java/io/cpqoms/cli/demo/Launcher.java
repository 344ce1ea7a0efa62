package io.cpqoms.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.Checkout;
import io.cpqoms.cli.console.Json;
import io.cpqoms.local.stack.StackPort;
import io.cpqoms.local.stack.StackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the real {@code ./cpq} as a process, in a home of its own and on ports nobody uses. */
final class Launcher {
    private static final long MINUTES = 15;

    private final Path home;
    private final StackPorts ports;
    private final Map<String, String> environment;

    Launcher(Path home, StackPorts ports) {
        this(home, ports, Map.of());
    }

    /** @param environment what the command and whatever it starts finds in its environment beside that */
    Launcher(Path home, StackPorts ports, Map<String, String> environment) {
        this.home = home;
        this.ports = ports;
        this.environment = environment;
    }

    /** The answer as JSON, after the process ended with 0. */
    JsonNode succeed(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.add("--json");
        return Json.read(run(command));
    }

    /** What it says on standard output, after the process ended with 0. */
    String run(List<String> arguments) throws IOException, InterruptedException {
        Path narration = Files.createTempFile("cpq", ".narration");
        Path answer = Files.createTempFile("cpq", ".answer");
        try {
            return run(arguments, narration, answer);
        } finally {
            Files.delete(narration);
            Files.delete(answer);
        }
    }

    private String run(List<String> arguments, Path narration, Path answer) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(Checkout.root().resolve("cpq").toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Checkout.root().toFile())
                .redirectOutput(answer.toFile())
                .redirectError(narration.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("CPQ_BUILD", "never");
        builder.environment().put("CPQ_HOME", home.toString());
        builder.environment().put("CPQ_JAVA_HOME", System.getProperty("java.home"));
        for (StackPort port : StackPort.values()) {
            builder.environment().put(port.variable(), Integer.toString(ports.of(port)));
        }
        Process process = builder.start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        process.destroy();
        assertThat(ended)
                .as("%s ends; it said: %s", command, Files.readString(narration))
                .isTrue();
        assertThat(process.exitValue())
                .as("exit code of %s; it said: %s", command, Files.readString(narration))
                .isZero();
        return Files.readString(answer);
    }
}
