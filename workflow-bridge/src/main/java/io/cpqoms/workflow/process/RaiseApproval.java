package io.cpqoms.workflow.process;

import io.cpqoms.workflow.engine.ProcessStep;
import io.cpqoms.workflow.engine.StepContext;
import io.cpqoms.workflow.engine.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Replaces the approvers by the directors, because nobody decided in time. */
@ApplicationScoped
class RaiseApproval implements ProcessStep {

    private static final String DIRECTOR = "director";
    private static final String DIRECTORS = "sales-directors";
    private static final String OVERDUE = " Nobody decided in time.";

    @Override
    public String name() {
        return "raiseApproval";
    }

    @Override
    public StepResult run(StepContext context) {
        String reason = context.required(ProcessVariables.POLICY_REASON);
        return StepResult.variables(Map.of(
                ProcessVariables.LEVEL, DIRECTOR,
                ProcessVariables.APPROVER_GROUP, DIRECTORS,
                ProcessVariables.POLICY_REASON, reason.endsWith(OVERDUE) ? reason : reason + OVERDUE));
    }
}
