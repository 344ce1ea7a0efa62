package io.cpqoms.workflow.task;

import io.cpqoms.command.Problem;
import io.cpqoms.values.TenantId;
import io.cpqoms.workflow.engine.EngineConflict;
import io.cpqoms.workflow.engine.OpenTask;
import io.cpqoms.workflow.engine.TaskForms;
import io.cpqoms.workflow.engine.UserTasks;
import io.cpqoms.workflow.process.BusinessKey;
import io.cpqoms.workflow.process.ProcessVariables;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a decision in the name of the one who is entitled to it; everything else is refused with what would be right. */
@ApplicationScoped
public class TaskDecisions {

    private static final Logger LOG = LoggerFactory.getLogger(TaskDecisions.class);
    private static final String DECIDED_THERE = "Decided at the service that owns the case.";

    private final UserTasks tasks;
    private final DecidedTasks decided;
    private final TaskForms forms;
    private final CaseOwner owner;
    private final Clock clock;

    TaskDecisions(UserTasks tasks, DecidedTasks decided, TaskForms forms, CaseOwner owner, Clock clock) {
        this.tasks = tasks;
        this.decided = decided;
        this.forms = forms;
        this.owner = owner;
        this.clock = clock;
    }

    /**
     * Refuses a decision that somebody has taken at the owner of the case, and lets the process go on by that one: its fact may still be
     * on its way here, or it passed before this process could hear it. Asks over the network, so it is called before the transaction in
     * which the decision is taken; what is decided there after that is found when the decision is brought to the owner, and then the
     * owner's stands.
     */
    public void requireUndecided(String taskId, Decider decider) {
        tasks.find(taskId)
                .filter(task -> isOf(decider, task) && TaskKind.of(task) == TaskKind.FALLOUT)
                .filter(task -> forbidden(task, decider).isEmpty())
                .ifPresent(task -> owner.decision(task).ifPresent(decision -> {
                    adopt(task, decider.tenantId(), decision);
                    throw tooLate(decision).asException();
                }));
    }

    private void adopt(OpenTask task, String tenantId, TaskDecision decision) {
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                tasks.complete(
                        new TenantId(tenantId),
                        task.id(),
                        decision.decidedBy(),
                        Map.of(
                                TaskKind.of(task).choiceVariable(),
                                decision.decision(),
                                ProcessVariables.REASON,
                                DECIDED_THERE));
                decided.keep(task.id(), tenantId, decision);
            });
        } catch (EngineConflict closedMeanwhile) {
            LOG.atDebug().addKeyValue("taskId", task.id()).log("a task was closed while its decision was taken over");
        }
    }

    @Transactional(Transactional.TxType.MANDATORY)
    public void decide(String taskId, Decider decider, String choice, String reason) {
        OpenTask task = tasks.find(taskId)
                .filter(found -> isOf(decider, found))
                .orElseThrow(() -> gone(taskId, decider).asException());
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
        if (!forms.offers(taskId, kind.choiceVariable(), choice)) {
            throw Problem.conflict(
                            "answer-not-offered",
                            "Answer not offered",
                            "The process of this task began before \"" + choice + "\" was an answer; choose another.")
                    .asException();
        }
        tasks.complete(
                new TenantId(decider.tenantId()),
                taskId,
                decider.subject(),
                Map.of(kind.choiceVariable(), choice, ProcessVariables.REASON, reason));
        decided.keep(taskId, decider.tenantId(), new TaskDecision(choice, decider.subject(), clock.instant()));
    }

    private Problem gone(String taskId, Decider decider) {
        return decided.find(taskId, decider.tenantId())
                .map(TaskDecisions::tooLate)
                .orElseGet(() -> Problem.notFound("open task", taskId));
    }

    private static Problem tooLate(TaskDecision decision) {
        return Problem.conflict(
                "task-decided",
                "Task decided",
                "%s decided %s at %s; a decision is not changed."
                        .formatted(
                                decision.decidedBy(),
                                decision.decision(),
                                decision.decidedAt().truncatedTo(ChronoUnit.SECONDS)));
    }

    private static boolean isOf(Decider decider, OpenTask task) {
        return BusinessKey.parse(task.businessKey()).tenantId().equals(decider.tenantId());
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
