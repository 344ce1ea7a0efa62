package io.cpqoms.workflow.engine;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;

/** The one way an engine of ours is set up: behaviour that the models rely on, whatever it runs in. */
final class EngineAssembly {

    /** Deployed together; a model that did not change keeps its version. */
    static final List<String> MODELS = List.of(
            "processes/quote-approval.bpmn", "processes/quote-to-order.bpmn", "processes/order-fulfilment.bpmn");

    private EngineAssembly() {}

    static void configure(ProcessEngineConfigurationImpl engine, String historyLevel, EngineHooks hooks) {
        engine.setProcessEngineName("default"); // Cockpit looks for its engine under the same name
        engine.setDatabaseType("postgres");
        engine.setDatabaseSchemaUpdate("false"); // checks only: Flyway owns the schema
        engine.setHistory(historyLevel);
        engine.setIdGenerator(new StrongUuidGenerator());
        engine.setBeans(EngineBeans.of(hooks.steps(), hooks.values()));
        engine.setTenantIdProvider(hooks.tenants());
        engine.setClassLoader(EngineAssembly.class.getClassLoader());
        engine.setCustomPostBPMNParseListeners(new ArrayList<>(List.of(new LifecycleListener(hooks.lifecycle()))));
        engine.setEnableExceptionsAfterUnhandledBpmnError(true); // otherwise such an error ends the branch in silence
        engine.setEnforceHistoryTimeToLive(true);
        // Writes who may take a task beside the task, or Tasklist would show it to administrators only; and a task is
        // worked on, never handed to another group, by those who may take it. Nothing here is asked for rights: that is
        // Tasklist's, where people have names.
        engine.setAuthorizationEnabled(true);
        engine.setDefaultUserPermissionNameForTask("TASK_WORK");
        // Stamping a removal time on every history row when an instance ends costs a dozen statements each; the nightly
        // clean-up
        // can as well reckon from the end of the instance.
        engine.setHistoryRemovalTimeStrategy(ProcessEngineConfiguration.HISTORY_REMOVAL_TIME_STRATEGY_NONE);
        engine.setHistoryCleanupStrategy(ProcessEngineConfiguration.HISTORY_CLEANUP_STRATEGY_END_TIME_BASED);
        engine.setHistoryCleanupBatchWindowStartTime("01:00");
        engine.setHistoryCleanupBatchWindowEndTime("03:00");
        engine.setDefaultNumberOfRetries(3);
        engine.setFailedJobRetryTimeCycle("PT1S,PT10S,PT1M,PT5M");
        engine.setJdbcBatchProcessing(true);
        engine.setCmmnEnabled(false);
        engine.setMetricsEnabled(false);
        engine.setDbMetricsReporterActivate(false);
        engine.setTaskMetricsEnabled(false);
        engine.setJobExecutorDeploymentAware(false); // true would run only the jobs of this boot's deployment
    }

    static void deployModels(ProcessEngine engine) {
        var deployment = engine.getRepositoryService()
                .createDeployment()
                .name("workflow-bridge")
                .source("workflow-bridge")
                .enableDuplicateFiltering(true);
        MODELS.forEach(deployment::addClasspathResource);
        deployment.deployWithResult();
    }
}
