package io.cpqoms.notification.delivery;

import io.cpqoms.command.Caller;
import io.cpqoms.command.CommandAnswer;
import io.cpqoms.command.CommandRequest;
import io.cpqoms.command.Commands;
import io.cpqoms.command.Cursors;
import io.cpqoms.command.Listing;
import io.cpqoms.command.Page;
import io.cpqoms.command.PageParameters;
import io.cpqoms.command.PageRequest;
import io.cpqoms.command.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Answers what was told to whom about a quote or an order and what became of it, and has it sent again. */
@Path("/notifications")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"operator", "sales", "auditor", "service"})
@Tag(name = "Notifications")
class NotificationResource {

    private static final Listing<UUID> OLDEST_FIRST = Listing.byId("notifications", "oldest first");
    private static final int MAX_REASON = 500;
    private static final Pattern REASON = Pattern.compile("[^\\p{C}\\p{Zl}\\p{Zp}]{1," + MAX_REASON + "}");
    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9._:@-]{1,100}");
    private static final String STATES =
            Arrays.stream(IntentState.values()).map(IntentState::contractName).collect(Collectors.joining(", "));

    private final Caller caller;
    private final Cursors cursors;
    private final NotificationQueries queries;
    private final Commands commands;
    private final Resends resends;

    NotificationResource(
            Caller caller, Cursors cursors, NotificationQueries queries, Commands commands, Resends resends) {
        this.caller = caller;
        this.cursors = cursors;
        this.queries = queries;
        this.commands = commands;
        this.resends = resends;
    }

    /** How many there are in each state. */
    record NotificationCount(long count, List<StateCount> states) {}

    /** Notifications in one state. */
    record StateCount(String state, long count) {}

    /** Why it is sent again, and whether the recipient may get it twice. */
    record ResendBody(
            @Schema(required = true, maxLength = MAX_REASON, examples = "The mailbox was full and is not any more.")
            @Nullable
            String reason,

            @Schema(description = "Must be true for one that somebody may already have", defaultValue = "false")
            @Nullable
            Boolean acceptDuplicate) {}

    @GET
    @Operation(
            operationId = "listNotifications",
            summary = "Notifications, oldest first; state=unknown lists those nobody knows the fate of")
    public Page<NotificationView> list(
            @Parameter(description = "Only about this quote or order") @QueryParam("subjectId") @Nullable
                    String subjectId,
            @Parameter(schema = @Schema(enumeration = {"pending", "waiting", "sending", "sent", "failed", "unknown"}))
                    @QueryParam("state")
                    @Nullable
                    String state,
            @BeanParam PageParameters parameters) {
        if (subjectId != null && !SUBJECT.matcher(subjectId).matches()) {
            throw Problem.invalidInput("subjectId", "must be the id of a quote or an order")
                    .asException();
        }
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

    @POST
    @Path("/{notificationId}/resend")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("operator")
    @Operation(
            operationId = "resendNotification",
            summary = "Send a notification again that failed, or whose fate nobody knows")
    @APIResponseSchema(NotificationView.class)
    public Response resend(@PathParam("notificationId") UUID notificationId, @Nullable ResendBody body) {
        if (body == null
                || body.reason() == null
                || !REASON.matcher(body.reason()).matches()
                || body.reason().isBlank()) {
            throw Problem.invalidInput("reason", "say why, in one line of 1 to " + MAX_REASON + " characters")
                    .asException();
        }
        String tenantId = caller.tenant();
        Resend resend = new Resend(
                caller.actor().subject(), body.reason().strip(), Boolean.TRUE.equals(body.acceptDuplicate()));
        return commands.once(CommandRequest.of(caller, "notifications/" + notificationId + "/resend", body), () -> {
            resends.sendAgain(tenantId, notificationId, resend);
            return CommandAnswer.ok(queries.find(tenantId, notificationId).orElseThrow());
        });
    }

    private static Optional<IntentState> state(@Nullable String name) {
        if (name == null) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(IntentState.values())
                .filter(state -> state.contractName().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.invalidInput("state", "must be one of " + STATES)
                        .asException()));
    }
}
