package io.cpqoms.order.lifecycle.web;

import io.cpqoms.command.Caller;
import io.cpqoms.command.CommandAnswer;
import io.cpqoms.command.Cursors;
import io.cpqoms.command.FieldParameters;
import io.cpqoms.command.ListPlace;
import io.cpqoms.command.ListSort;
import io.cpqoms.command.Listing;
import io.cpqoms.command.Page;
import io.cpqoms.command.PageParameters;
import io.cpqoms.command.PageRequest;
import io.cpqoms.command.Problem;
import io.cpqoms.order.lifecycle.Order;
import io.cpqoms.order.lifecycle.OrderSummary;
import io.cpqoms.order.lifecycle.Orders;
import io.cpqoms.values.OrderId;
import io.cpqoms.values.TenantId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Orders as they are. */
@Path("/orders")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Orders")
@RolesAllowed({"sales", "approver", "operator", "auditor", "catalog-admin", Caller.SERVICE_ROLE})
@RunOnVirtualThread
class OrderResource {

    private static final Listing<ListPlace> LISTING = ListPlace.listing("orders");

    private final Orders orders;
    private final OrderAnswers answers;
    private final Cursors cursors;
    private final Caller caller;

    OrderResource(Orders orders, OrderAnswers answers, Cursors cursors, Caller caller) {
        this.orders = orders;
        this.answers = answers;
        this.cursors = cursors;
        this.caller = caller;
    }

    @GET
    @Path("/{orderId}")
    @Operation(operationId = "getOrder", summary = "One order")
    @APIResponseSchema(value = OrderView.class, responseDescription = "The order; its version begins the ETag.")
    public Response get(@PathParam("orderId") UUID orderId, @BeanParam FieldParameters fields) {
        Order order = found(orderId);
        return OrderAnswers.response(OrderAnswers.described(CommandAnswer.ok(answers.view(order)), order));
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
    @Operation(operationId = "listOrders", summary = "Orders, newest first or as sorted")
    public Page<OrderSummaryView> list(
            @BeanParam OrderListParameters narrowed,
            @BeanParam PageParameters parameters,
            @BeanParam FieldParameters fields) {
        Orders.Filter filter = narrowed.filter();
        ListSort<OrderSummary> sort = Orders.SORTS.of(narrowed.sort);
        PageRequest<ListPlace> request = cursors.open(LISTING, parameters, sort.text(), filter);
        List<OrderSummary> found = orders.page(tenant(), filter, sort, request.after(), request.reach());
        return request.page(found, order -> sort.place(order, OrderSummary::id)).map(OrderSummaryView::of);
    }

    private Order found(UUID orderId) {
        OrderId id = new OrderId(orderId);
        return orders.get(tenant(), id)
                .orElseThrow(() -> Problem.notFound("order", id.toString()).asException());
    }

    private TenantId tenant() {
        return new TenantId(caller.tenant());
    }
}
