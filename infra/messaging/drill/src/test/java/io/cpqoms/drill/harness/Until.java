package io.cpqoms.drill.harness;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for a condition that only another process can make true. */
public final class Until {

    private static final Duration LOOK = Duration.ofMillis(50);

    private Until() {}

    /** Fails, naming what was waited for, when it isn't true in time. */
    public static void within(Duration patience, String what, Callable<Boolean> condition) {
        await(what).pollDelay(Duration.ZERO).pollInterval(LOOK).atMost(patience).until(condition);
    }
}
