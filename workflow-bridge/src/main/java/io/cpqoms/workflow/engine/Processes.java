package io.cpqoms.workflow.engine;

import io.cpqoms.values.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;

/**
 * Starts instances and brings them messages, inside the caller's transaction. An exception from here has spoiled that transaction:
 * let it through, never catch it inside.
 */
@ApplicationScoped
public class Processes {

    private static final int MOST_INCIDENTS = 1000;
    private static final int MOST_STEPS = 1000;

    private final RuntimeService runtime;
    private final ExternalTaskService work;
    private final InstanceTenants tenants;

    Processes(RuntimeService runtime, ExternalTaskService work, InstanceTenants tenants) {
        this.runtime = runtime;
        this.work = work;
        this.tenants = tenants;
    }

    /**
     * Starts one instance. That there is no other for the business key is the caller's guard.
     *
     * @param tenant whose instance it is
     * @param variables kept with the instance: ids and small decisions
     */
    public void start(TenantId tenant, String processKey, String businessKey, Map<String, Object> variables) {
        conflicting(() -> tenants.startingFor(
                tenant,
                () -> runtime.createProcessInstanceByKey(processKey)
                        .businessKey(businessKey)
                        .setVariables(variables)
                        .execute()));
    }

    /**
     * Delivers a message to every place that waits for it in the instances of the business key.
     *
     * @return how many places took it; 0 when nothing waits (any more)
     */
    public int correlate(String message, String businessKey) {
        return conflicting(() -> runtime.createMessageCorrelation(message)
                        .processInstanceBusinessKey(businessKey)
                        .correlateAllWithResult())
                .size();
    }

    /** What stands still in these instances; looked for among the oldest open incidents only. */
    public List<OpenIncident> incidents(Set<String> processInstanceIds) {
        if (processInstanceIds.isEmpty()) {
            return List.of();
        }
        return runtime.createIncidentQuery().orderByIncidentTimestamp().asc().listPage(0, MOST_INCIDENTS).stream()
                .filter(incident -> processInstanceIds.contains(incident.getProcessInstanceId()))
                .map(incident -> new OpenIncident(
                        incident.getProcessInstanceId(),
                        incident.getActivityId(),
                        Objects.requireNonNullElse(incident.getIncidentMessage(), ""),
                        incident.getIncidentTimestamp().toInstant()))
                .toList();
    }

    /** What workers are to do in these instances. */
    public List<OpenStep> steps(Set<String> processInstanceIds) {
        if (processInstanceIds.isEmpty()) {
            return List.of();
        }
        return work
                .createExternalTaskQuery()
                .processInstanceIdIn(processInstanceIds.toArray(String[]::new))
                .orderById()
                .asc()
                .listPage(0, MOST_STEPS)
                .stream()
                .map(task -> new OpenStep(
                        task.getProcessInstanceId(),
                        task.getActivityId(),
                        Optional.ofNullable(task.getRetries()),
                        Optional.ofNullable(task.getLockExpirationTime()).map(Date::toInstant),
                        Optional.ofNullable(task.getErrorMessage())))
                .toList();
    }

    private static <T> T conflicting(Supplier<T> command) {
        try {
            return command.get();
        } catch (OptimisticLockingException e) {
            throw new EngineConflict(e);
        }
    }
}
