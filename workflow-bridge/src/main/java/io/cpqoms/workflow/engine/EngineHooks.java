package io.cpqoms.workflow.engine;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;

/** What the engine calls of ours: the steps and values that models name, who hears of their life, and whose it is. */
@Singleton
class EngineHooks {

    private final List<ProcessStep> steps;
    private final List<ModelValues> values;
    private final ProcessLifecycle lifecycle;
    private final InstanceTenants tenants;

    EngineHooks(
            @All List<ProcessStep> steps,
            @All List<ModelValues> values,
            ProcessLifecycle lifecycle,
            InstanceTenants tenants) {
        this.steps = steps;
        this.values = values;
        this.lifecycle = lifecycle;
        this.tenants = tenants;
    }

    List<ProcessStep> steps() {
        return steps;
    }

    List<ModelValues> values() {
        return values;
    }

    ProcessLifecycle lifecycle() {
        return lifecycle;
    }

    InstanceTenants tenants() {
        return tenants;
    }
}
