package io.cpqoms.workflow.task;

import java.time.Instant;

/** Who decided what about a task or the case behind it. */
public record TaskDecision(String decision, String decidedBy, Instant decidedAt) {}
