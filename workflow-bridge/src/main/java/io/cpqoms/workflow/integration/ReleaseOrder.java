package io.cpqoms.workflow.integration;

import io.cpqoms.workflow.engine.ExternalTaskHandler;
import io.cpqoms.workflow.engine.ExternalWork;
import io.cpqoms.workflow.engine.WorkResult;
import io.cpqoms.workflow.process.BusinessKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Lets the first tasks of the order start. */
@ApplicationScoped
class ReleaseOrder implements ExternalTaskHandler {

    private final DomainServices services;

    ReleaseOrder(DomainServices services) {
        this.services = services;
    }

    @Override
    public String topic() {
        return "release-order";
    }

    @Override
    public List<String> variables() {
        return CommonVariables.ALL;
    }

    @Override
    public WorkResult handle(ExternalWork work) {
        String path = "/orders/" + BusinessKey.parse(work.businessKey()).subjectId() + "/release";
        return switch (services.send(work, DomainCommand.toOrder(path))) {
            case DomainAnswer.Accepted done -> WorkResult.done();
            case DomainAnswer.Refused no -> no.stop();
            case DomainAnswer.Unavailable away -> away.tryAgain();
        };
    }
}
