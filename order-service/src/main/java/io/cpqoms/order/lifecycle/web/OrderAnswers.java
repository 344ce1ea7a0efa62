package io.cpqoms.order.lifecycle.web;

import io.cpqoms.command.Caller;
import io.cpqoms.command.CommandAnswer;
import io.cpqoms.command.PermittedCommand;
import io.cpqoms.order.lifecycle.Order;
import io.cpqoms.order.lifecycle.OrderPermissions;
import io.cpqoms.order.lifecycle.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Outcomes as answers: the order with its version, its conversation and what may be done next, or the problem. */
@ApplicationScoped
public class OrderAnswers {

    private final OrderPermissions permissions;

    OrderAnswers(OrderPermissions permissions) {
        this.permissions = permissions;
    }

    CommandAnswer of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Created(var order) ->
                described(CommandAnswer.created("/orders/" + order.id(), view(order)), order);
            case Outcome.Done(var order) -> described(CommandAnswer.ok(view(order)), order);
            case Outcome.Refused(var problem) -> throw OrderProblems.of(problem).asException();
        };
    }

    OrderView view(Order order) {
        return OrderView.of(order, commands(order));
    }

    private List<PermittedCommand> commands(Order order) {
        return PermittedCommand.of(
                permissions.of(order).stream()
                        .filter(permission -> OrderProblems.SENT_BY_CLIENTS.contains(permission.command()))
                        .toList(),
                OrderProblems::of);
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
