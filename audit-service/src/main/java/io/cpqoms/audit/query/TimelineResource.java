package io.cpqoms.audit.query;

import io.cpqoms.command.Caller;
import io.cpqoms.command.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Answers what happened to a quote or an order: who, what, when and under which policy. */
@Path("/timelines")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"auditor", "operator", "approver", "sales", "service"})
@Tag(name = "Timelines")
class TimelineResource {

    private final Caller caller;
    private final Timelines timelines;

    TimelineResource(Caller caller, Timelines timelines) {
        this.caller = caller;
        this.timelines = timelines;
    }

    @GET
    @Path("/quote/{id}")
    @Operation(summary = "Every fact of the conversation that a quote belongs to, in business order")
    public Timeline ofQuote(
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return of("quote", id, TimelinePage.of(limit, cursor));
    }

    @GET
    @Path("/order/{id}")
    @Operation(summary = "Every fact of the conversation that an order belongs to, in business order")
    public Timeline ofOrder(
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return of("order", id, TimelinePage.of(limit, cursor));
    }

    private Timeline of(String aggregateType, String id, TimelinePage page) {
        List<TimelineEntry> found =
                timelines.of(caller.tenant(), aggregateType, uuid(aggregateType, id), page.andOneMore());
        if (found.isEmpty() && page.isFirst()) {
            throw Problem.notFound(aggregateType, id).asException();
        }
        return Timeline.page(found, page.limit());
    }

    /** What is no UUID is no id of ours; the answer is the same as for an unknown one. */
    private static String uuid(String aggregateType, String id) {
        try {
            return UUID.fromString(id).toString();
        } catch (IllegalArgumentException e) {
            throw Problem.notFound(aggregateType, id).asException();
        }
    }
}
