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

/** Has order-service make the one order of an accepted quote revision. */
@ApplicationScoped
class CreateOrder implements ExternalTaskHandler {

    private final DomainServices services;

    CreateOrder(DomainServices services) {
        this.services = services;
    }

    @Override
    public String topic() {
        return "create-order";
    }

    @Override
    public List<String> variables() {
        return CommonVariables.ALL;
    }

    @Override
    public WorkResult handle(ExternalWork work) {
        var quote = (BusinessKey.OfQuote) BusinessKey.parse(work.businessKey());
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("quoteId", quote.subjectId().toString())
                .put("revision", quote.revision());
        return switch (services.send(work, DomainCommand.toOrder("/orders", body))) {
            case DomainAnswer.Accepted done ->
                WorkResult.done(Map.of(
                        ProcessVariables.ORDER_ID, done.body().path("orderId").asText()));
            case DomainAnswer.Refused no -> no.stop();
            case DomainAnswer.Unavailable away -> away.tryAgain();
        };
    }
}
