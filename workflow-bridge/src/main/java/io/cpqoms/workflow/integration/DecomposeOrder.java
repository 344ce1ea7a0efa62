package io.cpqoms.workflow.integration;

import io.cpqoms.workflow.engine.ExternalTaskHandler;
import io.cpqoms.workflow.engine.ExternalWork;
import io.cpqoms.workflow.engine.WorkResult;
import io.cpqoms.workflow.process.BusinessKey;
import io.cpqoms.workflow.process.ProcessVariables;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Has the order decomposed, and hands its task ids to the model for the rest of the transaction. */
@ApplicationScoped
class DecomposeOrder implements ExternalTaskHandler {

    private final DomainServices services;

    DecomposeOrder(DomainServices services) {
        this.services = services;
    }

    @Override
    public String topic() {
        return "decompose-order";
    }

    @Override
    public List<String> variables() {
        return CommonVariables.ALL;
    }

    @Override
    public WorkResult handle(ExternalWork work) {
        String order = "/orders/" + BusinessKey.parse(work.businessKey()).subjectId();
        return switch (services.send(work, DomainCommand.toOrder(order + "/decompose"))) {
            case DomainAnswer.Accepted done -> planned(work, order);
            case DomainAnswer.Refused no -> no.stop();
            case DomainAnswer.Unavailable away -> away.tryAgain();
        };
    }

    private WorkResult planned(ExternalWork work, String order) {
        return switch (services.read(work, DomainCommand.Service.ORDER, order + "/plan")) {
            case DomainAnswer.Accepted plan ->
                new WorkResult.Done(Map.of(), Map.of(ProcessVariables.TASK_IDS, taskIds(plan)));
            case DomainAnswer.Refused no -> no.stop();
            case DomainAnswer.Unavailable away -> away.tryAgain();
        };
    }

    private static List<String> taskIds(DomainAnswer.Accepted plan) {
        return StreamSupport.stream(plan.body().path("tasks").spliterator(), false)
                .map(task -> task.path("taskId").asText())
                .toList();
    }
}
