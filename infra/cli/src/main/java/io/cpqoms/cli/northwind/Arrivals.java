package io.cpqoms.cli.northwind;

import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Progress;
import io.cpqoms.cli.demo.Await;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Waits until a store holds as many as it should; gives up when nothing moved for a while and says where it stands. */
final class Arrivals {
    private static final long LOOK_EVERY_MILLIS = 250;
    /** Without any progress for so long something is stuck, not slow. */
    private static final Duration STUCK_AFTER = Duration.ofSeconds(60);

    private final Console console;

    Arrivals(Console console) {
        this.console = console;
    }

    /** Returns when the count is reached; the time since {@code begun} is the stage's wall time. */
    Duration await(String what, long expected, LongSupplier count, long begun) {
        long last = -1;
        long moved = System.nanoTime();
        try (Progress progress = new Progress(console, what, expected)) {
            while (true) {
                long now = count.getAsLong();
                progress.to(now);
                if (now >= expected) {
                    return Duration.ofNanos(System.nanoTime() - begun);
                }
                if (now != last) {
                    last = now;
                    moved = System.nanoTime();
                } else if (System.nanoTime() - moved > STUCK_AFTER.toNanos()) {
                    throw new CpqFailure("%s stays at %d of %d for %d s; see ./cpq status and ./cpq logs"
                            .formatted(what, now, expected, STUCK_AFTER.toSeconds()));
                }
                Await.pause(LOOK_EVERY_MILLIS);
            }
        }
    }
}
