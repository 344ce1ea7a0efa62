package io.cpqoms.messaging.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import io.cpqoms.command.database.AcrossTenants;
import io.cpqoms.command.database.DatabasePatience;
import io.cpqoms.messaging.BadMessage;
import io.cpqoms.messaging.internal.DeadLetterDesk;
import io.cpqoms.messaging.internal.DeadLetterSteps;
import io.cpqoms.messaging.internal.DeadLetterStore;
import io.smallrye.common.annotation.Blocking;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/**
 * The operator's desk for the dead letters of this service's consumers: who deals with them, and to what end. An operator sees his
 * tenant's letters, the platform's operator those that name no tenant as well, and what became of their keys, which belongs to none; every question says so itself.
 */
@AcrossTenants
@Path("/ops/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
@Blocking
public class DeadLetterResource {

    private static final Listing<UUID> OLDEST_FIRST = Listing.byId("dead-letters", "oldest first");
    private static final int MOST_REDRIVEN = 200;
    private static final int LONGEST_NOTE = 1_000;
    /** A client that waits for half a minute has its answer, with a handler that takes its time at the end. */
    private static final Duration BEGINS_WITHIN = Duration.ofSeconds(15);

    private static final int DEFAULT_PER_SECOND = 20;

    /** Of a redrive: none is begun after a quarter of it, and the last one takes its time as well. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final Set<String> STATES = Set.of("OPEN", "ASSIGNED", "FIXED", "RESOLVED", "OVERTAKEN", "DISCARDED");

    private final DeadLetterStore store;
    private final DeadLetterSteps steps;
    private final DeadLetterDesk desk;
    private final Commands commands;
    private final Cursors cursors;
    private final Caller caller;
    private final DatabasePatience patience;

    DeadLetterResource(
            DeadLetterStore store,
            DeadLetterSteps steps,
            DeadLetterDesk desk,
            Commands commands,
            Cursors cursors,
            Caller caller,
            DatabasePatience patience) {
        this.store = store;
        this.steps = steps;
        this.desk = desk;
        this.commands = commands;
        this.cursors = cursors;
        this.caller = caller;
        this.patience = patience;
    }

    /** A letter with what came from Kafka, what it was repaired to, and what was done about it. */
    public record Detail(
            DeadLetterStore.Letter letter,
            String originalValue,
            String currentValue,
            List<DeadLetterSteps.Step> steps) {}

    /** Who deals with it from now on. */
    public record Assignment(
            @Schema(required = true, minLength = 1, maxLength = LONGEST_NOTE, pattern = "\\S", examples = "olga")
            @Nullable
            String owner) {}

    /** Another envelope in place of the original, and why. */
    public record Repair(
            @Schema(required = true, type = SchemaType.OBJECT, implementation = Object.class) @Nullable
            JsonNode value,

            @Schema(required = true, minLength = 1, maxLength = LONGEST_NOTE, pattern = "\\S", examples = "A typo.")
            @Nullable
            String note) {}

    /** Why it is given up. */
    public record Discard(
            @Schema(required = true, minLength = 1, maxLength = LONGEST_NOTE, pattern = "\\S", examples = "Sent twice.")
            @Nullable
            String reason) {}

    /** Which letters to process again, and how; what is absent doesn't narrow. */
    public record Redrive(
            @Nullable List<UUID> ids,
            @Nullable String consumer,
            @Nullable String topic,
            @Nullable String failureGroup,
            @Nullable Boolean dryRun,

            @Schema(minimum = "1", maximum = "200") @Nullable
            Integer perSecond,

            @Schema(minimum = "1", maximum = "200") @Nullable
            Integer limit) {}

    /** What became of each letter that the call came to, and how many of the selection it did not come to: ask again for those. */
    public record Report(boolean dryRun, List<DeadLetterDesk.Outcome> outcomes, long notReached) {}

    @GET
    @Operation(operationId = "listDeadLetters", summary = "Dead letters, oldest first")
    public Page<DeadLetterStore.Letter> list(
            @QueryParam("consumer") @Nullable String consumer,
            @QueryParam("topic") @Nullable String topic,
            @QueryParam("failureGroup") @Nullable String failureGroup,
            @QueryParam("state") @Nullable String state,
            @BeanParam PageParameters parameters) {
        if (state != null && !STATES.contains(state)) {
            throw Problem.invalidInput("state", "must be one of " + STATES).asException();
        }
        PageRequest<UUID> request = cursors.open(OLDEST_FIRST, parameters, consumer, topic, failureGroup, state);
        return request.page(
                store.page(
                        filter(consumer, topic, failureGroup),
                        state,
                        request.after().orElse(null),
                        request.reach()),
                DeadLetterStore.Letter::dlqId);
    }

    @GET
    @Path("/groups")
    @Operation(operationId = "groupDeadLetters", summary = "How many dead letters have failed alike")
    public List<DeadLetterStore.Group> groups() {
        return store.groups(reach());
    }

    @GET
    @Path("/{dlqId}")
    @Operation(operationId = "getDeadLetter", summary = "A dead letter with what came and what was done about it")
    public Detail show(@PathParam("dlqId") UUID dlqId) {
        return detail(store.find(reach(), dlqId), dlqId);
    }

    @POST
    @Path("/{dlqId}/assign")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "assignDeadLetter", summary = "Say who deals with it")
    @APIResponseSchema(Detail.class)
    public Response assign(@PathParam("dlqId") UUID dlqId, Assignment body) {
        String owner = text("owner", body.owner());
        return change(dlqId, "assign", body, letter -> desk.assign(letter, owner, who()));
    }

    /** Puts a repaired envelope beside the original; it must keep message id and key. */
    @POST
    @Path("/{dlqId}/repair")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "repairDeadLetter", summary = "Put a repaired envelope beside the original")
    @APIResponseSchema(Detail.class)
    public Response repair(@PathParam("dlqId") UUID dlqId, Repair body) {
        if (!(body.value() instanceof ObjectNode value)) {
            throw Problem.invalidInput("value", "must be the repaired envelope, a JSON object")
                    .asException();
        }
        String note = text("note", body.note());
        byte[] repaired = value.toString().getBytes(StandardCharsets.UTF_8);
        return change(dlqId, "repair", body, letter -> {
            try {
                desk.repair(letter, repaired, note, who());
            } catch (BadMessage stillBad) {
                throw Problem.invalidInput("value", String.valueOf(stillBad.getMessage()))
                        .asException();
            }
        });
    }

    @POST
    @Path("/{dlqId}/discard")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "discardDeadLetter", summary = "Give it up")
    @APIResponseSchema(Detail.class)
    public Response discard(@PathParam("dlqId") UUID dlqId, Discard body) {
        String reason = text("reason", body.reason());
        return change(dlqId, "discard", body, letter -> desk.discard(letter, reason, who()));
    }

    /** Lets the failed consumer, and no other, process the selected letters from what is stored; the first as a canary. */
    @POST
    @Path("/redrive")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "redriveDeadLetters", summary = "Let the failed consumer process letters again")
    @APIResponseSchema(Report.class)
    public Response redrive(Redrive body) {
        int perSecond = body.perSecond() == null ? DEFAULT_PER_SECOND : body.perSecond();
        int limit = body.limit() == null ? MOST_REDRIVEN : body.limit();
        bounded("limit", limit, MOST_REDRIVEN);
        bounded("perSecond", perSecond, MOST_REDRIVEN);
        boolean dryRun = Boolean.TRUE.equals(body.dryRun());
        List<UUID> ids = body.ids() == null ? List.of() : body.ids();
        if (ids.isEmpty() && body.consumer() == null && body.topic() == null && body.failureGroup() == null) {
            throw Problem.invalidInput("ids", "name ids, a consumer, a topic or a failureGroup")
                    .asException();
        }
        patience.allow(LONGEST);
        // The request waits for its end, so how long it goes on is bounded; the client asks again for the rest.
        var pace = new DeadLetterDesk.Pace(perSecond, BEGINS_WITHIN, dryRun);
        return commands.once(CommandRequest.of(caller, "dead-letters/redrive", body), () -> {
            DeadLetterDesk.Redriven redriven =
                    desk.redrive(filter(body.consumer(), body.topic(), body.failureGroup()), ids, limit, pace, who());
            return CommandAnswer.ok(new Report(dryRun, redriven.outcomes(), redriven.notReached()));
        });
    }

    private Response change(UUID dlqId, String action, Object body, Consumer<DeadLetterStore.Letter> work) {
        return commands.once(CommandRequest.of(caller, "dead-letters/" + dlqId + "/" + action, body), () -> {
            Optional<DeadLetterStore.Letter> letter = store.lock(reach(), dlqId);
            if (letter.filter(DeadLetterStore.Letter::isOpen).isEmpty()) {
                throw letter.map(closed -> Problem.illegalTransition(action, closed.state(), List.of()))
                        .orElseGet(() -> Problem.notFound("dead letter", dlqId.toString()))
                        .asException();
            }
            work.accept(letter.get());
            return CommandAnswer.ok(detail(store.find(reach(), dlqId), dlqId));
        });
    }

    private Detail detail(Optional<DeadLetterStore.Letter> letter, UUID dlqId) {
        List<String> values = store.values(letter.orElseThrow(
                        () -> Problem.notFound("dead letter", dlqId.toString()).asException())
                .dlqId());
        return new Detail(letter.get(), values.getFirst(), values.getLast(), steps.of(dlqId));
    }

    private DeadLetterStore.Filter filter(
            @Nullable String consumer, @Nullable String topic, @Nullable String failureGroup) {
        return new DeadLetterStore.Filter(reach(), consumer, topic, failureGroup);
    }

    private DeadLetterStore.Reach reach() {
        return DeadLetterStore.Reach.of(caller);
    }

    private String who() {
        return caller.actor().subject();
    }

    private static void bounded(String field, int value, int most) {
        if (value < 1 || value > most) {
            throw Problem.invalidInput(field, "must be 1 to " + most).asException();
        }
    }

    private static String text(String field, @Nullable String value) {
        if (value == null || value.isBlank() || value.length() > LONGEST_NOTE) {
            throw Problem.invalidInput(field, "must be 1 to " + LONGEST_NOTE + " characters")
                    .asException();
        }
        return value.strip();
    }
}
