package io.cpqoms.cli.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.cli.Checkout;
import io.cpqoms.cli.Installation;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.deployment.ComposeTarget;
import io.cpqoms.local.process.FreePorts;
import io.cpqoms.local.stack.StackPort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A composition of its own project and ports, driven by the commands that a person would type; or, with
 * {@code -Dcompose.project=cpq}, one that runs already and is left running.
 */
final class Composition implements AutoCloseable {
    private static final String OWN = "cpq-it";
    private static final String PROJECT = System.getProperty("compose.project", OWN);
    private static final long BUILD_MINUTES = 40;

    private final Installation installation =
            new Installation(Checkout.root(), Checkout.root().resolve("infra/cli/target/compose-it"));
    private final Map<String, String> environment = new HashMap<>(Map.of("COMPOSE_PROJECT_NAME", PROJECT));
    private final List<String> compose = new ArrayList<>();

    /** @param files of infra/compose, each laid over those before */
    Composition(String... files) {
        List<Integer> ports = FreePorts.pick(StackPort.values().length);
        for (StackPort port : StackPort.values()) {
            environment.put(port.variable(), Integer.toString(ports.get(port.ordinal())));
        }
        boolean plugin = exitCode(List.of("docker", "compose", "version")) == 0;
        compose.addAll(plugin ? List.of("docker", "compose") : List.of("docker-compose"));
        for (String file : files) {
            compose.addAll(List.of("-f", ComposeFile.DIRECTORY.resolve(file).toString()));
        }
    }

    ComposeTarget up() {
        if (PROJECT.equals(OWN)) {
            compose("up", "--build", "-d");
        }
        return target();
    }

    ComposeTarget target() {
        ComposeTarget target = ComposeTarget.of(installation, PROJECT);
        target.up(Console.of(true, true));
        return target;
    }

    /** SIGKILL to the container's first process, and a new start: what a crash of the machine would look like. */
    void killAndStart(String service) {
        docker("kill", "-s", "KILL", container(service));
        docker("start", container(service));
    }

    /** SIGTERM, ten seconds, SIGKILL: answers how long it took. */
    Duration stop(String service) {
        long begun = System.nanoTime();
        docker("stop", "-t", "10", container(service));
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    void start(String service) {
        docker("start", container(service));
    }

    int exitCodeOf(String service) {
        return Integer.parseInt(docker("inspect", "-f", "{{.State.ExitCode}}", container(service))
                .strip());
    }

    /** Runs {@code ./cpq}; its exit code has to be 0. */
    void cpq(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(Checkout.root().resolve("cpq").toString()));
        command.addAll(List.of(arguments));
        run(command);
    }

    /** Where the secrets of the composition were copied to. */
    Path secrets() {
        return installation.home().resolve("compose-" + PROJECT).resolve("secrets");
    }

    @Override
    public void close() {
        if (PROJECT.equals(OWN)) {
            compose("down", "-v");
        }
    }

    private String container(String service) {
        String id = docker(
                        "ps",
                        "-aq",
                        "--filter",
                        "label=com.docker.compose.project=" + PROJECT,
                        "--filter",
                        "label=com.docker.compose.service=" + service)
                .strip();
        assertThat(id).as("container of " + service).isNotEmpty();
        return id;
    }

    private void compose(String... arguments) {
        List<String> command = new ArrayList<>(compose);
        command.addAll(List.of(arguments));
        run(command);
    }

    private String docker(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private String run(List<String> command) {
        try {
            Path log = Files.createTempFile("composition", ".log");
            Process process = builder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = process.waitFor(BUILD_MINUTES, TimeUnit.MINUTES);
            String output = Files.readString(log, StandardCharsets.UTF_8);
            assertThat(ended && process.exitValue() == 0)
                    .as("%s ends well; it said: %s", command, output)
                    .isTrue();
            Files.delete(log);
            return output;
        } catch (IOException e) {
            throw new AssertionError(command + " can't be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private int exitCode(List<String> command) {
        try {
            return builder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(Checkout.root().toFile());
        builder.environment().putAll(environment);
        builder.environment().put("CPQ_BUILD", "never");
        builder.environment().put("CPQ_HOME", installation.home().toString());
        builder.environment().put("CPQ_JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }
}
