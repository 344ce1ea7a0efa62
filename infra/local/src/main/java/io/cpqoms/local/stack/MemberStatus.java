package io.cpqoms.local.stack;

import java.nio.file.Path;

/**
 * How one member of the stack is.
 *
 * @param pid 0 when it does not run
 * @param address where it answers, or would
 */
public record MemberStatus(String name, State state, long pid, String startedAt, String address, Path log) {
    /** Dead means: it was started, never stopped, and yet is gone. */
    public enum State {
        READY,
        STARTING,
        DEAD,
        STOPPED
    }
}
