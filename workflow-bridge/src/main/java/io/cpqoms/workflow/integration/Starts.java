package io.cpqoms.workflow.integration;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.workflow.process.BusinessKey;
import io.cpqoms.workflow.process.ProcessKey;
import io.cpqoms.workflow.process.ProcessStart;
import io.cpqoms.workflow.process.ProcessVariables;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads from an event what the process that it starts needs to know. */
final class Starts {

    private Starts() {}

    /** Nothing where quote-service says that nobody must decide. */
    static Optional<ProcessStart> ofApproval(ReceivedEvent submitted) {
        JsonNode payload = submitted.payload();
        return Asked.of(payload)
                .map(asked -> start(
                        ProcessKey.QUOTE_APPROVAL,
                        approvalKey(submitted),
                        submitted,
                        Map.of(
                                ProcessVariables.REQUESTED_BY,
                                payload.path("requestedBy").asText(),
                                ProcessVariables.LEVEL,
                                asked.level(),
                                ProcessVariables.APPROVER_GROUP,
                                asked.group(),
                                ProcessVariables.POLICY_REASON,
                                asked.reason(),
                                ProcessVariables.POLICY_VERSION,
                                asked.policyVersion())));
    }

    static ProcessStart ofOrdering(ReceivedEvent accepted) {
        Map<String, Object> claim = Map.of(
                ProcessVariables.ACCEPTED_TOTAL,
                Owed.of(accepted.payload().path("totals")).toString());
        return start(ProcessKey.QUOTE_TO_ORDER, revisionKey(accepted), accepted, claim);
    }

    static ProcessStart ofFulfilment(ReceivedEvent created) {
        return start(ProcessKey.ORDER_FULFILMENT, orderKey(created), created, Map.of());
    }

    /**
     * Each submission of a revision has an approval of its own. An event that names none is about an approval from before submissions
     * were counted.
     */
    static BusinessKey approvalKey(ReceivedEvent event) {
        BusinessKey.OfQuote revision = revisionKey(event);
        JsonNode submission = event.payload().path("submission");
        return submission.isMissingNode() ? revision : revision.submitted(submission.asInt());
    }

    /** A revision is ordered once. */
    private static BusinessKey.OfQuote revisionKey(ReceivedEvent event) {
        return new BusinessKey.OfQuote(
                event.tenantId(),
                UUID.fromString(event.aggregateId()),
                event.payload().path("revision").asInt());
    }

    static BusinessKey orderKey(ReceivedEvent event) {
        return new BusinessKey.OfOrder(event.tenantId(), UUID.fromString(event.aggregateId()));
    }

    private static ProcessStart start(
            ProcessKey process, BusinessKey key, ReceivedEvent event, Map<String, Object> variables) {
        Map<String, Object> traced = new HashMap<>(variables);
        event.traceparent().ifPresent(context -> traced.put(ProcessVariables.TRACEPARENT, context));
        return new ProcessStart(process, key, event.correlationId(), event.messageId(), traced);
    }
}
