package io.cpqoms.workflow.process;

import io.cpqoms.workflow.engine.ProcessStep;
import io.cpqoms.workflow.engine.StepContext;
import io.cpqoms.workflow.engine.StepResult;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes over what order-service has told about the fallout; or forgets a decision that was not legal, so that people are asked again. */
@ApplicationScoped
class TakeRepair implements ProcessStep {

    private final RepairLookup repairs;

    TakeRepair(RepairLookup repairs) {
        this.repairs = repairs;
    }

    @Override
    public String name() {
        return "takeRepair";
    }

    @Override
    public StepResult run(StepContext context) {
        return StepResult.localVariables(repairs.decided(context, context.required(ProcessVariables.FALLOUT_ID)));
    }
}
