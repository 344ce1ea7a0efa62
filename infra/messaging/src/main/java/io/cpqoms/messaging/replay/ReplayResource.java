package io.cpqoms.messaging.replay;

import io.cpqoms.command.Caller;
import io.cpqoms.command.Cursors;
import io.cpqoms.command.Listing;
import io.cpqoms.command.Page;
import io.cpqoms.command.PageParameters;
import io.cpqoms.command.PageRequest;
import io.cpqoms.command.Problem;
import io.cpqoms.command.database.AcrossTenants;
import io.cpqoms.messaging.MessagingConfig;
import io.cpqoms.messaging.ProcessingMode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Replays of this service's consumers, for operators; auditors may look. Across tenants, because positions belong to none: {@link ReplayOperator} says whose runs somebody knows. */
@Path("/ops/replays")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
@AcrossTenants
class ReplayResource {

    private static final Listing<UUID> NEWEST_FIRST = Listing.byId("replays", "newest first");
    private static final int LONGEST_REASON = 500;
    private static final String PARTS = "a replay needs consumer, mode and selection with its topic";

    private final Replays replays;
    private final Cursors cursors;
    private final Caller caller;
    private final MessagingConfig.Replay config;

    ReplayResource(Replays replays, Cursors cursors, Caller caller, MessagingConfig config) {
        this.replays = replays;
        this.cursors = cursors;
        this.caller = caller;
        this.config = config.replay();
    }

    /** What an operator asks for; the library fills in the rate. */
    record Wish(
            @Schema(required = true) @Nullable String consumer,
            @Schema(required = true) @Nullable ProcessingMode mode,
            @Schema(required = true) @Nullable SelectionWish selection,
            @Nullable Integer rate,
            @Nullable Boolean acceptDifferences,

            @Schema(
                    required = true,
                    minLength = 1,
                    maxLength = LONGEST_REASON,
                    pattern = "\\S",
                    examples = "As the drill wants it.")
            @Nullable
            String reason) {}

    /** Of which records; what is absent leaves nothing out. */
    record SelectionWish(
            @Schema(required = true) @Nullable String topic,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Map<Integer, ReplaySelection.Window> offsets,
            @Nullable Set<String> tenants,
            @Nullable String aggregateFrom,
            @Nullable String aggregateTo,
            @Nullable Set<String> eventTypes) {

        ReplaySelection selection() {
            if (offsets != null) {
                offsets.forEach(
                        (partition, window) -> given("selection.offsets." + partition, window, "name from and to"));
            }
            return new ReplaySelection(
                    topic == null ? "" : topic,
                    from,
                    to,
                    offsets == null ? Map.of() : offsets,
                    tenants == null ? Set.of() : tenants,
                    aggregateFrom,
                    aggregateTo,
                    eventTypes == null ? Set.of() : eventTypes);
        }
    }

    /** A run as people read it: the rows, and what follows from them. */
    record Report(ReplayRun run, int percent, ReplayRun.Tally total, boolean reconciled) {
        static Report of(ReplayRun run) {
            boolean complete =
                    !run.progress().isEmpty() && run.progress().stream().allMatch(ReplayRun.Progress::done);
            return new Report(run, run.percent(), run.total(), complete);
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Extension(name = "x-without-key", value = "true")
    @Operation(operationId = "planReplay", summary = "Plan a replay")
    @APIResponseSchema(value = Report.class, responseCode = "201")
    public Response plan(Wish wish) {
        ReplayRun run = replays.plan(request(wish), person());
        return Response.status(Response.Status.CREATED).entity(Report.of(run)).build();
    }

    @GET
    @RolesAllowed({"operator", "auditor"})
    @Operation(operationId = "listReplays", summary = "Replays, newest first")
    public Page<Report> list(@BeanParam PageParameters parameters) {
        PageRequest<UUID> request = cursors.open(NEWEST_FIRST, parameters);
        return request.page(replays.page(request.after(), request.reach(), person()), ReplayRun::id)
                .map(Report::of);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"operator", "auditor"})
    @Operation(operationId = "getReplay", summary = "A replay and how far it is")
    public Report get(@PathParam("id") UUID id) {
        return Report.of(replays.get(id, person()));
    }

    @POST
    @Path("/{id}/{verb: approve|start|pause|resume|stop}")
    @Extension(name = "x-without-key", value = "true")
    @Operation(operationId = "commandReplay", summary = "Approve, start, pause, resume or stop it")
    public Report command(@PathParam("id") UUID id, @PathParam("verb") String verb) {
        return Report.of(
                switch (verb) {
                    case "approve" -> replays.approve(id, person());
                    case "start" -> replays.start(id, person());
                    case "pause" -> replays.pause(id, person());
                    case "resume" -> replays.resume(id, person());
                    default -> replays.stop(id, person());
                });
    }

    private ReplayOperator person() {
        return ReplayOperator.of(caller);
    }

    private ReplayRun.Request request(Wish wish) {
        String consumer = given("consumer", wish.consumer(), PARTS);
        ProcessingMode mode = given("mode", wish.mode(), PARTS);
        ReplaySelection selection = given("selection", wish.selection(), PARTS).selection();
        String reason = wish.reason() == null ? "" : wish.reason().strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw Problem.invalidInput("reason", "say why, in 1 to " + LONGEST_REASON + " characters; it is audited")
                    .asException();
        }
        int rate = wish.rate() == null ? config.rate() : wish.rate();
        if (rate < 1 || rate > config.rate()) {
            throw Problem.invalidInput("rate", "must be 1 to " + config.rate() + " records a second")
                    .asException();
        }
        boolean accept = Boolean.TRUE.equals(wish.acceptDifferences());
        return new ReplayRun.Request(consumer, mode, selection, rate, accept, reason);
    }

    private static <T> T given(String field, @Nullable T value, String otherwise) {
        if (value == null) {
            throw Problem.invalidInput(field, otherwise).asException();
        }
        return value;
    }
}
