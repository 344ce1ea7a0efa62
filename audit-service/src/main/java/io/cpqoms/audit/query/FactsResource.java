package io.cpqoms.audit.query;

import io.cpqoms.command.Caller;
import io.cpqoms.command.Problem;
import io.cpqoms.command.database.DatabasePatience;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Counts facts, so that others can compare with what they wrote, and says what an id in a log or a header is about. */
@Path("/facts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"auditor", "operator", "service"})
@Tag(name = "Facts")
class FactsResource {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Caller caller;
    private final Timelines timelines;
    private final DatabasePatience patience;

    FactsResource(Caller caller, Timelines timelines, DatabasePatience patience) {
        this.caller = caller;
        this.timelines = timelines;
        this.patience = patience;
    }

    @GET
    @Path("/count")
    @Operation(operationId = "countFacts", summary = "How many facts the trail holds for the caller's tenant")
    public FactCount count(
            @Parameter(description = "Only the facts that this topic brought") @QueryParam("topic") @Nullable
                    String topic) {
        // Counting reads the whole trail of the tenant.
        patience.allow(LONGEST);
        Map<String, Long> byTopic = timelines.countsByTopic(caller.tenant());
        return FactCount.of(topic == null ? byTopic : Map.of(topic, byTopic.getOrDefault(topic, 0L)));
    }

    @GET
    @Path("/subjects")
    @Operation(
            operationId = "listFactSubjects",
            summary = "The quotes and orders of the conversation that a correlation or message id belongs to")
    public Subjects subjects(
            @Parameter(description = "A correlation id, or the id of a recorded message.", required = true)
                    @QueryParam("id")
                    @Nullable
                    UUID id) {
        if (id == null) {
            throw Problem.invalidInput("id", "is needed: a correlation id, or a message's")
                    .asException();
        }
        return new Subjects(timelines.subjects(caller.tenant(), id));
    }

    /** Up to twenty quotes and orders; empty when nothing is recorded under the id. */
    record Subjects(List<FactSubject> items) {}

    /** A quote or an order. */
    record FactSubject(
            @Schema(enumeration = {"quote", "order"}) String aggregateType, String aggregateId) {}
}
