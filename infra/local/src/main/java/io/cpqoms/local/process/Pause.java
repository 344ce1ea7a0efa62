package io.cpqoms.local.process;

/** The one place that waits for another process, which can only be polled; an interrupt ends the wait as a failure. */
final class Pause {
    private Pause() {}

    static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("interrupted while waiting for a process", e);
        }
    }
}
