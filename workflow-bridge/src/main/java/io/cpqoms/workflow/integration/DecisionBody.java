package io.cpqoms.workflow.integration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.workflow.engine.ExternalWork;
import io.cpqoms.workflow.process.BusinessKey;
import io.cpqoms.workflow.process.ProcessVariables;
import java.util.List;

/** The decision on a quote as quote-service takes it: people decided, or the policy alone. */
final class DecisionBody {

    static final String NOT_PENDING = "QUOTE_NOT_PENDING";

    static final List<String> VARIABLES =
            CommonVariables.and(ProcessVariables.DECIDED_BY, ProcessVariables.POLICY_VERSION, ProcessVariables.REASON);

    private DecisionBody() {}

    static DomainCommand command(ExternalWork work, String verb) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("decidedBy", work.text(ProcessVariables.DECIDED_BY).orElse("policy"))
                .put("policyVersion", work.required(ProcessVariables.POLICY_VERSION))
                .put("reason", work.text(ProcessVariables.REASON).orElse("No approval rule fired."));
        return DomainCommand.toQuote(
                "/quotes/" + BusinessKey.parse(work.businessKey()).subjectId() + "/" + verb, body);
    }
}
