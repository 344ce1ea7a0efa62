package io.cpqoms.order.lifecycle.web;

import io.cpqoms.command.Caller;
import io.cpqoms.command.Causes;
import io.cpqoms.command.CommandHeaders;
import io.cpqoms.command.CommandRequest;
import io.cpqoms.command.Commands;
import io.cpqoms.command.ExpectedVersion;
import io.cpqoms.order.FalloutId;
import io.cpqoms.order.lifecycle.OrderCommand;
import io.cpqoms.order.lifecycle.OrderCommandHandler;
import io.cpqoms.values.OrderId;
import io.cpqoms.values.TenantId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The decision about a failed task. */
@Path("/orders/{orderId}/fallouts/{falloutId}/repair")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Fallout")
@RunOnVirtualThread
class RepairResource {

    private final OrderCommandHandler handler;
    private final OrderAnswers answers;
    private final Commands commands;
    private final Caller caller;
    private final Causes causes;

    RepairResource(OrderCommandHandler handler, OrderAnswers answers, Commands commands, Caller caller, Causes causes) {
        this.handler = handler;
        this.answers = answers;
        this.commands = commands;
        this.caller = caller;
        this.causes = causes;
    }

    @POST
    @RolesAllowed({"operator", Caller.SERVICE_ROLE})
    @Operation(
            operationId = "repairFallout",
            summary = "Decide how a failed task goes on",
            description = "The same decision again answers what stands; another one is refused.")
    @APIResponse(
            responseCode = "200",
            description = "The fallout is closed.",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    @APIResponse(responseCode = "409", description = "fallout-closed, or repair-not-legal with legalRepairs.")
    public Response repair(
            @PathParam("orderId") UUID orderId,
            @PathParam("falloutId") UUID falloutId,
            @BeanParam CommandHeaders headers,
            @NotNull @Valid RepairDecision body) {
        OrderId id = new OrderId(orderId);
        OrderCommand command = body.command(new FalloutId(falloutId), caller);
        return commands.once(
                CommandRequest.of(caller, "orders/" + id + "/fallouts/" + falloutId + "/repair", body),
                () -> answers.of(
                        handler.handle(tenant(), id, ExpectedVersion.parse(headers.ifMatch), command, causes.now())));
    }

    private TenantId tenant() {
        return new TenantId(caller.tenant());
    }
}
