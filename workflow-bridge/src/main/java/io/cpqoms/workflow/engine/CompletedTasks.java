package io.cpqoms.workflow.engine;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricTaskInstance;

/** Tasks that somebody completed, as the engine's history has them, Tasklist's too. */
@ApplicationScoped
public class CompletedTasks {

    private static final String COMPLETED = "completed";

    private final HistoryService history;

    CompletedTasks(ProcessEngine engine) {
        this.history = engine.getHistoryService();
    }

    /** A task that is decided; in Tasklist one must claim a task to complete it. */
    public record CompletedTask(String businessKey, Optional<String> claimedBy, Instant at) {}

    /** Nothing for a task that is open, was never there, or ended without anybody deciding it. */
    public Optional<CompletedTask> find(String taskId) {
        return Optional.ofNullable(history.createHistoricTaskInstanceQuery()
                        .taskId(taskId)
                        .finished()
                        .singleResult())
                .filter(task -> COMPLETED.equals(task.getDeleteReason()))
                .flatMap(this::withBusinessKey);
    }

    private Optional<CompletedTask> withBusinessKey(HistoricTaskInstance task) {
        return Optional.ofNullable(history.createHistoricProcessInstanceQuery()
                        .processInstanceId(task.getProcessInstanceId())
                        .singleResult())
                .map(process -> new CompletedTask(
                        process.getBusinessKey(),
                        Optional.ofNullable(task.getAssignee()),
                        task.getEndTime().toInstant()));
    }
}
