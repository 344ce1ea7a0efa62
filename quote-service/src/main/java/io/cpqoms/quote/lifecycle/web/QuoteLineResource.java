package io.cpqoms.quote.lifecycle.web;

import io.cpqoms.command.CommandHeaders;
import io.cpqoms.command.Fields;
import io.cpqoms.quote.lifecycle.QuoteCommand;
import io.cpqoms.values.Ids;
import io.cpqoms.values.LineId;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** REST for the lines of a draft; every change asks for a new price. */
@Path("/quotes/{quoteId}/lines")
@Tag(name = "Quotes")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class QuoteLineResource {

    private final QuoteEndpoint endpoint;
    private final Ids ids;

    QuoteLineResource(QuoteEndpoint endpoint, Ids ids) {
        this.endpoint = endpoint;
        this.ids = ids;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("sales")
    @Operation(operationId = "addQuoteLine", summary = "Add a line to a draft")
    @APIResponseSchema(QuoteView.class)
    public Response add(
            @BeanParam CommandHeaders headers, @PathParam("quoteId") String quoteId, @Valid @NotNull NewLine body) {
        return endpoint.command(
                quoteId, headers, body, new QuoteCommand.AddLine(body.line(new LineId(ids.next()), "")));
    }

    @PUT
    @Path("{lineId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("sales")
    @Operation(operationId = "changeQuoteLine", summary = "Replace a line of a draft")
    @APIResponseSchema(QuoteView.class)
    public Response change(
            @BeanParam CommandHeaders headers,
            @PathParam("quoteId") String quoteId,
            @PathParam("lineId") String lineId,
            @Valid @NotNull NewLine body) {
        LineId line = line(lineId);
        return endpoint.command(
                quoteId, headers, "change-line/" + line, body, new QuoteCommand.ChangeLine(body.line(line, "")));
    }

    @DELETE
    @Path("{lineId}")
    @RolesAllowed("sales")
    @Operation(operationId = "removeQuoteLine", summary = "Take a line from a draft")
    @APIResponseSchema(QuoteView.class)
    public Response remove(
            @BeanParam CommandHeaders headers,
            @PathParam("quoteId") String quoteId,
            @PathParam("lineId") String lineId) {
        LineId line = line(lineId);
        return endpoint.command(quoteId, headers, "remove-line/" + line, Map.of(), new QuoteCommand.RemoveLine(line));
    }

    private static LineId line(String text) {
        return new LineId(Fields.pathId("line", text));
    }
}
