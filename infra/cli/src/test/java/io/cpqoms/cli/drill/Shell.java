package io.cpqoms.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.cli.Checkout;
import io.cpqoms.local.stack.StackPort;
import io.cpqoms.local.stack.StackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Types a line at the top of the checkout, as a person would who has this stack. */
public record Shell(Path home, StackPorts ports) {

    private static final long MINUTES = 5;

    /** How it ended, and what it said. */
    public record Said(int exitCode, String answer, String people) {}

    public Said type(String line) {
        try {
            Path answer = Files.createTempFile("shell", ".answer");
            Path people = Files.createTempFile("shell", ".people");
            try {
                Process process = typed(line)
                        .redirectOutput(answer.toFile())
                        .redirectError(people.toFile())
                        .start();
                assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                        .as(line + " ends")
                        .isTrue();
                return new Said(process.exitValue(), Files.readString(answer), Files.readString(people));
            } finally {
                Files.delete(answer);
                Files.delete(people);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(line, e);
        }
    }

    /** Begins it and does not wait; what it says, to whomever, goes to the file. */
    public Process started(String line, Path said) throws IOException {
        Files.createFile(said);
        return typed(line)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }

    private ProcessBuilder typed(String line) {
        ProcessBuilder builder =
                new ProcessBuilder("bash", "-c", line).directory(Checkout.root().toFile());
        builder.environment().put("CPQ_BUILD", "never");
        builder.environment().put("CPQ_HOME", home.toString());
        builder.environment().put("CPQ_WITHOUT", "cockpit");
        builder.environment().put("CPQ_JAVA_HOME", System.getProperty("java.home"));
        for (StackPort port : StackPort.values()) {
            builder.environment().put(port.variable(), Integer.toString(ports.of(port)));
        }
        return builder;
    }

    /** What it said, after it ended well. */
    public String succeed(String line) {
        Said said = type(line);
        assertThat(said.exitCode()).as("%s; it said: %s", line, said).isZero();
        return said.answer();
    }
}
