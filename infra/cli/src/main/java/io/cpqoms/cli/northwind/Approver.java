package io.cpqoms.cli.northwind;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.client.Answer;
import io.cpqoms.cli.client.TaskClient;
import io.cpqoms.cli.demo.Await;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A manager who decides every approval task of the tenant as it appears, beside everything else that goes on. */
final class Approver {
    private static final int PAGE = 200;
    private static final long LOOK_EVERY_MILLIS = 200;

    private final TaskClient tasks;
    private final int expected;
    private final Set<String> seen = new HashSet<>();
    private final AtomicInteger decided = new AtomicInteger();
    private volatile boolean stopped;
    private volatile @Nullable RuntimeException failure;
    private volatile long finishedAt;

    Approver(TaskClient tasks, int expected) {
        this.tasks = tasks;
        this.expected = expected;
    }

    Thread start() {
        return Thread.ofVirtual().name("approver").start(this::run);
    }

    void stop() {
        stopped = true;
    }

    int decided() {
        return decided.get();
    }

    /** When the last expected decision was made, in nanoseconds of the system's clock. */
    long finishedAt() {
        return finishedAt;
    }

    void rethrowFailure() {
        RuntimeException happened = failure;
        if (happened != null) {
            throw happened;
        }
    }

    private void run() {
        try {
            while (!stopped && decided.get() < expected) {
                List<JsonNode> fresh = tasks.open(PAGE).stream()
                        .filter(task -> task.path("kind").asText().equals("approval"))
                        .filter(task -> seen.add(task.path("taskId").asText()))
                        .toList();
                fresh.forEach(this::decide);
                if (fresh.isEmpty()) {
                    Await.pause(LOOK_EVERY_MILLIS);
                }
            }
        } catch (RuntimeException e) {
            failure = e;
        }
        finishedAt = System.nanoTime();
    }

    private void decide(JsonNode task) {
        Answer answer =
                tasks.tryComplete(task.path("taskId").asText(), "approve", "The historical order had this discount.");
        answer.expectSuccess();
        decided.incrementAndGet();
    }
}
