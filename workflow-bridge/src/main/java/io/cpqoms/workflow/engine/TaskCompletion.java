package io.cpqoms.workflow.engine;

import io.cpqoms.values.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;

/**
 * Completes tasks in somebody's name. The engine asks for its own rights whenever a name is given, and knows only the people of Tasklist;
 * who comes by REST has been judged by his token before, so that question is left out here. Whose tasks they are it asks all the same.
 */
@ApplicationScoped
class TaskCompletion {

    private final TaskService tasks;
    private final IdentityService identities;
    private final CommandExecutor commands;

    TaskCompletion(ProcessEngine engine) {
        this.tasks = engine.getTaskService();
        this.identities = engine.getIdentityService();
        this.commands = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired();
    }

    void complete(TenantId tenant, String taskId, String subject, Map<String, Object> variables) {
        try {
            identities.setAuthentication(subject, List.of(), List.of(tenant.value()));
            commands.<Void>execute(context -> context.runWithoutAuthorization(() -> {
                tasks.complete(taskId, variables);
                return null;
            }));
        } catch (OptimisticLockingException e) {
            throw new EngineConflict(e);
        } finally {
            identities.clearAuthentication();
        }
    }
}
