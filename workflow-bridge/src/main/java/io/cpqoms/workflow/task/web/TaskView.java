package io.cpqoms.workflow.task.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.workflow.engine.OpenTask;
import io.cpqoms.workflow.process.BusinessKey;
import io.cpqoms.workflow.process.ProcessVariables;
import io.cpqoms.workflow.task.TaskKind;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An open decision as REST shows it. */
@Schema(name = "Task")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskView(
        String taskId,
        String name,
        @Schema(enumeration = {"approval", "fallout"}) String kind,
        String processKey,
        String businessKey,
        @Schema(enumeration = {"quote", "order"}) String subjectType,
        UUID subjectId,
        String candidateGroup,
        @Nullable String level,

        @Schema(description = "Why the task is there.") @Nullable
        String reason,

        @Nullable String policyVersion,
        @Nullable String requestedBy,
        @Nullable String falloutId,
        @Nullable String orderTaskId,
        @Nullable Instant dueAt,
        Instant createdAt) {

    private static final String OPERATORS = "order-operations";

    static TaskView of(OpenTask task) {
        BusinessKey key = BusinessKey.parse(task.businessKey());
        TaskKind kind = TaskKind.of(task);
        boolean approval = kind == TaskKind.APPROVAL;
        return new TaskView(
                task.id(),
                task.name(),
                kind.text(),
                approval ? "quote-approval" : "order-fulfilment",
                task.businessKey(),
                key.subjectType(),
                key.subjectId(),
                approval ? text(task, ProcessVariables.APPROVER_GROUP, "") : OPERATORS,
                task.text(ProcessVariables.LEVEL).orElse(null),
                task.text(approval ? ProcessVariables.POLICY_REASON : ProcessVariables.FALLOUT_CAUSE)
                        .orElse(null),
                task.text(ProcessVariables.POLICY_VERSION).orElse(null),
                task.text(ProcessVariables.REQUESTED_BY).orElse(null),
                task.text(ProcessVariables.FALLOUT_ID).orElse(null),
                task.text(ProcessVariables.ORDER_TASK_ID).orElse(null),
                task.dueAt().orElse(null),
                task.createdAt());
    }

    private static String text(OpenTask task, String variable, String otherwise) {
        return task.text(variable).orElse(otherwise);
    }
}
