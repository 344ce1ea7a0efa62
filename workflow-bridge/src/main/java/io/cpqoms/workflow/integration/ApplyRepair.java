package io.cpqoms.workflow.integration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.workflow.engine.ExternalTaskHandler;
import io.cpqoms.workflow.engine.ExternalWork;
import io.cpqoms.workflow.engine.WorkResult;
import io.cpqoms.workflow.process.ProcessVariables;
import io.cpqoms.workflow.task.TaskDecision;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records an operator's repair of a fallout at order-service; who decided there before, decided. */
@ApplicationScoped
class ApplyRepair implements ExternalTaskHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ApplyRepair.class);

    /** A repair that the model does not know: it asks order-service for the outcome of the task. */
    private static final String UNKNOWN = "decided-elsewhere";

    private final DomainServices services;

    ApplyRepair(DomainServices services) {
        this.services = services;
    }

    @Override
    public String topic() {
        return "apply-repair";
    }

    @Override
    public List<String> variables() {
        return CommonVariables.and(
                ProcessVariables.FALLOUT_ID,
                ProcessVariables.ORDER_TASK_ID,
                ProcessVariables.REPAIR,
                ProcessVariables.DECIDED_BY,
                ProcessVariables.REASON);
    }

    @Override
    public WorkResult handle(ExternalWork work) {
        String order = FalloutDecisions.path(work);
        String path = order + "/fallouts/" + work.required(ProcessVariables.FALLOUT_ID) + "/repair";
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("repair", work.required(ProcessVariables.REPAIR))
                .put("repairedBy", work.required(ProcessVariables.DECIDED_BY))
                .put("reason", work.required(ProcessVariables.REASON));
        return switch (services.send(work, DomainCommand.toOrder(path, body))) {
            case DomainAnswer.Accepted done -> WorkResult.done();
            case DomainAnswer.Refused no when no.is("fallout-closed") -> asDecidedElsewhere(work, order);
            case DomainAnswer.Refused no
            when no.is("repair-not-legal") || no.is("invalid-input") -> no.as("REPAIR_REFUSED");
            case DomainAnswer.Refused no -> no.stop();
            case DomainAnswer.Unavailable away -> away.tryAgain();
        };
    }

    /** Somebody repaired at order-service directly, and the fact of it has not come here yet: its decision stands. */
    private WorkResult asDecidedElsewhere(ExternalWork work, String order) {
        String falloutId = work.required(ProcessVariables.FALLOUT_ID);
        return switch (services.read(work, DomainCommand.Service.ORDER, order)) {
            case DomainAnswer.Accepted found -> {
                TaskDecision stands = FalloutDecisions.in(found.body(), falloutId)
                        .orElseGet(() -> new TaskDecision(UNKNOWN, "somebody", Instant.EPOCH));
                LOG.atWarn()
                        .addKeyValue("falloutId", falloutId)
                        .addKeyValue("decision", work.required(ProcessVariables.REPAIR))
                        .addKeyValue("decidedBy", work.required(ProcessVariables.DECIDED_BY))
                        .addKeyValue("stands", stands.decision())
                        .addKeyValue("standsBy", stands.decidedBy())
                        .log("a repair came too late");
                yield WorkResult.done(Map.of(
                        ProcessVariables.REPAIR, stands.decision(), ProcessVariables.DECIDED_BY, stands.decidedBy()));
            }
            case DomainAnswer.Refused no -> no.stop();
            case DomainAnswer.Unavailable away -> away.tryAgain();
        };
    }
}
