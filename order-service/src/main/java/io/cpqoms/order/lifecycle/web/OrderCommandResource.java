package io.cpqoms.order.lifecycle.web;

import io.cpqoms.command.Caller;
import io.cpqoms.command.Causes;
import io.cpqoms.command.CommandHeaders;
import io.cpqoms.command.CommandRequest;
import io.cpqoms.command.Commands;
import io.cpqoms.command.ExpectedVersion;
import io.cpqoms.order.lifecycle.OrderCommand;
import io.cpqoms.order.lifecycle.OrderCommandHandler;
import io.cpqoms.values.OrderId;
import io.cpqoms.values.QuoteId;
import io.cpqoms.values.TenantId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Orders are made from accepted quotes, decomposed and released; the workflow does it. */
@Path("/orders")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Orders")
@RolesAllowed(Caller.SERVICE_ROLE)
@RunOnVirtualThread
class OrderCommandResource {

    private final OrderCommandHandler handler;
    private final OrderAnswers answers;
    private final Commands commands;
    private final Caller caller;
    private final Causes causes;

    OrderCommandResource(
            OrderCommandHandler handler, OrderAnswers answers, Commands commands, Caller caller, Causes causes) {
        this.handler = handler;
        this.answers = answers;
        this.commands = commands;
        this.caller = caller;
        this.causes = causes;
    }

    /** The accepted quote revision to make an order of. */
    public record CreateOrder(
            @NotNull(message = "the accepted quote's id is needed") @Nullable
            UUID quoteId,

            @NotNull(message = "the accepted revision is needed")
            @Min(value = 1, message = "must be at least 1")
            @Max(value = 10_000, message = "must be at most 10000")
            @Nullable
            Integer revision) {}

    @POST
    @Operation(
            operationId = "createOrder",
            summary = "Make the order of an accepted quote revision",
            description = "There is one order per revision: whoever asks again gets it with 200.")
    @APIResponse(
            responseCode = "201",
            description = "The order was made.",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    @APIResponse(
            responseCode = "200",
            description = "The revision has an order already.",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    @APIResponse(responseCode = "409", description = "quote-not-known: no acceptance has arrived yet; try again.")
    public Response create(@NotNull @Valid CreateOrder body) {
        UUID quoteId = Objects.requireNonNull(body.quoteId());
        int revision = Objects.requireNonNull(body.revision());
        return commands.once(
                CommandRequest.of(caller, "orders", body),
                () -> answers.of(handler.createFromQuote(tenant(), new QuoteId(quoteId), revision, causes.now())));
    }

    @POST
    @Path("/{orderId}/decompose")
    @Operation(
            operationId = "decomposeOrder",
            summary = "Work out the plan",
            description = "The same order and catalog version give the same plan; asking again answers what stands.")
    @APIResponse(
            responseCode = "200",
            description = "The order has its plan.",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    @APIResponse(
            responseCode = "409",
            description = "catalog-not-known: try again; not-decomposable: the reason is in the detail.")
    public Response decompose(@PathParam("orderId") UUID orderId, @BeanParam CommandHeaders headers) {
        OrderId id = new OrderId(orderId);
        return commands.once(
                CommandRequest.of(caller, "orders/" + id + "/decompose", Map.of()),
                () -> answers.of(handler.handle(
                        tenant(),
                        id,
                        ExpectedVersion.parse(headers.ifMatch),
                        new OrderCommand.Decompose(),
                        causes.now())));
    }

    @POST
    @Path("/{orderId}/release")
    @Operation(
            operationId = "releaseOrder",
            summary = "Let the tasks that depend on nothing start",
            description = "Asking again answers what stands.")
    @APIResponse(
            responseCode = "200",
            description = "The order is released.",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    @APIResponse(responseCode = "409", description = "illegal-transition: the order has no plan yet.")
    public Response release(@PathParam("orderId") UUID orderId, @BeanParam CommandHeaders headers) {
        OrderId id = new OrderId(orderId);
        return commands.once(
                CommandRequest.of(caller, "orders/" + id + "/release", Map.of()),
                () -> answers.of(handler.handle(
                        tenant(),
                        id,
                        ExpectedVersion.parse(headers.ifMatch),
                        new OrderCommand.Release(),
                        causes.now())));
    }

    private TenantId tenant() {
        return new TenantId(caller.tenant());
    }
}
