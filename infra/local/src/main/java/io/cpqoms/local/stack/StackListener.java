package io.cpqoms.local.stack;

import java.time.Duration;

/** Hears what happens to the members of a stack; called from several threads. */
public interface StackListener {
    StackListener SILENT = new StackListener() {};

    default void starting(String member) {}

    default void ready(String member, Duration took, String address) {}

    default void stopping(String member) {}

    default void stopped(String member, Duration took) {}
}
