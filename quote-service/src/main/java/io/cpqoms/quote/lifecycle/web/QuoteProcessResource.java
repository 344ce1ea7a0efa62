package io.cpqoms.quote.lifecycle.web;

import io.cpqoms.command.CommandHeaders;
import io.cpqoms.quote.lifecycle.QuoteCommand;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** REST for the commands that processes send: the outcome of an approval, the order that came of it, the end of validity. */
@Path("/quotes/{quoteId}")
@Tag(name = "Quote processes", description = "Commands of the platform's own services.")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("service")
@Blocking
class QuoteProcessResource {

    private final QuoteEndpoint endpoint;

    QuoteProcessResource(QuoteEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @POST
    @Path("approve")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "approveQuote",
            summary = "Take down that a quote was approved",
            description = "Who submitted the quote may not have decided it.")
    @APIResponseSchema(QuoteView.class)
    public Response approve(
            @BeanParam CommandHeaders headers,
            @PathParam("quoteId") String quoteId,
            @Valid @NotNull Bodies.DecisionBody body) {
        return endpoint.command(quoteId, headers, body, new QuoteCommand.Approve(body.decision(), body.decided()));
    }

    @POST
    @Path("reject")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "rejectQuote", summary = "Take down that a quote was refused")
    @APIResponseSchema(QuoteView.class)
    public Response reject(
            @BeanParam CommandHeaders headers,
            @PathParam("quoteId") String quoteId,
            @Valid @NotNull Bodies.DecisionBody body) {
        return endpoint.command(quoteId, headers, body, new QuoteCommand.Reject(body.decision(), body.decided()));
    }

    @POST
    @Path("return-for-revision")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "returnQuoteForRevision",
            summary = "Take down that an approver wants a quote changed",
            description =
                    "The next revision begins as a draft with the same lines. Who submitted the quote may not have decided it.")
    @APIResponseSchema(QuoteView.class)
    public Response returnForRevision(
            @BeanParam CommandHeaders headers,
            @PathParam("quoteId") String quoteId,
            @Valid @NotNull Bodies.DecisionBody body) {
        return endpoint.command(
                quoteId, headers, body, new QuoteCommand.ReturnForRevision(body.decision(), body.decided()));
    }

    @POST
    @Path("mark-ordered")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "markQuoteOrdered", summary = "Take down the one order of an accepted quote")
    @APIResponseSchema(QuoteView.class)
    public Response markOrdered(
            @BeanParam CommandHeaders headers,
            @PathParam("quoteId") String quoteId,
            @Valid @NotNull Bodies.OrderReference body) {
        return endpoint.command(quoteId, headers, body, new QuoteCommand.MarkOrdered(body.orderId()));
    }

    @POST
    @Path("expire")
    @Operation(operationId = "expireQuote", summary = "End a quote whose validity is over")
    @APIResponseSchema(QuoteView.class)
    public Response expire(@BeanParam CommandHeaders headers, @PathParam("quoteId") String quoteId) {
        return endpoint.command(quoteId, headers, Map.of(), new QuoteCommand.Expire());
    }
}
