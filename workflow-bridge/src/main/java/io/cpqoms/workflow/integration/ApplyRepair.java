package io.cpqoms.workflow.integration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.workflow.engine.ExternalTaskHandler;
import io.cpqoms.workflow.engine.ExternalWork;
import io.cpqoms.workflow.engine.WorkResult;
import io.cpqoms.workflow.process.BusinessKey;
import io.cpqoms.workflow.process.ProcessVariables;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Records an operator's repair of a fallout at order-service. */
@ApplicationScoped
class ApplyRepair implements ExternalTaskHandler {

    private static final Set<String> SETTLED = Set.of("completed", "skipped");

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
        String order = "/orders/" + BusinessKey.parse(work.businessKey()).subjectId();
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

    /** Somebody repaired at order-service directly: its decision counts, and the task's state shows which it was. */
    private WorkResult asDecidedElsewhere(ExternalWork work, String order) {
        return switch (services.read(work, DomainCommand.Service.ORDER, order + "/plan")) {
            case DomainAnswer.Accepted plan ->
                WorkResult.done(Map.of(ProcessVariables.REPAIR, isSettled(work, plan) ? "completeManually" : "retry"));
            case DomainAnswer.Refused no -> no.stop();
            case DomainAnswer.Unavailable away -> away.tryAgain();
        };
    }

    private static boolean isSettled(ExternalWork work, DomainAnswer.Accepted plan) {
        return StreamSupport.stream(plan.body().path("tasks").spliterator(), false)
                .filter(task -> task.path("taskId").asText().equals(work.required(ProcessVariables.ORDER_TASK_ID)))
                .anyMatch(task -> SETTLED.contains(task.path("state").asText()));
    }
}
