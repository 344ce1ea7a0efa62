package io.cpqoms.quote.integration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.quote.approval.ApprovalStep;
import io.cpqoms.quote.approval.FiredRule;
import io.cpqoms.quote.approval.PolicyDecision;

/** What the approval policy said of a quote, as events tell it. */
final class ApprovalContract {

    private ApprovalContract() {}

    static ObjectNode of(PolicyDecision policy) {
        ObjectNode node = Contracts.object().put("policyVersion", policy.policyVersion());
        policy.input().marginPercent().ifPresent(margin -> node.put("marginPercent", margin.toPlainString()));
        node.set("rules", Contracts.array(policy.fired(), ApprovalContract::rule));
        node.set("steps", Contracts.array(policy.steps(), ApprovalContract::step));
        policy.kept()
                .ifPresent(kept ->
                        node.putObject("kept").put("revision", kept.revision()).put("approvedBy", kept.approvedBy()));
        return node;
    }

    private static ObjectNode rule(FiredRule rule) {
        return Contracts.object()
                .put("ruleId", rule.ruleId())
                .put("level", rule.level())
                .put("group", rule.group())
                .put("reason", rule.reason());
    }

    private static ObjectNode step(ApprovalStep step) {
        ObjectNode node = Contracts.object().put("level", step.level());
        return node.set("groups", Contracts.texts(step.groups()));
    }
}
