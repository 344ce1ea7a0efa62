package io.cpqoms.workflow.integration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.workflow.engine.ExternalWork;
import io.cpqoms.workflow.process.BusinessKey;
import io.cpqoms.workflow.process.ProcessVariables;
import java.util.List;

/**
 * The decision on a quote as quote-service takes it. Where nobody decided, the instance began with a former model, which asked the policy itself
 * and let its approval wait here.
 */
final class DecisionBody {

    static final String NOT_PENDING = "QUOTE_NOT_PENDING";

    static final String SELF_APPROVAL = "SELF_APPROVAL";

    static final List<String> VARIABLES =
            CommonVariables.and(ProcessVariables.DECIDED_BY, ProcessVariables.POLICY_VERSION, ProcessVariables.REASON);

    private DecisionBody() {}

    /** Whether nobody waits for this decision any more: the quote ended, or goes on as another revision. */
    static boolean isObsolete(DomainAnswer.Refused no) {
        return no.is("illegal-transition") || no.is("superseded");
    }

    /** Whether the requester decided himself, which only quote-service finds out when he did so in Tasklist: somebody else must be asked. */
    static boolean isOwn(DomainAnswer.Refused no) {
        return no.is("self-approval");
    }

    static DomainCommand command(ExternalWork work, String verb) {
        BusinessKey.OfQuote key = (BusinessKey.OfQuote) BusinessKey.parse(work.businessKey());
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("decidedBy", work.text(ProcessVariables.DECIDED_BY).orElse("policy"))
                .put("policyVersion", work.required(ProcessVariables.POLICY_VERSION))
                .put("reason", work.text(ProcessVariables.REASON).orElse("No approval rule fired."))
                .put("decidedRevision", key.revision());
        return DomainCommand.toQuote("/quotes/" + key.subjectId() + "/" + verb, body);
    }
}
