package io.cpqoms.order.fulfilment.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cpqoms.command.Caller;
import io.cpqoms.command.Causes;
import io.cpqoms.command.CommandAnswer;
import io.cpqoms.command.CommandHeaders;
import io.cpqoms.command.CommandRequest;
import io.cpqoms.command.Commands;
import io.cpqoms.command.ExpectedVersion;
import io.cpqoms.command.Problem;
import io.cpqoms.order.TaskId;
import io.cpqoms.order.fulfilment.Performance;
import io.cpqoms.order.fulfilment.TaskPerformer;
import io.cpqoms.order.lifecycle.Order;
import io.cpqoms.order.lifecycle.Outcome;
import io.cpqoms.order.lifecycle.web.OrderAnswers;
import io.cpqoms.order.lifecycle.web.OrderProblems;
import io.cpqoms.values.Cause;
import io.cpqoms.values.OrderId;
import io.cpqoms.values.TenantId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Performs a task of a plan.
 *
 * <p>The partner is asked between two transactions, so an Idempotency-Key can't be recorded with the final answer the way
 * other commands do it. It is recorded with the start and stands for the attempt that it found or started: whoever sends
 * it again gets the outcome of that attempt, asking the partner under the same key if it isn't known yet.
 */
@Path("/orders/{orderId}/tasks/{taskId}/perform")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Fulfilment")
@RunOnVirtualThread
class TaskResource {

    private final TaskPerformer performer;
    private final Commands commands;
    private final Caller caller;
    private final Causes causes;
    private final ObjectMapper json;

    TaskResource(TaskPerformer performer, Commands commands, Caller caller, Causes causes, ObjectMapper json) {
        this.performer = performer;
        this.commands = commands;
        this.caller = caller;
        this.causes = causes;
        this.json = json;
    }

    /** The attempt that a key stands for. */
    private record Attempt(int attempt) {}

    @POST
    @RolesAllowed(Caller.SERVICE_ROLE)
    @Operation(
            operationId = "performTask",
            summary = "Have the partner perform a task and record the outcome",
            description = "A settled task answers its outcome again. After a retry, take a new Idempotency-Key.")
    @APIResponse(
            responseCode = "200",
            description = "The task is completed, has failed with a fallout, or was skipped.",
            content = @Content(schema = @Schema(implementation = PerformView.class)))
    @APIResponse(responseCode = "409", description = "task-not-ready: waitsFor names what must be done before.")
    @APIResponse(responseCode = "503", description = "partner-unavailable: nobody knows; send the same command again.")
    public Response perform(
            @PathParam("orderId") UUID orderId, @PathParam("taskId") UUID taskId, @BeanParam CommandHeaders headers) {
        OrderId id = new OrderId(orderId);
        TaskId task = new TaskId(taskId);
        TenantId tenant = new TenantId(caller.tenant());
        Cause cause = causes.now();
        AtomicReference<@Nullable Order> started = new AtomicReference<>();
        Response start = commands.once(
                CommandRequest.of(caller, "orders/" + id + "/tasks/" + task + "/perform", Map.of()), () -> {
                    Order order =
                            started(performer.start(tenant, id, ExpectedVersion.parse(headers.ifMatch), task, cause));
                    started.set(order);
                    return CommandAnswer.ok(new Attempt(
                            order.state().work().orElseThrow().state(task).attempt()));
                });
        Order order = started.get();
        boolean repeated = order == null;
        if (order == null) {
            order = performer.started(tenant, id);
        }
        return answer(task, performer.perform(order, task, attempt(start), cause), repeated);
    }

    private static Order started(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Created(var order) -> order;
            case Outcome.Done(var order) -> order;
            case Outcome.Refused(var problem) -> throw OrderProblems.of(problem).asException();
        };
    }

    private int attempt(Response start) {
        try {
            return json.readValue((String) start.getEntity(), Attempt.class).attempt();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The record of a start can't be read", e);
        }
    }

    private Response answer(TaskId task, Performance performance, boolean repeated) {
        return switch (performance) {
            case Performance.Completed(var order) ->
                answer(order, new PerformView(task.value(), "completed", null, null), repeated);
            case Performance.Skipped(var order) ->
                answer(order, new PerformView(task.value(), "skipped", null, null), repeated);
            case Performance.Failed(var order, var fallout) ->
                answer(
                        order,
                        new PerformView(task.value(), "failed", fallout.id().value(), fallout.cause()),
                        repeated);
            case Performance.Refused(var problem) ->
                throw OrderProblems.of(problem).asException();
            case Performance.Unanswered(var partner, var why, var retryAfter) ->
                throw Problem.of(
                                503,
                                "partner-unavailable",
                                "Partner unavailable",
                                "%s %s; the task stays active, send this command again.".formatted(partner, why))
                        .with(Problem.RETRY_AFTER, retryAfter.toSeconds())
                        .asException();
        };
    }

    private static Response answer(Order order, PerformView view, boolean repeated) {
        CommandAnswer answer = OrderAnswers.described(CommandAnswer.ok(view), order);
        return OrderAnswers.response(repeated ? answer.withHeader(Commands.REPLAYED, "true") : answer);
    }
}
