package io.cpqoms.workflow.engine;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;

/**
 * Completes tasks in somebody's name. The engine asks for its own rights whenever a name is given, and knows only the people of Tasklist;
 * who comes by REST has been judged by his token before, so that question is left out here.
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

    void complete(String taskId, String subject, Map<String, Object> variables) {
        try {
            identities.setAuthenticatedUserId(subject);
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
