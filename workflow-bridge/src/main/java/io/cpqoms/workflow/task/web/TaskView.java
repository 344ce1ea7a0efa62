package io.cpqoms.workflow.task.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.command.Problem;
import io.cpqoms.workflow.engine.OpenTask;
import io.cpqoms.workflow.process.BusinessKey;
import io.cpqoms.workflow.process.ProcessVariables;
import io.cpqoms.workflow.task.Decider;
import io.cpqoms.workflow.task.TaskDecisions;
import io.cpqoms.workflow.task.TaskKind;
import java.time.Instant;
import java.util.Optional;
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

        @Schema(description = "Whose members may decide it; the first by name, should an operator have added others.")
        String candidateGroup,

        @Schema(description = "Whether the caller may decide it.")
        boolean mayDecide,

        @Schema(description = "Why the caller may not decide it.") @Nullable
        String objection,

        @Nullable String level,

        @Schema(description = "Why the task is there.") @Nullable
        String reason,

        @Nullable String policyVersion,
        @Nullable String requestedBy,
        @Nullable String falloutId,
        @Nullable String orderTaskId,
        @Nullable Instant dueAt,
        Instant createdAt) {

    static TaskView of(OpenTask task, Decider reader) {
        BusinessKey key = BusinessKey.parse(task.businessKey());
        TaskKind kind = TaskKind.of(task);
        boolean approval = kind == TaskKind.APPROVAL;
        Optional<String> objection = TaskDecisions.objection(task, reader).map(Problem::detail);
        return new TaskView(
                task.id(),
                task.name(),
                kind.text(),
                approval ? "quote-approval" : "order-fulfilment",
                task.businessKey(),
                key.subjectType(),
                key.subjectId(),
                task.candidateGroups().stream().findFirst().orElse(""),
                objection.isEmpty(),
                objection.orElse(null),
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
}
