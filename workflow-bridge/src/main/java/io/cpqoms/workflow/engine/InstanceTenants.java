package io.cpqoms.workflow.engine;

import io.cpqoms.values.TenantId;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProvider;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderCaseInstanceContext;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderHistoricDecisionInstanceContext;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderProcessInstanceContext;
import org.jspecify.annotations.Nullable;

/**
 * Says whose an instance is, and with it every row that the engine writes for it. The models are everybody's and have no tenant; who
 * starts one names it, and what an instance calls is its caller's.
 */
@Singleton
class InstanceTenants implements TenantIdProvider {

    private final ScopedValue<TenantId> starting = ScopedValue.newInstance();

    /** Does the work in which an instance of this tenant begins. */
    <T, X extends Throwable> T startingFor(TenantId tenant, ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(starting, tenant).call(work);
    }

    @Override
    public String provideTenantIdForProcessInstance(TenantIdProviderProcessInstanceContext context) {
        return Optional.ofNullable(context.getSuperExecution())
                .map(DelegateExecution::getTenantId)
                .orElseGet(this::named);
    }

    @Override
    public String provideTenantIdForCaseInstance(TenantIdProviderCaseInstanceContext context) {
        return named();
    }

    /** A decision that no process asked for is nobody's; there is none. */
    @Override
    public @Nullable String provideTenantIdForHistoricDecisionInstance(
            TenantIdProviderHistoricDecisionInstanceContext context) {
        return Optional.ofNullable(context.getExecution())
                .map(DelegateExecution::getTenantId)
                .orElse(null);
    }

    private String named() {
        if (!starting.isBound()) {
            throw new IllegalStateException(
                    "Nobody said whose instance this is; start processes with ProcessStarts only");
        }
        return starting.get().value();
    }
}
