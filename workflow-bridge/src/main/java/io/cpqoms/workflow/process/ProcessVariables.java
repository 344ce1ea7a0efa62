package io.cpqoms.workflow.process;

/** Names that models, steps and external tasks share. They hold ids and small decisions, never documents. */
public final class ProcessVariables {

    public static final String CORRELATION_ID = "correlationId";
    public static final String CAUSATION_ID = "causationId";
    public static final String TRACEPARENT = "traceparent";

    /** Who submitted the quote, and may not approve it. */
    public static final String REQUESTED_BY = "requestedBy";

    public static final String LEVEL = "level";
    public static final String APPROVER_GROUP = "approverGroup";
    public static final String POLICY_REASON = "policyReason";
    public static final String POLICY_VERSION = "policyVersion";
    public static final String DUE_AT = "dueAt";

    public static final String DECISION = "decision";
    public static final String REASON = "reason";
    public static final String DECIDED_BY = "decidedBy";

    /** What the acceptance says was accepted, as {@code amount currency}, and behind it what is owed each period: {@code + amount currency/period}. */
    public static final String ACCEPTED_TOTAL = "acceptedTotal";

    public static final String ORDER_ID = "orderId";
    public static final String TASK_IDS = "taskIds";
    public static final String ORDER_TASK_ID = "orderTaskId";
    public static final String FALLOUT_ID = "falloutId";
    public static final String FALLOUT_CAUSE = "falloutCause";

    /** As they come from order-service; the step makes them local to the failed task under the names above. */
    public static final String RAISED_FALLOUT_ID = "raisedFalloutId";

    public static final String RAISED_FALLOUT_CAUSE = "raisedFalloutCause";
    public static final String REPAIR = "repair";

    private ProcessVariables() {}
}
