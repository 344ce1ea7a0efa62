package io.cpqoms.cli.build;

import io.cpqoms.cli.CpqFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Maven in a process of its own, with the JDK of this one; what it says goes to a log and to whoever follows it. */
public final class Maven {
    private static final int SHOWN_ERRORS = 15;

    private Maven() {}

    /** Runs it to its end and answers its exit code; it ends with this JVM. */
    public static int run(Path directory, Path log, String... arguments) {
        return run(directory, log, line -> {}, arguments);
    }

    /** The same, telling each line of the log to somebody who shows how far it is. */
    public static int run(Path directory, Path log, Consumer<String> follower, String... arguments) {
        String program = Optional.ofNullable(System.getenv("CPQ_MVN")).orElse("mvn");
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            Files.createDirectories(log.resolveSibling("."));
            Process process = builder.start();
            Thread end = new Thread(process::destroy);
            Runtime.getRuntime().addShutdownHook(end);
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                    PrintWriter copy = new PrintWriter(Files.newBufferedWriter(log), true)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    copy.println(line);
                    follower.accept(line);
                }
            }
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

    /** The first errors that a log of it holds, so that nobody has to open it for a plain reason. */
    public static List<String> errors(Path log) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.startsWith("[ERROR]") && !line.contains("Help 1"))
                    .limit(SHOWN_ERRORS)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
