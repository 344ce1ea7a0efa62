package io.cpqoms.notification.delivery;

import io.cpqoms.command.Caller;
import io.cpqoms.command.Cursors;
import io.cpqoms.command.Listing;
import io.cpqoms.command.Page;
import io.cpqoms.command.PageParameters;
import io.cpqoms.command.PageRequest;
import io.cpqoms.command.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Answers what was told to whom about a quote or an order, and what became of it. */
@Path("/notifications")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"operator", "sales", "auditor", "service"})
@Tag(name = "Notifications")
class NotificationResource {

    private static final Listing<UUID> OLDEST_FIRST = Listing.byId("notifications", "oldest first");

    private final Caller caller;
    private final Cursors cursors;
    private final NotificationQueries queries;

    NotificationResource(Caller caller, Cursors cursors, NotificationQueries queries) {
        this.caller = caller;
        this.cursors = cursors;
        this.queries = queries;
    }

    /** How many there are in each state. */
    record NotificationCount(long count, List<StateCount> states) {}

    /** Notifications in one state. */
    record StateCount(String state, long count) {}

    @GET
    @Operation(
            operationId = "listNotifications",
            summary = "Notifications, oldest first; state=unknown lists those nobody knows the fate of")
    public Page<NotificationView> list(
            @Parameter(description = "Only about this quote or order") @QueryParam("subjectId") @Nullable
                    String subjectId,
            @Parameter(description = "pending, sending, sent, failed or unknown") @QueryParam("state") @Nullable
                    String state,
            @BeanParam PageParameters parameters) {
        PageRequest<UUID> request = cursors.open(OLDEST_FIRST, parameters, subjectId, state);
        List<NotificationView> found = queries.page(
                caller.tenant(),
                new NotificationQueries.Filter(
                        Optional.ofNullable(subjectId), state(state), request.after(), request.reach()));
        return request.page(found, NotificationView::notificationId);
    }

    @GET
    @Path("/count")
    @Operation(operationId = "countNotifications", summary = "How many notifications there are, in all and by state")
    public NotificationCount count() {
        List<StateCount> states = queries.counts(caller.tenant()).entrySet().stream()
                .map(entry -> new StateCount(entry.getKey().contractName(), entry.getValue()))
                .toList();
        return new NotificationCount(
                states.stream().mapToLong(StateCount::count).sum(), states);
    }

    private static Optional<IntentState> state(@Nullable String name) {
        if (name == null) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(IntentState.values())
                .filter(state -> state.contractName().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.invalidInput("state", "must be pending, sending, sent, failed or unknown")
                        .asException()));
    }
}
