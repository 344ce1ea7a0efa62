package io.cpqoms.workflow.engine;

import java.util.Objects;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.context.Context;

/**
 * Turns the approval policy's answer into small variables: {@code level}, {@code approverGroup} and {@code policyReason} when a
 * rule fired, and always {@code policyVersion}, which every later decision quotes.
 */
class PolicyResultListener implements ExecutionListener {

    static final String NAME = "policyResult";
    private static final String POLICY = "approval-policy";

    @Override
    public void notify(DelegateExecution execution) {
        var result = (DmnDecisionResult) Objects.requireNonNull(execution.getVariable("decisionResult"));
        execution.setVariable("policyVersion", POLICY + ":" + latestVersion());
        if (!result.isEmpty()) {
            var rule = result.getSingleResult();
            execution.setVariable("level", rule.getEntry("level"));
            execution.setVariable("approverGroup", rule.getEntry("approverGroup"));
            execution.setVariable("policyReason", rule.getEntry("reason"));
        }
    }

    /** The rule task binds to the latest version too, in the same command. */
    private static int latestVersion() {
        return Context.getProcessEngineConfiguration()
                .getDeploymentCache()
                .findDeployedLatestDecisionDefinitionByKey(POLICY)
                .getVersion();
    }
}
