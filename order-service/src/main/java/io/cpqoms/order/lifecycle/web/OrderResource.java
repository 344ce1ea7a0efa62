package io.cpqoms.order.lifecycle.web;

import io.cpqoms.command.Caller;
import io.cpqoms.command.Causes;
import io.cpqoms.command.CommandAnswer;
import io.cpqoms.command.CommandRequest;
import io.cpqoms.command.Commands;
import io.cpqoms.command.Cursors;
import io.cpqoms.command.ExpectedVersion;
import io.cpqoms.command.Listing;
import io.cpqoms.command.Page;
import io.cpqoms.command.PageParameters;
import io.cpqoms.command.PageRequest;
import io.cpqoms.command.Problem;
import io.cpqoms.order.lifecycle.Order;
import io.cpqoms.order.lifecycle.OrderCommand;
import io.cpqoms.order.lifecycle.OrderCommandHandler;
import io.cpqoms.order.lifecycle.OrderSummary;
import io.cpqoms.order.lifecycle.Orders;
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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Orders: made from accepted quotes, decomposed, released and looked at. */
@Path("/orders")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Orders")
@RolesAllowed({"sales", "approver", "operator", "auditor", "catalog-admin", Caller.SERVICE_ROLE})
@RunOnVirtualThread
public class OrderResource {

    private static final Set<String> STATES = Set.of("acknowledged", "inProgress", "held", "completed");

    private static final Listing<UUID> NEWEST_FIRST = Listing.byId("orders", "newest first");

    private final OrderCommandHandler handler;
    private final Orders orders;
    private final Commands commands;
    private final Cursors cursors;
    private final Caller caller;
    private final Causes causes;

    OrderResource(
            OrderCommandHandler handler,
            Orders orders,
            Commands commands,
            Cursors cursors,
            Caller caller,
            Causes causes) {
        this.handler = handler;
        this.orders = orders;
        this.commands = commands;
        this.cursors = cursors;
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
    @RolesAllowed(Caller.SERVICE_ROLE)
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
                () -> OrderAnswers.of(handler.createFromQuote(tenant(), new QuoteId(quoteId), revision, causes.now())));
    }

    @POST
    @Path("/{orderId}/decompose")
    @RolesAllowed(Caller.SERVICE_ROLE)
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
    public Response decompose(@PathParam("orderId") UUID orderId, @HeaderParam("If-Match") @Nullable String ifMatch) {
        OrderId id = new OrderId(orderId);
        return commands.once(
                CommandRequest.of(caller, "orders/" + id + "/decompose", Map.of()),
                () -> OrderAnswers.of(handler.handle(
                        tenant(), id, ExpectedVersion.parse(ifMatch), new OrderCommand.Decompose(), causes.now())));
    }

    @POST
    @Path("/{orderId}/release")
    @RolesAllowed(Caller.SERVICE_ROLE)
    @Operation(
            operationId = "releaseOrder",
            summary = "Let the tasks that depend on nothing start",
            description = "Asking again answers what stands.")
    @APIResponse(
            responseCode = "200",
            description = "The order is released.",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    @APIResponse(responseCode = "409", description = "illegal-transition: the order has no plan yet.")
    public Response release(@PathParam("orderId") UUID orderId, @HeaderParam("If-Match") @Nullable String ifMatch) {
        OrderId id = new OrderId(orderId);
        return commands.once(
                CommandRequest.of(caller, "orders/" + id + "/release", Map.of()),
                () -> OrderAnswers.of(handler.handle(
                        tenant(), id, ExpectedVersion.parse(ifMatch), new OrderCommand.Release(), causes.now())));
    }

    @GET
    @Path("/{orderId}")
    @Operation(operationId = "getOrder", summary = "One order")
    @APIResponse(
            responseCode = "200",
            description = "The order; its version is the ETag.",
            content = @Content(schema = @Schema(implementation = OrderView.class)))
    public Response get(@PathParam("orderId") UUID orderId) {
        Order order = found(orderId);
        return OrderAnswers.response(OrderAnswers.described(CommandAnswer.ok(OrderView.of(order)), order));
    }

    @GET
    @Path("/{orderId}/plan")
    @Operation(operationId = "getPlan", summary = "The tasks of an order, what they wait for and where they stand")
    @APIResponse(
            responseCode = "200",
            description = "The plan.",
            content = @Content(schema = @Schema(implementation = PlanView.class)))
    @APIResponse(responseCode = "404", description = "There is no such order, or it has no plan yet.")
    public Response plan(@PathParam("orderId") UUID orderId) {
        Order order = found(orderId);
        PlanView plan = order.state()
                .work()
                .map(work -> PlanView.of(order.id(), work))
                .orElseThrow(() -> Problem.of(
                                404, "not-found", "Not found", "The order has no plan yet; decompose makes it.")
                        .asException());
        return OrderAnswers.response(OrderAnswers.described(CommandAnswer.ok(plan), order));
    }

    @GET
    @Operation(operationId = "listOrders", summary = "Orders, newest first")
    public Page<OrderSummaryView> list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("quoteId") @Nullable UUID quoteId,
            @BeanParam PageParameters parameters) {
        if (state != null && !STATES.contains(state)) {
            throw Problem.invalidInput("state", "must be acknowledged, inProgress, held or completed")
                    .asException();
        }
        PageRequest<UUID> request = cursors.open(NEWEST_FIRST, parameters, state, quoteId);
        List<OrderSummary> found = orders.list(
                tenant(),
                new Orders.Filter(
                        Optional.ofNullable(state),
                        Optional.ofNullable(quoteId).map(QuoteId::new),
                        request.after().map(OrderId::new),
                        request.reach()));
        return request.page(found, order -> order.id().value()).map(OrderSummaryView::of);
    }

    private Order found(UUID orderId) {
        OrderId id = new OrderId(orderId);
        return orders.find(tenant(), id)
                .orElseThrow(() -> Problem.notFound("order", id.toString()).asException());
    }

    private TenantId tenant() {
        return new TenantId(caller.tenant());
    }
}
