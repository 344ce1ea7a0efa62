package io.cpqoms.audit.query;

import io.cpqoms.command.Caller;
import io.cpqoms.command.database.DatabasePatience;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Counts facts, so that others can compare with what they wrote. */
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
}
