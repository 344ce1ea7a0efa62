package io.cpqoms.workflow.engine;

import java.time.Instant;

/** Where a page of tasks ended: tasks stand in the order of their creation. */
public record TaskPosition(Instant createdAt, String taskId) {

    static final TaskPosition START = new TaskPosition(Instant.EPOCH, "");
}
