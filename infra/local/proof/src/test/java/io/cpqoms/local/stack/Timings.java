package io.cpqoms.local.stack;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Remembers how long members took, so that a test run prints it. */
final class Timings implements StackListener {
    private final Map<String, String> seconds = new TreeMap<>();

    @Override
    public synchronized void ready(String member, Duration took, String address) {
        seconds.put(member + " ready", format(took));
    }

    @Override
    public synchronized void stopped(String member, Duration took) {
        seconds.put(member + " stopped", format(took));
    }

    @Override
    public synchronized String toString() {
        return "seconds: " + seconds;
    }

    private static String format(Duration took) {
        return "%.1f".formatted(took.toMillis() / 1000.0);
    }
}
