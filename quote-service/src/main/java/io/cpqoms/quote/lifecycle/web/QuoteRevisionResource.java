package io.cpqoms.quote.lifecycle.web;

import io.cpqoms.command.Caller;
import io.cpqoms.command.CommandHeaders;
import io.cpqoms.command.CreationHeaders;
import io.cpqoms.command.Cursors;
import io.cpqoms.command.FieldParameters;
import io.cpqoms.command.Listing;
import io.cpqoms.command.Page;
import io.cpqoms.command.PageParameters;
import io.cpqoms.command.PageRequest;
import io.cpqoms.command.Problem;
import io.cpqoms.quote.lifecycle.Quote;
import io.cpqoms.quote.lifecycle.QuoteCommand;
import io.cpqoms.quote.lifecycle.QuoteRevision;
import io.cpqoms.quote.lifecycle.QuoteRevisionSummary;
import io.cpqoms.quote.lifecycle.QuoteRevisions;
import io.cpqoms.quote.lifecycle.RevisionComparison;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** REST for the revisions of a quote: the next one, the former ones, and what differs between two. */
@Path("/quotes/{quoteId}")
@Tag(name = "Quote revisions", description = "What was submitted does not change; a change is the next revision.")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class QuoteRevisionResource {

    private static final Listing<Integer> NEWEST_FIRST = new Listing<>(
            "quote-revisions",
            "-revision",
            last -> List.of(Integer.toString(last)),
            parts -> Integer.valueOf(parts.getFirst()));

    private final QuoteEndpoint endpoint;
    private final QuoteRevisions revisions;
    private final Cursors cursors;
    private final Caller caller;
    private final Ids ids;

    QuoteRevisionResource(QuoteEndpoint endpoint, QuoteRevisions revisions, Cursors cursors, Caller caller, Ids ids) {
        this.endpoint = endpoint;
        this.revisions = revisions;
        this.cursors = cursors;
        this.caller = caller;
        this.ids = ids;
    }

    @POST
    @Path("recall")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("sales")
    @Operation(
            operationId = "recallQuote",
            summary = "Take a request for approval back before it is decided",
            description = "Only who submitted may. The next revision begins as a draft with the same lines.")
    @APIResponseSchema(QuoteView.class)
    public Response recall(
            @BeanParam CommandHeaders headers,
            @PathParam("quoteId") String quoteId,
            @Valid @NotNull Bodies.RecallBody body) {
        return endpoint.command(
                quoteId,
                headers,
                body,
                new QuoteCommand.Recall(caller.actor().subject(), Optional.ofNullable(body.reason())));
    }

    @POST
    @Path("revise")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("sales")
    @Operation(
            operationId = "reviseQuote",
            summary = "Begin the next revision with the lines of this one",
            description = "The way on after an approval, a rejection, a refusal, a withdrawal or the end of validity. "
                    + "The former revision is superseded: it can be neither accepted nor ordered.")
    @APIResponseSchema(QuoteView.class)
    public Response revise(
            @BeanParam CommandHeaders headers,
            @PathParam("quoteId") String quoteId,
            @Valid @NotNull Bodies.RevisionBody body) {
        return endpoint.revise(quoteId, headers, body);
    }

    @POST
    @Path("copies")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("sales")
    @Operation(
            operationId = "copyQuote",
            summary = "Open another quote with the lines of this one",
            description =
                    "A draft of its own: products, quantities, discounts and agreed prices are taken over, computed prices are not.")
    @APIResponseSchema(value = QuoteView.class, responseCode = "201")
    public Response copy(
            @BeanParam CreationHeaders headers,
            @PathParam("quoteId") String quoteId,
            @Valid @NotNull Bodies.CopyBody body) {
        return endpoint.copy(quoteId, body, ids);
    }

    @GET
    @Path("revisions")
    @RolesAllowed({"sales", "approver", "operator", "catalog-admin", "auditor", "service"})
    @Operation(operationId = "listQuoteRevisions", summary = "List the revisions of a quote, the present one first")
    public Page<RevisionSummaryView> list(
            @PathParam("quoteId") String quoteId,
            @BeanParam PageParameters parameters,
            @BeanParam FieldParameters fields) {
        Quote present = endpoint.present(quoteId);
        PageRequest<Integer> request =
                cursors.open(NEWEST_FIRST, parameters, present.id().value());
        List<QuoteRevisionSummary> read = revisions.page(present, request.after(), request.reach());
        return request.page(read, QuoteRevisionSummary::number).map(RevisionSummaryView::of);
    }

    @GET
    @Path("revisions/{revision}")
    @RolesAllowed({"sales", "approver", "operator", "catalog-admin", "auditor", "service"})
    @Operation(
            operationId = "getQuoteRevision",
            summary = "Read a revision: the present one as it is, a former one as it was left",
            description =
                    "Its lines and prices are as they were submitted, where it was; with what was decided on them since.")
    @APIResponseSchema(RevisionView.class)
    public Response get(
            @PathParam("quoteId") String quoteId,
            @PathParam("revision") String revision,
            @BeanParam FieldParameters fields) {
        Quote present = endpoint.present(quoteId);
        QuoteRevision read = read(present, revision);
        return endpoint.read(present, RevisionView.of(read, endpoint.catalog(read.quote())));
    }

    @GET
    @Path("revisions/{revision}/comparison")
    @RolesAllowed({"sales", "approver", "operator", "catalog-admin", "auditor", "service"})
    @Operation(
            operationId = "compareQuoteRevisions",
            summary = "Say what changed from this revision to another, line by line")
    @APIResponseSchema(ComparisonView.class)
    public Response compare(
            @PathParam("quoteId") String quoteId,
            @PathParam("revision") String revision,
            @QueryParam("to")
                    @Parameter(
                            description = "The other revision.",
                            required = true,
                            schema = @Schema(pattern = RevisionNumber.PATTERN))
                    @Nullable
                    String to) {
        if (to == null || RevisionNumber.of(to).isEmpty()) {
            throw Problem.invalidInput("to", "must be the number of the other revision")
                    .asException();
        }
        Quote present = endpoint.present(quoteId);
        RevisionComparison comparison = RevisionComparison.of(read(present, revision), read(present, to));
        return endpoint.read(
                present,
                ComparisonView.of(
                        comparison,
                        endpoint.catalog(
                                comparison.from().quote(), comparison.to().quote())));
    }

    private QuoteRevision read(Quote present, String revision) {
        return RevisionNumber.of(revision)
                .flatMap(number -> revisions.get(present, number))
                .orElseThrow(() -> Problem.notFound("revision", present.id() + "/revisions/" + revision)
                        .asException());
    }
}
