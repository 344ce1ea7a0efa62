package io.cpqoms.workflow.task;

import io.cpqoms.command.Problem;
import io.cpqoms.workflow.engine.OpenTask;
import io.cpqoms.workflow.engine.UserTasks;
import io.cpqoms.workflow.process.BusinessKey;
import io.cpqoms.workflow.process.ProcessVariables;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;

/** Takes a decision in the name of the one who is entitled to it; everything else is refused with what would be right. */
@ApplicationScoped
public class TaskDecisions {

    private final UserTasks tasks;

    TaskDecisions(UserTasks tasks) {
        this.tasks = tasks;
    }

    @Transactional(Transactional.TxType.MANDATORY)
    public void decide(String taskId, Decider decider, String choice, String reason) {
        OpenTask task = tasks.find(taskId)
                .filter(found ->
                        BusinessKey.parse(found.businessKey()).tenantId().equals(decider.tenantId()))
                .orElseThrow(() -> Problem.notFound("open task", taskId).asException());
        TaskKind kind = TaskKind.of(task);
        forbidden(task, decider).ifPresent(problem -> {
            throw problem.asException();
        });
        if (!kind.choices().contains(choice)) {
            throw Problem.invalidInput(
                            "decision",
                            "a task of kind " + kind.text() + " takes one of " + String.join(", ", kind.choices()))
                    .asException();
        }
        ownRequest(task, decider).ifPresent(problem -> {
            throw problem.asException();
        });
        tasks.complete(
                taskId, decider.subject(), Map.of(kind.choiceVariable(), choice, ProcessVariables.REASON, reason));
    }

    /** Why this person may not decide the task; nothing when he may. */
    public static Optional<Problem> objection(OpenTask task, Decider decider) {
        return forbidden(task, decider).or(() -> ownRequest(task, decider));
    }

    /** The role says what somebody may do at all, the group whether this case is his: a manager does not decide what directors must. */
    private static Optional<Problem> forbidden(OpenTask task, Decider decider) {
        TaskKind kind = TaskKind.of(task);
        if (!decider.hasRole(kind.role())) {
            return Optional.of(Problem.forbidden(
                    "Only the role " + kind.role() + " may complete a task of kind " + kind.text() + "."));
        }
        return decider.isInOneOf(task.candidateGroups())
                ? Optional.empty()
                : Optional.of(Problem.forbidden(neededGroup(task)));
    }

    private static String neededGroup(OpenTask task) {
        return task.candidateGroups().isEmpty()
                ? "No group may decide this task; an operator can give it one in Tasklist."
                : "Only the group " + String.join(" or ", task.candidateGroups())
                        + " may decide this task; the claim groups of your token does not name it.";
    }

    private static Optional<Problem> ownRequest(OpenTask task, Decider decider) {
        return TaskKind.of(task) == TaskKind.APPROVAL
                        && task.text(ProcessVariables.REQUESTED_BY)
                                .filter(decider.subject()::equals)
                                .isPresent()
                ? Optional.of(Problem.conflict(
                        "self-approval",
                        "Self-approval",
                        decider.subject() + " submitted this quote; somebody else must decide on it."))
                : Optional.empty();
    }
}
