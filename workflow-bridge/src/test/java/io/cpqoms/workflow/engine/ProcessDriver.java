package io.cpqoms.workflow.engine;

import io.cpqoms.command.database.AcrossTenants;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.cpqoms.workflow.process.BusinessKey;
import io.cpqoms.workflow.process.ProcessKey;
import io.cpqoms.workflow.process.ProcessStart;
import io.cpqoms.workflow.process.ProcessStarts;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.task.Task;

/** Walks processes step by step on the real engine and database, and reads what they left there. */
@AcrossTenants
@ApplicationScoped
public class ProcessDriver {

    private static final String WORKER = "driver";

    private final ProcessEngine engine;
    private final ProcessStarts starts;
    private final Processes processes;

    ProcessDriver(ProcessEngine engine, ProcessStarts starts, Processes processes) {
        this.engine = engine;
        this.starts = starts;
        this.processes = processes;
    }

    static Rows rows() {
        return PostgresServer.rows("workflow");
    }

    /** A submitted quote on which a manager must decide. */
    String submitted() {
        return submitted("acme", "manager");
    }

    /** A submitted quote on which somebody of this level must decide. */
    String submitted(String tenant, String level) {
        var key = new BusinessKey.OfQuote(tenant, UUID.randomUUID(), 1);
        start(
                ProcessKey.QUOTE_APPROVAL,
                key,
                Map.of(
                        "requestedBy", "sam",
                        "level", level,
                        "approverGroup", "sales-" + level + "s",
                        "policyReason", "A line has a discount of 25 percent.",
                        "policyVersion", "approval-policy:1.0"));
        return key.text();
    }

    boolean start(ProcessKey process, BusinessKey key, Map<String, Object> variables) {
        return start(new ProcessStart(process, key, UUID.randomUUID(), UUID.randomUUID(), variables));
    }

    boolean start(ProcessStart start) {
        return QuarkusTransaction.requiringNew().call(() -> starts.startOnce(start));
    }

    /** Does what a consumer's batch does in its transaction. */
    void inTransaction(Runnable work) {
        QuarkusTransaction.requiringNew().run(work);
    }

    int correlate(String message, String businessKey) {
        return QuarkusTransaction.requiringNew().call(() -> processes.correlate(message, businessKey));
    }

    LockedExternalTask take(String businessKey, String topic) {
        List<LockedExternalTask> taken = engine.getExternalTaskService()
                .fetchAndLock(1, WORKER)
                .topic(topic, 60_000)
                .businessKey(businessKey)
                .execute();
        if (taken.isEmpty()) {
            throw new AssertionError("No external task " + topic + " for " + businessKey);
        }
        return taken.getFirst();
    }

    void complete(LockedExternalTask task, Map<String, Object> variables, Map<String, Object> passing) {
        engine.getExternalTaskService().complete(task.getId(), WORKER, EngineVariables.of(variables, passing));
    }

    void complete(LockedExternalTask task) {
        complete(task, Map.of(), Map.of());
    }

    void refuse(LockedExternalTask task, String errorCode, Map<String, Object> passing) {
        engine.getExternalTaskService()
                .handleBpmnError(task.getId(), WORKER, errorCode, "refused", EngineVariables.of(Map.of(), passing));
    }

    List<Task> userTasks(String businessKey) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(businessKey)
                .orderByTaskCreateTime()
                .asc()
                .list();
    }

    List<String> candidateGroups(Task task) {
        return engine.getTaskService().getIdentityLinksForTask(task.getId()).stream()
                .map(link -> link.getGroupId())
                .toList();
    }

    Object variable(Task task, String name) {
        return engine.getTaskService().getVariable(task.getId(), name);
    }

    /** Completes as somebody in one of the task's groups, as Tasklist does, and runs the continuation behind the task. */
    void decide(Task task, String who, Map<String, Object> variables) {
        engine.getIdentityService().setAuthentication(who, candidateGroups(task), List.of(task.getTenantId()));
        engine.getTaskService().complete(task.getId(), variables);
        engine.getIdentityService().clearAuthentication();
        continueInstance(task.getProcessInstanceId());
    }

    /** Runs the continuation behind a task that somebody completed. */
    void goOn(String businessKey) {
        continueInstance(instance(businessKey));
    }

    private void continueInstance(String processInstanceId) {
        var continuations = engine.getManagementService()
                .createJobQuery()
                .processInstanceId(processInstanceId)
                .messages()
                .list();
        continuations.forEach(job -> engine.getManagementService().executeJob(job.getId()));
    }

    /** Lets a timer of the process fire now, without waiting for its time. */
    void fire(String businessKey, String timer) {
        var job = engine.getManagementService()
                .createJobQuery()
                .processInstanceId(instance(businessKey))
                .activityId(timer)
                .singleResult();
        engine.getManagementService().executeJob(job.getId());
    }

    String instance(String businessKey) {
        return (String) rows().query("select process_instance_id from process_link where business_key = ?", businessKey)
                .getFirst()
                .values()
                .iterator()
                .next();
    }

    List<String> waitsAt(String businessKey) {
        return engine.getRuntimeService().getActiveActivityIds(instance(businessKey)).stream()
                .sorted()
                .toList();
    }

    /** The end event that the instance reached. */
    Object outcome(String businessKey) {
        return rows().query("select outcome from process_link where business_key = ?", businessKey)
                .getFirst()
                .get("outcome");
    }

    boolean isGone(String businessKey) {
        return rows().number("select count(*) from act_ru_execution where proc_inst_id_ = ?", instance(businessKey))
                == 0;
    }

    /** The events of the instance, in order: type and version. */
    List<String> told(String businessKey) {
        return rows()
                .query(
                        "select event_type || ' ' || aggregate_version as told from outbox_message where aggregate_id like ? order by id",
                        instance(businessKey) + "%")
                .stream()
                .map(row -> String.valueOf(row.get("told")))
                .toList();
    }
}
