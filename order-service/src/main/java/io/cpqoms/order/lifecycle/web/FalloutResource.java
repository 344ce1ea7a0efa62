package io.cpqoms.order.lifecycle.web;

import io.cpqoms.command.Caller;
import io.cpqoms.command.Problem;
import io.cpqoms.order.OrderId;
import io.cpqoms.order.TenantId;
import io.cpqoms.order.lifecycle.FalloutSelection;
import io.cpqoms.order.lifecycle.Orders;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Failed tasks of all orders: the operators' worklist. */
@Path("/fallouts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Fallout")
@RolesAllowed({"sales", "approver", "operator", "auditor", "catalog-admin", Caller.SERVICE_ROLE})
@RunOnVirtualThread
public class FalloutResource {

    private final Orders orders;
    private final Caller caller;

    FalloutResource(Orders orders, Caller caller) {
        this.orders = orders;
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "listFallouts", summary = "Fallouts, those of the newest orders first")
    public Page<FalloutView> list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        FalloutSelection selection = selection(state);
        int size = Page.limit(limit);
        Optional<Page.Cursor> after = Page.Cursor.parse(cursor);
        // The first order may have been shown up to its last fallout, every other one shows at least one.
        List<FalloutView> found =
                orders.withFallouts(tenant(), selection, after.map(Page.Cursor::order), size + 2).stream()
                        .flatMap(order -> order.state().work().stream()
                                .flatMap(work -> work.fallouts().stream())
                                .filter(selection::shows)
                                .map(fallout -> FalloutView.of(order, fallout)))
                        .filter(fallout ->
                                after.map(last -> isAfter(fallout, last)).orElse(true))
                        .limit(size + 1L)
                        .toList();
        List<FalloutView> shown = found.subList(0, Math.min(size, found.size()));
        return new Page<>(shown, found.size() > size ? cursor(shown.getLast()) : null);
    }

    private static boolean isAfter(FalloutView fallout, Page.Cursor last) {
        return !fallout.orderId().equals(last.order().value()) || fallout.number() > last.number();
    }

    private static String cursor(FalloutView last) {
        return new Page.Cursor(new OrderId(last.orderId()), last.number()).text();
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
