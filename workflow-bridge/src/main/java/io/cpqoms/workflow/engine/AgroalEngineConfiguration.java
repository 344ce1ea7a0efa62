package io.cpqoms.workflow.engine;

import java.util.ArrayList;
import org.camunda.bpm.engine.impl.cfg.JakartaTransactionProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.interceptor.CommandContextInterceptor;
import org.camunda.bpm.engine.impl.interceptor.CommandCounterInterceptor;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.interceptor.LogInterceptor;

/**
 * Makes the engine share the service's transactions. Agroal refuses to enlist a connection that was obtained before the JTA
 * transaction began, so that schema commands, which by default run without one, must begin one too.
 */
class AgroalEngineConfiguration extends JakartaTransactionProcessEngineConfiguration {

    @Override
    protected void initCommandExecutorDbSchemaOperations() {
        if (commandExecutorSchemaOperations != null) {
            return;
        }
        var chain = new ArrayList<CommandInterceptor>();
        chain.add(new LogInterceptor());
        chain.add(new CommandCounterInterceptor(this));
        chain.add(createTransactionInterceptor(false));
        chain.add(new CommandContextInterceptor(dbSchemaOperationsCommandContextFactory, this));
        chain.add(actualCommandExecutor);
        commandExecutorSchemaOperations = initInterceptorChain(chain);
    }
}
