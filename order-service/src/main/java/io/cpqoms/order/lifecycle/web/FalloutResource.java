package io.cpqoms.order.lifecycle.web;

import io.cpqoms.command.Caller;
import io.cpqoms.command.Cursors;
import io.cpqoms.command.Listing;
import io.cpqoms.command.Page;
import io.cpqoms.command.PageParameters;
import io.cpqoms.command.PageRequest;
import io.cpqoms.command.Problem;
import io.cpqoms.order.lifecycle.FalloutSelection;
import io.cpqoms.order.lifecycle.Fallouts;
import io.cpqoms.order.lifecycle.ListedFallout;
import io.cpqoms.values.OrderId;
import io.cpqoms.values.TenantId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Failed tasks of all orders: the operators' worklist. */
@Path("/fallouts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Fallout")
@RolesAllowed({"sales", "approver", "operator", "auditor", "catalog-admin", Caller.SERVICE_ROLE})
@RunOnVirtualThread
class FalloutResource {

    private static final Listing<ListedFallout.Place> NEWEST_ORDERS_FIRST = new Listing<>(
            "fallouts",
            "orderId descending, number",
            last -> List.of(last.orderId().toString(), Integer.toString(last.number())),
            parts -> new ListedFallout.Place(
                    new OrderId(UUID.fromString(parts.get(0))), Integer.parseInt(parts.get(1))));

    private final Fallouts fallouts;
    private final Cursors cursors;
    private final Caller caller;

    FalloutResource(Fallouts fallouts, Cursors cursors, Caller caller) {
        this.fallouts = fallouts;
        this.cursors = cursors;
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "listFallouts", summary = "Fallouts, those of the newest orders first")
    public Page<FalloutView> list(
            @Parameter(schema = @Schema(enumeration = {"open", "closed"})) @QueryParam("state") @Nullable String state,
            @BeanParam PageParameters parameters) {
        FalloutSelection selection = selection(state);
        PageRequest<ListedFallout.Place> request = cursors.open(NEWEST_ORDERS_FIRST, parameters, state);
        List<ListedFallout> found = fallouts.page(tenant(), selection, request.after(), request.reach());
        return request.page(found, ListedFallout::place).map(FalloutView::of);
    }

    private static FalloutSelection selection(@Nullable String state) {
        if (state == null) {
            return FalloutSelection.ALL;
        }
        return switch (state) {
            case "open" -> FalloutSelection.OPEN;
            case "closed" -> FalloutSelection.CLOSED;
            default ->
                throw Problem.invalidInput("state", "must be open or closed").asException();
        };
    }

    private TenantId tenant() {
        return new TenantId(caller.tenant());
    }
}
