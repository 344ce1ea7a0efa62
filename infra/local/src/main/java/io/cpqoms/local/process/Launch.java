package io.cpqoms.local.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings components from "not running" to "ready", or says in one line why one did not get there. Remembers what it
 * started, so that a start that failed half-way can be undone.
 */
public final class Launch {
    private static final long POLL_MILLIS = 50;

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
        LogEnd log = LogEnd.now(run.log(name));
        LogEnd output = LogEnd.now(run.output(name));
        try {
            if (!run.isRunning(name)) {
                run.create();
                component.prepare();
                launch(component.spec());
            }
            awaitReady(component, log, output);
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

    private void awaitReady(Component component, LogEnd log, LogEnd output) {
        long deadline = System.nanoTime() + component.patience().toNanos();
        while (!isReady(component)) {
            refuseWhenCancelled();
            if (!run.isRunning(component.name())) {
                throw failure(component, " ended while it started", log, output);
            }
            if (System.nanoTime() > deadline) {
                throw failure(
                        component,
                        " was not ready after " + component.patience().toSeconds() + " s",
                        log,
                        output);
            }
            Pause.millis(POLL_MILLIS);
        }
    }

    private LocalStackException failure(Component component, String what, LogEnd log, LogEnd output) {
        String words = output.lastWords();
        return words.isEmpty()
                ? new LocalStackException(component.name() + what + "; see " + log.file() + log.lastWords())
                : new LocalStackException(
                        component.name() + what + "; see " + log.file() + " and " + output.file() + words);
    }

    private static boolean isReady(Component component) {
        try {
            return component.ready();
        } catch (IOException e) {
            return false;
        }
    }
}
