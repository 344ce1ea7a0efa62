package io.cpqoms.workflow.task;

import io.cpqoms.command.Problem;
import io.cpqoms.workflow.engine.OpenTask;
import io.cpqoms.workflow.engine.UserTasks;
import io.cpqoms.workflow.process.BusinessKey;
import io.cpqoms.workflow.process.ProcessVariables;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;

/** Takes a decision in the name of the one who is entitled to it; everything else is refused with what would be right. */
@ApplicationScoped
public class TaskDecisions {

    private final UserTasks tasks;

    TaskDecisions(UserTasks tasks) {
        this.tasks = tasks;
    }

    /** Who decides, as the token says it. */
    public interface Decider {

        String tenantId();

        String subject();

        boolean hasRole(String role);
    }

    @Transactional(Transactional.TxType.MANDATORY)
    public void decide(String taskId, Decider decider, String choice, String reason) {
        OpenTask task = tasks.find(taskId)
                .filter(found ->
                        BusinessKey.parse(found.businessKey()).tenantId().equals(decider.tenantId()))
                .orElseThrow(() -> Problem.notFound("open task", taskId).asException());
        TaskKind kind = TaskKind.of(task);
        if (!decider.hasRole(kind.role())) {
            throw Problem.forbidden(
                            "Only the role " + kind.role() + " may complete a task of kind " + kind.text() + ".")
                    .asException();
        }
        if (!kind.choices().contains(choice)) {
            throw Problem.invalidInput(
                            "decision",
                            "a task of kind " + kind.text() + " takes one of " + String.join(", ", kind.choices()))
                    .asException();
        }
        if (kind == TaskKind.APPROVAL && isRequester(task, decider)) {
            throw Problem.conflict(
                            "self-approval",
                            "Self-approval",
                            decider.subject() + " submitted this quote; somebody else must decide on it.")
                    .asException();
        }
        tasks.complete(
                taskId, decider.subject(), Map.of(kind.choiceVariable(), choice, ProcessVariables.REASON, reason));
    }

    private static boolean isRequester(OpenTask task, Decider decider) {
        return task.text(ProcessVariables.REQUESTED_BY)
                .filter(decider.subject()::equals)
                .isPresent();
    }
}
