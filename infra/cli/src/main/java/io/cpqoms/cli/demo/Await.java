package io.cpqoms.cli.demo;

import io.cpqoms.cli.CpqFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Bounded waiting for something the platform does on its own; says what is stuck when it does not come. */
public final class Await {
    private static final long POLL_MILLIS = 100;

    private Await() {}

    /** Looks until there is a result; {@code stuck} describes the state for the failure. */
    public static <T> T until(String what, Duration atMost, Supplier<Optional<T>> look, Supplier<String> stuck) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > deadline) {
                throw new CpqFailure("waited %d s for %s; %s".formatted(atMost.toSeconds(), what, stuck.get()));
            }
            pause(POLL_MILLIS);
        }
    }

    public static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CpqFailure("interrupted while waiting");
        }
    }
}
