package io.cpqoms.audit.query;

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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Answers what happened to a quote or an order: who, what, when and under which policy. */
@Path("/timelines")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"auditor", "operator", "approver", "sales", "service"})
@Tag(name = "Timelines")
class TimelineResource {

    private static final Listing<TimelineEntry.Place> BUSINESS_ORDER = new Listing<>(
            "timelines",
            "occurredAt, sequence",
            last -> List.of(last.occurredAt().toString(), Long.toString(last.sequence())),
            parts -> new TimelineEntry.Place(Instant.parse(parts.get(0)), Long.parseLong(parts.get(1))));

    private final Caller caller;
    private final Cursors cursors;
    private final Timelines timelines;

    TimelineResource(Caller caller, Cursors cursors, Timelines timelines) {
        this.caller = caller;
        this.cursors = cursors;
        this.timelines = timelines;
    }

    @GET
    @Path("/quote/{id}")
    @Operation(
            operationId = "getQuoteTimeline",
            summary = "Every fact of the conversation that a quote belongs to, in business order")
    public Page<TimelineEntry> ofQuote(
            @Parameter(schema = @Schema(implementation = UUID.class)) @PathParam("id") String id,
            @BeanParam PageParameters parameters) {
        return of("quote", id, parameters);
    }

    @GET
    @Path("/order/{id}")
    @Operation(
            operationId = "getOrderTimeline",
            summary = "Every fact of the conversation that an order belongs to, in business order")
    public Page<TimelineEntry> ofOrder(
            @Parameter(schema = @Schema(implementation = UUID.class)) @PathParam("id") String id,
            @BeanParam PageParameters parameters) {
        return of("order", id, parameters);
    }

    private Page<TimelineEntry> of(String aggregateType, String id, PageParameters parameters) {
        Timelines.Conversation conversation =
                new Timelines.Conversation(caller.tenant(), aggregateType, uuid(aggregateType, id));
        PageRequest<TimelineEntry.Place> request =
                cursors.open(BUSINESS_ORDER, parameters, aggregateType, conversation.aggregateId());
        List<TimelineEntry> found = timelines.of(conversation, request.after(), request.reach());
        if (found.isEmpty() && request.after().isEmpty()) {
            throw Problem.notFound(aggregateType, id).asException();
        }
        return request.page(found, TimelineEntry::place);
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
