package io.cpqoms.workflow.process;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.messaging.EventTime;
import io.cpqoms.workflow.engine.ProcessStep;
import io.cpqoms.workflow.engine.StepContext;
import io.cpqoms.workflow.engine.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Tells that people must decide on a quote, in the transaction that opens their task. */
@ApplicationScoped
class AnnounceApproval implements ProcessStep {

    private final ProcessChronicle chronicle;
    private final ApprovalTimes times;
    private final Clock clock;

    AnnounceApproval(ProcessChronicle chronicle, ApprovalTimes times, Clock clock) {
        this.chronicle = chronicle;
        this.times = times;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "announceApproval";
    }

    @Override
    public StepResult run(StepContext context) {
        var key = (BusinessKey.OfQuote) BusinessKey.parse(context.businessKey());
        Instant dueAt = clock.instant().plus(times.escalation()).truncatedTo(ChronoUnit.SECONDS);
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("quoteId", key.subjectId().toString())
                .put("revision", key.revision())
                .put("level", context.required(ProcessVariables.LEVEL))
                .put("approverGroup", context.required(ProcessVariables.APPROVER_GROUP))
                .put("policyVersion", context.required(ProcessVariables.POLICY_VERSION))
                .put("reason", context.required(ProcessVariables.POLICY_REASON))
                .put("dueAt", EventTime.format(dueAt));
        chronicle.tell(context.processInstanceId(), "ApprovalRequested", payload);
        return StepResult.variables(Map.of(ProcessVariables.DUE_AT, dueAt.toString()));
    }
}
