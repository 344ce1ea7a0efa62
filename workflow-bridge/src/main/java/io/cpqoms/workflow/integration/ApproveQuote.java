package io.cpqoms.workflow.integration;

import io.cpqoms.workflow.engine.ExternalTaskHandler;
import io.cpqoms.workflow.engine.ExternalWork;
import io.cpqoms.workflow.engine.WorkResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Records the approval at quote-service. */
@ApplicationScoped
class ApproveQuote implements ExternalTaskHandler {

    private final DomainServices services;

    ApproveQuote(DomainServices services) {
        this.services = services;
    }

    @Override
    public String topic() {
        return "approve-quote";
    }

    @Override
    public List<String> variables() {
        return DecisionBody.VARIABLES;
    }

    @Override
    public WorkResult handle(ExternalWork work) {
        return switch (services.send(work, DecisionBody.command(work, "approve"))) {
            case DomainAnswer.Accepted done -> WorkResult.done();
            case DomainAnswer.Refused no
            when DecisionBody.isObsolete(no) || no.is("offer-lapsed") -> no.as(DecisionBody.NOT_PENDING);
            case DomainAnswer.Refused no when DecisionBody.isOwn(no) -> no.as(DecisionBody.SELF_APPROVAL);
            case DomainAnswer.Refused no -> no.stop();
            case DomainAnswer.Unavailable away -> away.tryAgain();
        };
    }
}
