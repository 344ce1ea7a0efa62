package io.cpqoms.quote.lifecycle.web;

import io.cpqoms.command.Caller;
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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** REST for what becomes of an approved offer: presented, accepted, declined, taken back. */
@Path("/quotes/{quoteId}")
@Tag(name = "Quotes")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class QuoteOfferResource {

    private final QuoteEndpoint endpoint;
    private final Caller caller;

    QuoteOfferResource(QuoteEndpoint endpoint, Caller caller) {
        this.endpoint = endpoint;
        this.caller = caller;
    }

    @POST
    @Path("present")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("sales")
    @Operation(
            operationId = "presentQuote",
            summary = "Take down that the customer has the offer",
            description = "An approved offer can also be accepted or declined without.")
    @APIResponseSchema(QuoteView.class)
    public Response present(
            @BeanParam CommandHeaders headers,
            @PathParam("quoteId") String quoteId,
            @Valid @NotNull Bodies.Presentation body) {
        return endpoint.command(quoteId, headers, body, body.command());
    }

    @POST
    @Path("accept")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"sales", "service"})
    @Operation(operationId = "acceptQuote", summary = "Take down the customer's yes to an approved offer")
    @APIResponseSchema(QuoteView.class)
    public Response accept(
            @BeanParam CommandHeaders headers,
            @PathParam("quoteId") String quoteId,
            @Valid @NotNull Bodies.Acceptance body) {
        return endpoint.command(
                quoteId,
                headers,
                body,
                new QuoteCommand.Accept(body.acceptedBy(), Optional.ofNullable(body.acceptedRevision())));
    }

    @POST
    @Path("decline")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"sales", "service"})
    @Operation(operationId = "declineQuote", summary = "Take down the customer's no to an approved offer, and why")
    @APIResponseSchema(QuoteView.class)
    public Response decline(
            @BeanParam CommandHeaders headers,
            @PathParam("quoteId") String quoteId,
            @Valid @NotNull Bodies.Refusal body) {
        return endpoint.command(
                quoteId,
                headers,
                body,
                new QuoteCommand.Decline(
                        body.declinedBy(), body.reason(), Optional.ofNullable(body.declinedRevision())));
    }

    @POST
    @Path("withdraw")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("sales")
    @Operation(operationId = "withdrawQuote", summary = "Take an approved offer back, and say why")
    @APIResponseSchema(QuoteView.class)
    public Response withdraw(
            @BeanParam CommandHeaders headers,
            @PathParam("quoteId") String quoteId,
            @Valid @NotNull Bodies.Withdrawal body) {
        return endpoint.command(
                quoteId, headers, body, new QuoteCommand.Withdraw(caller.actor().subject(), body.reason()));
    }
}
