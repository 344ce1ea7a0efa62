package io.cpqoms.cli.build;

import io.cpqoms.cli.CpqFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Maven in a process of its own, with the JDK of this one; what it says goes to a log. */
public final class Maven {
    private Maven() {}

    /** Runs it to its end and answers its exit code; it ends with this JVM. */
    public static int run(Path directory, Path log, String... arguments) {
        String program = Optional.ofNullable(System.getenv("CPQ_MVN")).orElse("mvn");
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            Files.createDirectories(log.resolveSibling("."));
            Process process = builder.start();
            Thread end = new Thread(process::destroy);
            Runtime.getRuntime().addShutdownHook(end);
            int exit = process.waitFor();
            Runtime.getRuntime().removeShutdownHook(end);
            return exit;
        } catch (IOException e) {
            throw CpqFailure.environment(
                    "can't run " + program + " (" + e.getMessage() + "); install Maven or set CPQ_MVN", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CpqFailure("interrupted");
        }
    }
}
