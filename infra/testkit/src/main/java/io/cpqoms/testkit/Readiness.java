package io.cpqoms.testkit;

import io.cpqoms.local.process.LocalStackException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks a server again and again until it is ready; a bound ends it. */
final class Readiness {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final long POLL_MILLIS = 100;

    private Readiness() {}

    /** One look; an {@link IOException} means "not yet". */
    @FunctionalInterface
    interface Look {
        boolean ready() throws IOException;
    }

    static void await(String server, Look look) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady(look)) {
            if (System.nanoTime() > deadline) {
                throw new LocalStackException(server + " was not ready after " + PATIENCE.toSeconds()
                        + " s; docker logs of its container says why");
            }
            pause();
        }
    }

    private static boolean isReady(Look look) {
        try {
            return look.ready();
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            boolean never = new CountDownLatch(1).await(POLL_MILLIS, TimeUnit.MILLISECONDS);
            assert !never;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("interrupted while waiting for a container", e);
        }
    }
}
