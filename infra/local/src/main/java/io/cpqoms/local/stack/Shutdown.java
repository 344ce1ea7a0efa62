package io.cpqoms.local.stack;

import io.cpqoms.local.process.ChildRecord;
import io.cpqoms.local.process.RunDirectory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stops members from their records alone: first whoever uses the servers, then the servers. */
final class Shutdown {
    private static final Set<String> SERVERS = Set.of("postgres", "kafka", "opensearch");

    /** Long enough for a JVM to write its class data archive on a busy machine, which it does at its first orderly end. */
    static final Duration ORDERLY = Duration.ofSeconds(60);

    /** For members whose start failed: nothing is lost when they are killed, and somebody waits for the message. */
    static final Duration QUICK = Duration.ofSeconds(5);

    /** For members whose data is deleted next: nothing that an orderly end would save is read again. */
    static final Duration AT_ONCE = Duration.ZERO;

    private final RunDirectory run;
    private final StackListener listener;
    private final Duration patience;

    Shutdown(RunDirectory run, StackListener listener, Duration patience) {
        this.run = run;
        this.listener = listener;
        this.patience = patience;
    }

    void everything() {
        only(run.all().stream().map(ChildRecord::name).toList());
        run.killStrays();
    }

    void only(Collection<String> names) {
        List<String> users = new ArrayList<>(names);
        users.removeAll(SERVERS);
        sideBySide(users);
        List<String> servers = new ArrayList<>(names);
        servers.retainAll(SERVERS);
        sideBySide(servers);
    }

    private void sideBySide(List<String> names) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture.allOf(names.stream()
                            .map(name -> CompletableFuture.runAsync(() -> stop(name), threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void stop(String name) {
        long begin = System.nanoTime();
        listener.stopping(name);
        run.stop(name, patience);
        listener.stopped(name, Duration.ofNanos(System.nanoTime() - begin));
    }
}
