package io.cpqoms.quote.lifecycle.web;

import io.cpqoms.command.Caller;
import io.cpqoms.command.CommandHeaders;
import io.cpqoms.command.CreationHeaders;
import io.cpqoms.command.Cursors;
import io.cpqoms.command.FieldParameters;
import io.cpqoms.command.ListPlace;
import io.cpqoms.command.ListSort;
import io.cpqoms.command.Listing;
import io.cpqoms.command.Page;
import io.cpqoms.command.PageParameters;
import io.cpqoms.command.PageRequest;
import io.cpqoms.quote.lifecycle.Quote;
import io.cpqoms.quote.lifecycle.QuoteCommand;
import io.cpqoms.quote.lifecycle.QuoteSummary;
import io.cpqoms.quote.lifecycle.Quotes;
import io.cpqoms.values.Ids;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** REST for quotes as sales sees them: open, price, submit, cancel, read. */
@Path("/quotes")
@Tag(name = "Quotes", description = "Lines for a customer, priced from one catalog version.")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class QuoteResource {

    private static final Listing<ListPlace> LISTING = ListPlace.listing("quotes");

    private final QuoteEndpoint endpoint;
    private final Quotes quotes;
    private final Cursors cursors;
    private final Caller caller;
    private final Ids ids;
    private final Clock clock;

    QuoteResource(QuoteEndpoint endpoint, Quotes quotes, Cursors cursors, Caller caller, Ids ids, Clock clock) {
        this.endpoint = endpoint;
        this.quotes = quotes;
        this.cursors = cursors;
        this.caller = caller;
        this.ids = ids;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("sales")
    @Operation(operationId = "openQuote", summary = "Open a quote for a customer on a published catalog version")
    @APIResponseSchema(value = QuoteView.class, responseCode = "201")
    public Response open(@BeanParam CreationHeaders headers, @Valid @NotNull NewQuote body) {
        return endpoint.open(body, ids);
    }

    @POST
    @Path("{quoteId}/price")
    @RolesAllowed("sales")
    @Operation(
            operationId = "priceQuote",
            summary = "Price every line and the total",
            description = "Unit price is the agreed one or the list price; nets are exact, the total is rounded once.")
    @APIResponseSchema(QuoteView.class)
    public Response price(@BeanParam CommandHeaders headers, @PathParam("quoteId") String quoteId) {
        return endpoint.command(quoteId, headers, Map.of(), new QuoteCommand.Price());
    }

    @POST
    @Path("{quoteId}/submit")
    @RolesAllowed("sales")
    @Operation(
            operationId = "submitQuote",
            summary = "Ask for approval; the revision no longer changes",
            description =
                    "The approval policy says at once who must decide. Where no rule of it fires, or nothing is worse than in the last"
                            + " revision that was approved, the quote is approved by the answer.")
    @APIResponseSchema(QuoteView.class)
    public Response submit(@BeanParam CommandHeaders headers, @PathParam("quoteId") String quoteId) {
        return endpoint.command(
                quoteId,
                headers,
                Map.of(),
                new QuoteCommand.Submit(caller.actor().subject()));
    }

    @POST
    @Path("{quoteId}/cancel")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("sales")
    @Operation(operationId = "cancelQuote", summary = "Give a quote up before it is approved")
    @APIResponseSchema(QuoteView.class)
    public Response cancel(
            @BeanParam CommandHeaders headers,
            @PathParam("quoteId") String quoteId,
            @Valid @NotNull Bodies.Cancellation body) {
        return endpoint.command(quoteId, headers, body, new QuoteCommand.Cancel(body.reason()));
    }

    @GET
    @Path("{quoteId}")
    @RolesAllowed({"sales", "approver", "operator", "catalog-admin", "auditor", "service"})
    @Operation(operationId = "getQuote", summary = "Read a quote with its price waterfall")
    @APIResponseSchema(QuoteView.class)
    public Response get(@PathParam("quoteId") String quoteId, @BeanParam FieldParameters fields) {
        Quote quote = endpoint.present(quoteId);
        return endpoint.read(quote, endpoint.view(quote, clock.instant()));
    }

    @GET
    @RolesAllowed({"sales", "approver", "operator", "catalog-admin", "auditor", "service"})
    @Operation(operationId = "listQuotes", summary = "List quotes, newest first or as sorted")
    public Page<QuoteSummaryView> list(
            @BeanParam QuoteListParameters narrowed,
            @BeanParam PageParameters parameters,
            @BeanParam FieldParameters fields) {
        Quotes.Filter filter = narrowed.filter();
        ListSort<QuoteSummary> sort = Quotes.SORTS.of(narrowed.sort);
        PageRequest<ListPlace> request = cursors.open(LISTING, parameters, sort.text(), filter);
        List<QuoteSummary> read = quotes.page(caller.tenantId(), filter, sort, request.after(), request.reach());
        return request.page(read, quote -> sort.place(quote, QuoteSummary::quoteId))
                .map(QuoteSummaryView::of);
    }
}
