package io.cpqoms.order.lifecycle;

import java.util.Locale;

/** The names of the task states, as contracts and stored documents use them. */
public enum TaskStanding {
    PLANNED,
    READY,
    ACTIVE,
    COMPLETED,
    FAILED,
    SKIPPED;

    public static TaskStanding of(TaskState state) {
        return switch (state) {
            case TaskState.Planned planned -> PLANNED;
            case TaskState.Ready ready -> READY;
            case TaskState.Active active -> ACTIVE;
            case TaskState.Completed completed -> COMPLETED;
            case TaskState.Failed failed -> FAILED;
            case TaskState.Skipped skipped -> SKIPPED;
        };
    }

    /** How often a partner was or is being asked. */
    public static int attemptOf(TaskState state) {
        return switch (state) {
            case TaskState.Planned() -> 0;
            case TaskState.Ready(int attempts) -> attempts;
            case TaskState.Active(int attempt) -> attempt;
            case TaskState.Completed(int attempt, var reference) -> attempt;
            case TaskState.Failed(int attempt, var fallout) -> attempt;
            case TaskState.Skipped(int attempt, var fallout) -> attempt;
        };
    }

    /** The state's name in contracts: planned, ready, active, completed, failed, skipped. */
    public String contractName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
