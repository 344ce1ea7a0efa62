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
import io.cpqoms.command.database.DatabasePatience;
import io.cpqoms.messaging.internal.OutboxCare;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** The operator's view of the outbox: how far it is published, what is parked, and what becomes of that. */
@Path("/ops/outbox")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
@Blocking
public class OutboxResource {

    private static final int LONGEST_REASON = 1_000;

    /** Of a release of everything: it may touch every parked row. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final Listing<Long> COMMIT_ORDER = new Listing<>(
            "outbox/parked", "outboxId", id -> List.of(Long.toString(id)), parts -> Long.valueOf(parts.getFirst()));

    private final OutboxCare outbox;
    private final ParkedMessages parked;
    private final Commands commands;
    private final Cursors cursors;
    private final Caller caller;
    private final DatabasePatience patience;

    OutboxResource(
            OutboxCare outbox,
            ParkedMessages parked,
            Commands commands,
            Cursors cursors,
            Caller caller,
            DatabasePatience patience) {
        this.outbox = outbox;
        this.parked = parked;
        this.commands = commands;
        this.cursors = cursors;
        this.caller = caller;
        this.patience = patience;
    }

    /**
     * How every shard stands, which topics are held, and how many messages of the caller's tenant are parked in which
     * state.
     */
    public record Status(List<ShardView> shards, List<OutboxCare.HeldTopic> heldTopics, Map<String, Long> parked) {}

    /** A shard as clients read it. */
    public record ShardView(
            int shard, Instant savedAt, long tick, long unpublished, double oldestUnpublishedSeconds, boolean held) {

        static ShardView of(OutboxCare.Shard shard) {
            return new ShardView(
                    shard.number(),
                    shard.savedAt(),
                    shard.tick(),
                    shard.unpublished(),
                    shard.oldestUnpublished().toMillis() / 1_000.0,
                    shard.held());
        }
    }

    /** Why an operator does something. */
    public record Reason(@Nullable String reason) {}

    /** Which keys an operator releases, those whose first message is of the topic or all, and why. */
    public record BulkRelease(
            @Nullable String topic, @Nullable String reason) {}

    /** How many keys are released; some may be refused again. */
    public record Released(int released) {}

    /** Another payload for a parked message, and why. */
    public record Repair(
            @Schema(required = true, type = SchemaType.OBJECT, implementation = Object.class) @Nullable
            JsonNode payload,

            @Schema(required = true, pattern = "\\S", examples = "A typo.") @Nullable
            String reason) {}

    @GET
    @Operation(operationId = "getOutbox", summary = "How far the outbox is published")
    public Status status() {
        return new Status(
                outbox.shards().stream().map(ShardView::of).toList(),
                outbox.heldTopics(),
                parked.counts(caller.tenant()));
    }

    @GET
    @Path("/parked")
    @Operation(operationId = "listParkedMessages", summary = "Parked messages in the order of their commits")
    public Page<ParkedMessages.Parked> list(
            @QueryParam("state") @DefaultValue("waiting") String state, @BeanParam PageParameters parameters) {
        List<String> states = states(state);
        PageRequest<Long> request = cursors.open(COMMIT_ORDER, parameters, state);
        return request.page(
                parked.list(caller.tenant(), states, request.after(), request.reach()),
                ParkedMessages.Parked::outboxId);
    }

    private static List<String> states(String state) {
        return switch (state) {
            case "waiting" -> List.of("PARKED", "RELEASED");
            case "settled" -> List.of("PUBLISHED", "DISCARDED");
            default ->
                throw Problem.invalidInput("state", "must be waiting or settled")
                        .asException();
        };
    }

    @GET
    @Path("/parked/{outboxId}")
    @Operation(operationId = "getParkedMessage", summary = "A parked message")
    public ParkedMessages.Parked show(@PathParam("outboxId") long outboxId) {
        return parked.find(caller.tenant(), outboxId);
    }

    /** Lets the key go on with this message: the relay publishes it, then those that only wait behind it, in order. */
    @POST
    @Path("/parked/{outboxId}/release")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "releaseParkedMessage", summary = "Let its key go on with this message")
    @APIResponseSchema(ParkedMessages.Parked.class)
    public Response release(@PathParam("outboxId") long outboxId, @Nullable Reason body) {
        Reason reason = body == null ? new Reason(null) : body;
        return commands.once(
                CommandRequest.of(caller, "outbox/parked/" + outboxId + "/release", reason),
                () -> CommandAnswer.ok(parked.release(caller.tenant(), outboxId, who(), text(reason.reason(), false))));
    }

    /** Does the same for the first message of every key of the tenant. */
    @POST
    @Path("/parked/release")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "releaseParkedMessages", summary = "Let every key go on with its first message")
    @APIResponseSchema(Released.class)
    public Response releaseAll(@Nullable BulkRelease body) {
        BulkRelease release = body == null ? new BulkRelease(null, null) : body;
        patience.allow(LONGEST);
        return commands.once(
                CommandRequest.of(caller, "outbox/parked/release", release),
                () -> CommandAnswer.ok(new Released(parked.releaseAll(
                        caller.tenant(), Optional.ofNullable(release.topic()), who(), text(release.reason(), false)))));
    }

    /** Replaces the payload; the message stays parked until it is released. */
    @POST
    @Path("/parked/{outboxId}/repair")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "repairParkedMessage", summary = "Replace its payload")
    @APIResponseSchema(ParkedMessages.Parked.class)
    public Response repair(@PathParam("outboxId") long outboxId, @Nullable Repair body) {
        Repair repair = body == null ? new Repair(null, null) : body;
        if (!(repair.payload() instanceof ObjectNode payload)) {
            throw Problem.invalidInput("payload", "must be the event's payload, a JSON object")
                    .asException();
        }
        return commands.once(
                CommandRequest.of(caller, "outbox/parked/" + outboxId + "/repair", repair),
                () -> CommandAnswer.ok(
                        parked.repair(caller.tenant(), outboxId, payload, who(), text(repair.reason(), true))));
    }

    /** Gives the message up for good; the evidence stays. Those behind it wait until one of them is released. */
    @POST
    @Path("/parked/{outboxId}/discard")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "discardParkedMessage", summary = "Give it up")
    @APIResponseSchema(ParkedMessages.Parked.class)
    public Response discard(@PathParam("outboxId") long outboxId, @Nullable Reason body) {
        Reason reason = body == null ? new Reason(null) : body;
        return commands.once(
                CommandRequest.of(caller, "outbox/parked/" + outboxId + "/discard", reason),
                () -> CommandAnswer.ok(parked.discard(caller.tenant(), outboxId, who(), text(reason.reason(), true))));
    }

    private String who() {
        return caller.actor().subject();
    }

    private static @Nullable String text(@Nullable String reason, boolean required) {
        if (reason == null || reason.isBlank()) {
            if (required) {
                throw Problem.invalidInput("reason", "say why; it is kept with the message")
                        .asException();
            }
            return null;
        }
        return reason.substring(0, Math.min(LONGEST_REASON, reason.length()));
    }
}
