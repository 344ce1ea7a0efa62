package io.cpqoms.workflow.integration;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.workflow.engine.ExternalWork;
import io.cpqoms.workflow.engine.OpenTask;
import io.cpqoms.workflow.process.BusinessKey;
import io.cpqoms.workflow.process.ProcessVariables;
import io.cpqoms.workflow.task.CaseOwner;
import io.cpqoms.workflow.task.TaskDecision;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Asks order-service what was decided about a fallout. */
@ApplicationScoped
class FalloutDecisions implements CaseOwner {

    private final DomainServices services;

    FalloutDecisions(DomainServices services) {
        this.services = services;
    }

    @Override
    public Optional<TaskDecision> decision(OpenTask task) {
        var question = new ExternalWork(task.id(), "ask-order", "", task.businessKey(), task.variables());
        return task.text(ProcessVariables.FALLOUT_ID)
                .flatMap(falloutId -> services.ask(question, DomainCommand.Service.ORDER, path(question))
                        .flatMap(order -> in(order, falloutId)));
    }

    static String path(ExternalWork work) {
        return "/orders/" + BusinessKey.parse(work.businessKey()).subjectId();
    }

    /** What an order says of one of its fallouts; nothing while it is open. */
    static Optional<TaskDecision> in(JsonNode order, String falloutId) {
        return StreamSupport.stream(order.path("fallouts").spliterator(), false)
                .filter(fallout -> fallout.path("falloutId").asText().equals(falloutId))
                .map(fallout -> fallout.path("decision"))
                .filter(JsonNode::isObject)
                .map(decision -> new TaskDecision(
                        decision.path("repair").asText(),
                        decision.path("repairedBy").asText(),
                        Instant.parse(decision.path("closedAt").asText())))
                .findFirst();
    }
}
