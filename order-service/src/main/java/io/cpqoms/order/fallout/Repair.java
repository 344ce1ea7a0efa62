package io.cpqoms.order.fallout;

/** How a failed task goes on. */
public enum Repair {
    /** Ask the partner again, as a new attempt. */
    RETRY,
    /** Do without the task. */
    SKIP,
    /** The work was done outside of the platform. */
    COMPLETE_MANUALLY
}
