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

/** Tells quote-service which order the quote became. */
@ApplicationScoped
class MarkOrdered implements ExternalTaskHandler {

    private final DomainServices services;

    MarkOrdered(DomainServices services) {
        this.services = services;
    }

    @Override
    public String topic() {
        return "mark-ordered";
    }

    @Override
    public List<String> variables() {
        return CommonVariables.and(ProcessVariables.ORDER_ID);
    }

    @Override
    public WorkResult handle(ExternalWork work) {
        String path = "/quotes/" + BusinessKey.parse(work.businessKey()).subjectId() + "/mark-ordered";
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("orderId", work.required(ProcessVariables.ORDER_ID));
        return switch (services.send(work, DomainCommand.toQuote(path, body))) {
            case DomainAnswer.Accepted done -> WorkResult.done();
            case DomainAnswer.Refused no when saysOrdered(no) -> WorkResult.done();
            case DomainAnswer.Refused no -> no.stop();
            case DomainAnswer.Unavailable away -> away.tryAgain();
        };
    }

    private static boolean saysOrdered(DomainAnswer.Refused no) {
        return no.is("illegal-transition")
                && no.problem().path("state").asText().equals("ordered");
    }
}
