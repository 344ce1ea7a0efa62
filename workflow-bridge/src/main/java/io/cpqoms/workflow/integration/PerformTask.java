package io.cpqoms.workflow.integration;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.workflow.engine.ExternalTaskHandler;
import io.cpqoms.workflow.engine.ExternalWork;
import io.cpqoms.workflow.engine.WorkResult;
import io.cpqoms.workflow.process.BusinessKey;
import io.cpqoms.workflow.process.ProcessVariables;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Has order-service perform one task with its partner; a task that fails there is a fallout. */
@ApplicationScoped
class PerformTask implements ExternalTaskHandler {

    private final DomainServices services;

    PerformTask(DomainServices services) {
        this.services = services;
    }

    @Override
    public String topic() {
        return "perform-task";
    }

    @Override
    public List<String> variables() {
        return CommonVariables.and(ProcessVariables.ORDER_TASK_ID);
    }

    @Override
    public WorkResult handle(ExternalWork work) {
        String path = "/orders/" + BusinessKey.parse(work.businessKey()).subjectId() + "/tasks/"
                + work.required(ProcessVariables.ORDER_TASK_ID) + "/perform";
        return switch (services.send(work, DomainCommand.toOrder(path))) {
            case DomainAnswer.Accepted done
            when done.body().path("state").asText().equals("failed") -> fallout(done.body());
            case DomainAnswer.Accepted done -> WorkResult.done();
            case DomainAnswer.Refused no -> no.stop();
            case DomainAnswer.Unavailable away -> away.tryAgain();
        };
    }

    private static WorkResult fallout(JsonNode body) {
        String cause = body.path("cause").asText("The partner refused; the fallout says why.");
        Map<String, Object> passing = Map.of(
                ProcessVariables.RAISED_FALLOUT_ID,
                body.path("falloutId").asText(),
                ProcessVariables.RAISED_FALLOUT_CAUSE,
                cause);
        return new WorkResult.Refused("FALLOUT", cause, passing);
    }
}
