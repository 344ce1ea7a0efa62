package io.cpqoms.workflow.engine;

import io.agroal.api.AgroalDataSource;
import io.cpqoms.command.database.RowScopes;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionManager;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;

/** Builds the engine on the service's own datasource and transactions, and gives its services to this package. */
@ApplicationScoped
class EngineProducer {

    private final ProcessEngine engine;

    EngineProducer(
            AgroalDataSource dataSource,
            TransactionManager transactions,
            EngineSettings settings,
            EngineHooks hooks,
            RowScopes scopes) {
        var configuration = new AgroalEngineConfiguration();
        EngineAssembly.configure(configuration, settings.historyLevel(), hooks);
        configuration.setDataSource(dataSource);
        configuration.setTransactionManager(transactions);
        configuration.setTransactionsExternallyManaged(true);
        configuration.setJobExecutor(new VirtualThreadJobExecutor(settings.jobConcurrency(), scopes));
        configuration.setJobExecutorActivate(settings.jobExecutor());
        // Models and clean-up are the platform's, and only it may write what has no tenant.
        engine = scopes.acrossTenants(() -> {
            ProcessEngine built = configuration.buildProcessEngine();
            EngineAssembly.deployModels(built);
            return built;
        });
    }

    @Produces
    @Singleton
    @Startup
    ProcessEngine engine() {
        return engine;
    }

    @Produces
    @Singleton
    RuntimeService runtime() {
        return engine.getRuntimeService();
    }

    @Produces
    @Singleton
    TaskService tasks() {
        return engine.getTaskService();
    }

    @Produces
    @Singleton
    RepositoryService models() {
        return engine.getRepositoryService();
    }

    @Produces
    @Singleton
    IdentityService identities() {
        return engine.getIdentityService();
    }

    @Produces
    @Singleton
    ExternalTaskService externalTasks() {
        return engine.getExternalTaskService();
    }

    /** After the worker has stopped, while the datasource is still there. */
    void close(@Observes @Priority(20) ShutdownEvent event) {
        engine.close();
    }
}
