package io.cpqoms.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings components from "not running" to "ready", or says in one line why one did not get there. Remembers what it
 * started, so that a start that failed half-way can be undone.
 */
public final class Launch {
    private static final long POLL_MILLIS = 50;
    private static final int TAIL_BYTES = 40_000;
    private static final String REFUSAL = " does not start: ";

    private final RunDirectory run;
    private final List<String> started = new ArrayList<>();
    private volatile boolean cancelled;

    public Launch(RunDirectory run) {
        this.run = run;
    }

    /** Starts the component unless it runs already, waits until it is ready; returns the time it took. */
    public Duration start(Component component) {
        long begin = System.nanoTime();
        String name = component.name();
        try {
            if (!run.isRunning(name)) {
                run.create();
                component.prepare();
                launch(component.spec());
            }
            awaitReady(component);
            component.afterReady();
        } catch (IOException e) {
            throw new LocalStackException(name + " could not be started: " + e.getMessage(), e);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Starts nothing more, gives up waiting; returns the names of what this launch has started so far. */
    public synchronized List<String> cancel() {
        cancelled = true;
        return List.copyOf(started);
    }

    private synchronized void launch(ChildSpec spec) {
        refuseWhenCancelled();
        started.add(spec.name());
        run.launch(spec);
    }

    private void refuseWhenCancelled() {
        if (cancelled) {
            throw new LocalStackException("the start was broken off");
        }
    }

    private void awaitReady(Component component) {
        long deadline = System.nanoTime() + component.patience().toNanos();
        while (!isReady(component)) {
            refuseWhenCancelled();
            if (!run.isRunning(component.name())) {
                throw failure(component, " ended while it started");
            }
            if (System.nanoTime() > deadline) {
                throw failure(
                        component,
                        " was not ready after " + component.patience().toSeconds() + " s");
            }
            Pause.millis(POLL_MILLIS);
        }
    }

    private LocalStackException failure(Component component, String what) {
        Path log = run.log(component.name());
        Path output = run.output(component.name());
        String words = lastWords(output);
        return words.isEmpty()
                ? new LocalStackException(component.name() + what + "; see " + log + lastWords(log))
                : new LocalStackException(component.name() + what + "; see " + log + " and " + output + words);
    }

    private static boolean isReady(Component component) {
        try {
            return component.ready();
        } catch (IOException e) {
            return false;
        }
    }

    private static int lastOf(List<String> lines, String words) {
        for (int line = lines.size() - 1; line >= 0; line--) {
            if (lines.get(line).contains(words)) {
                return line;
            }
        }
        return -1;
    }

    /**
     * The most telling of a log's end: all that a service says of settings for which it doesn't start, else the last line that speaks of an
     * error, else the last one.
     */
    private static String lastWords(Path log) {
        try {
            byte[] bytes = Files.readAllBytes(log);
            int from = Math.max(0, bytes.length - TAIL_BYTES);
            List<String> lines = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8)
                    .lines()
                    .flatMap(line -> LogLine.readable(line).stream())
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("at ") && !line.startsWith("... "))
                    .toList();
            int refusal = lastOf(lines, REFUSAL);
            if (refusal >= 0) {
                return "\n" + String.join("\n", lines.subList(refusal, lines.size()));
            }
            return lines.reversed().stream()
                    .filter(line -> line.matches("(?i).*(fatal|error|exception|could not).*"))
                    .findFirst()
                    .or(() -> lines.reversed().stream().findFirst())
                    .map(line -> " — " + line)
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
