package io.cpqoms.local.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a short command to its end, with a bound. */
public final class Tool {
    private static final long PATIENCE_SECONDS = 120;

    private Tool() {}

    /** Runs the command with its output appended to the log; a failure names the log. */
    public static void run(String what, List<String> command, Path log) throws IOException {
        run(what, command, log, Map.of());
    }

    /** The same with entries added to the environment. */
    public static void run(String what, List<String> command, Path log, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(environment);
        int exit = await(what, builder.start());
        if (exit != 0) {
            throw new LocalStackException(what + " failed with exit code " + exit + "; see " + log);
        }
    }

    /** True when the command exists and exits with 0. */
    public static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return await(command[0], process) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static int await(String what, Process process) {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new LocalStackException(what + " took more than " + PATIENCE_SECONDS + " s");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new LocalStackException("interrupted during " + what, e);
        }
    }
}
