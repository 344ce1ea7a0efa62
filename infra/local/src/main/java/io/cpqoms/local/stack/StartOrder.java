package io.cpqoms.local.stack;

import io.cpqoms.local.process.LocalStackException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs steps side by side, each as soon as those it comes after are done; the first failure ends the whole. */
final class StartOrder {
    /** One step; names in {@code after} that are no step of this run are taken as done. */
    record Step(String name, List<String> after, Runnable action) {}

    private StartOrder() {}

    /** Steps must be listed after those they come after. {@code onFailure} runs at once, while others still work. */
    static void run(List<Step> steps, Runnable onFailure) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, CompletableFuture<Void>> running = new HashMap<>();
            CompletableFuture<Void> failure = new CompletableFuture<>();
            for (Step step : steps) {
                CompletableFuture<Void> done = after(step, running).thenRunAsync(step.action(), threads);
                running.put(step.name(), done.whenComplete((nothing, problem) -> {
                    if (problem != null) {
                        failure.completeExceptionally(problem);
                    }
                }));
            }
            CompletableFuture<Void> all =
                    CompletableFuture.allOf(running.values().toArray(CompletableFuture[]::new));
            try {
                CompletableFuture.anyOf(all, failure).join();
            } catch (CompletionException e) {
                onFailure.run();
                throw asLocal(e);
            }
        }
    }

    private static CompletableFuture<Void> after(Step step, Map<String, CompletableFuture<Void>> running) {
        List<CompletableFuture<Void>> before = new ArrayList<>();
        for (String name : step.after()) {
            CompletableFuture<Void> earlier = running.get(name);
            if (earlier != null) {
                before.add(earlier);
            }
        }
        return CompletableFuture.allOf(before.toArray(CompletableFuture[]::new));
    }

    private static RuntimeException asLocal(CompletionException wrapper) {
        Throwable cause = wrapper;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof RuntimeException runtime) {
            return runtime;
        }
        return new LocalStackException(String.valueOf(cause.getMessage()), cause);
    }
}
