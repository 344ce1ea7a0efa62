package io.cpqoms.workflow.integration;

import io.cpqoms.workflow.engine.ExternalTaskHandler;
import io.cpqoms.workflow.engine.ExternalWork;
import io.cpqoms.workflow.engine.WorkResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Records the rejection at quote-service. */
@ApplicationScoped
class RejectQuote implements ExternalTaskHandler {

    private final DomainServices services;

    RejectQuote(DomainServices services) {
        this.services = services;
    }

    @Override
    public String topic() {
        return "reject-quote";
    }

    @Override
    public List<String> variables() {
        return DecisionBody.VARIABLES;
    }

    @Override
    public WorkResult handle(ExternalWork work) {
        return switch (services.send(work, DecisionBody.command(work, "reject"))) {
            case DomainAnswer.Accepted done -> WorkResult.done();
            case DomainAnswer.Refused no when DecisionBody.isObsolete(no) -> no.as(DecisionBody.NOT_PENDING);
            case DomainAnswer.Refused no -> no.stop();
            case DomainAnswer.Unavailable away -> away.tryAgain();
        };
    }
}
