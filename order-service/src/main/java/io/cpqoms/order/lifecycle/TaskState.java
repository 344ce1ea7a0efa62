package io.cpqoms.order.lifecycle;

import io.cpqoms.order.FalloutId;

/** Where a task of the plan stands; each state holds only what is true in it. */
public sealed interface TaskState {

    /** Waits for the tasks it depends on. */
    record Planned() implements TaskState {
        @Override
        public int attempt() {
            return 0;
        }
    }

    /** @param attempts how often a partner was asked in vain before */
    record Ready(int attempts) implements TaskState {
        @Override
        public int attempt() {
            return attempts;
        }
    }

    /** A partner is being asked; until the answer is recorded, asking again uses the same attempt. */
    record Active(int attempt) implements TaskState {}

    /** @param reference the partner's number for the work, or who did it by hand */
    record Completed(int attempt, String reference) implements TaskState {}

    /** The partner refused and the fallout is not repaired. */
    record Failed(int attempt, FalloutId falloutId) implements TaskState {}

    /** @param falloutId the fallout whose repair was to do without the task */
    record Skipped(int attempt, FalloutId falloutId) implements TaskState {}

    /** How often a partner was or is being asked. */
    int attempt();

    /** Whether what depends on the task may start. */
    default boolean isDone() {
        return this instanceof Completed || this instanceof Skipped;
    }

    /** Whether something will still happen to the task without anybody's decision. */
    default boolean isMoving() {
        return this instanceof Ready || this instanceof Active;
    }
}
