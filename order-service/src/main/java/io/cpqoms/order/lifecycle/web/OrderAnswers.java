package io.cpqoms.order.lifecycle.web;

import io.cpqoms.command.Caller;
import io.cpqoms.command.CommandAnswer;
import io.cpqoms.order.lifecycle.Order;
import io.cpqoms.order.lifecycle.Outcome;
import jakarta.ws.rs.core.Response;

/** Outcomes as answers: the order with its version and conversation, or the problem. */
public final class OrderAnswers {

    private OrderAnswers() {}

    static CommandAnswer of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Created(var order) ->
                described(CommandAnswer.created("/orders/" + order.id(), OrderView.of(order)), order);
            case Outcome.Done(var order) -> described(CommandAnswer.ok(OrderView.of(order)), order);
            case Outcome.Refused(var problem) -> throw OrderProblems.of(problem).asException();
        };
    }

    /** Adds what every answer about an order carries. */
    public static CommandAnswer described(CommandAnswer answer, Order order) {
        return answer.withVersion(order.version())
                .withHeader(Caller.CORRELATION_ID, order.quote().correlationId().toString());
    }

    /** An answer that needs no record, because reading it again does no harm. */
    public static Response response(CommandAnswer answer) {
        Response.ResponseBuilder response = Response.status(answer.status()).entity(answer.body());
        answer.headers().forEach(response::header);
        return response.build();
    }
}
