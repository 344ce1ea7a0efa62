package io.cpqoms.quote.lifecycle.web;

import io.cpqoms.command.Problem;
import io.cpqoms.quote.lifecycle.OfferDocument;
import io.cpqoms.quote.lifecycle.OfferDocuments;
import io.cpqoms.quote.lifecycle.OfferDocuments.Format;
import io.cpqoms.quote.lifecycle.OfferLanguage;
import io.cpqoms.quote.lifecycle.Quote;
import io.cpqoms.quote.lifecycle.QuoteRevision;
import io.cpqoms.quote.lifecycle.QuoteRevisions;
import io.cpqoms.quote.lifecycle.QuoteState;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** REST for the document of an offer: the page that a customer was presented, and the same as PDF. */
@Path("/quotes/{quoteId}/revisions/{revision}/document")
@Tag(name = "Quote revisions")
@Blocking
class QuoteDocumentResource {

    private static final String PDF = "application/pdf";
    private static final MediaType HTML_TYPE = MediaType.TEXT_HTML_TYPE.withCharset("utf-8");
    private static final MediaType PDF_TYPE = MediaType.valueOf(PDF);

    private final QuoteEndpoint endpoint;
    private final QuoteRevisions revisions;
    private final OfferDocuments documents;

    QuoteDocumentResource(QuoteEndpoint endpoint, QuoteRevisions revisions, OfferDocuments documents) {
        this.endpoint = endpoint;
        this.revisions = revisions;
        this.documents = documents;
    }

    @GET
    @Produces({MediaType.TEXT_HTML, PDF})
    @RolesAllowed({"sales", "approver", "operator", "catalog-admin", "auditor", "service"})
    @Operation(
            operationId = "getQuoteDocument",
            summary = "Read the document of a presented or accepted revision",
            description =
                    "HTML, or PDF where `Accept` prefers application/pdf. The same revision in the same language is the same bytes "
                            + "each time; `presentation.document.sha256` of the revision is the hash of the HTML page.")
    @APIResponse(
            responseCode = "200",
            description = "The document.",
            content = {
                @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = PDF, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(responseCode = "409", description = "It was neither presented nor accepted yet.")
    public Response get(
            @PathParam("quoteId") String quoteId,
            @PathParam("revision") String revision,
            @QueryParam("language")
                    @Parameter(
                            description = "The language in which it was presented when absent, or English.",
                            schema = @Schema(pattern = OfferLanguage.PATTERN))
                    @Nullable
                    String language,
            @Context HttpHeaders headers,
            @Context Request request) {
        Quote present = endpoint.present(quoteId);
        Quote offered = RevisionNumber.of(revision)
                .flatMap(number -> revisions.get(present, number))
                .map(QuoteRevision::quote)
                .orElseThrow(() -> Problem.notFound("revision", present.id() + "/revisions/" + revision)
                        .asException());
        requireOffered(offered);
        OfferDocuments.Page page = documents.page(offered, language(language, offered), endpoint.catalog(offered));
        Format format = format(headers.getAcceptableMediaTypes());
        EntityTag tag = new EntityTag(page.sha256() + (format == Format.PDF ? "-pdf" : ""));
        Response.ResponseBuilder known = request.evaluatePreconditions(tag);
        return (known == null ? Response.ok(documents.bytes(page, format)) : known)
                .tag(tag)
                .type(format == Format.PDF ? PDF_TYPE : HTML_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.CONTENT_LANGUAGE, page.language().code())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "inline; filename=\"offer-" + present.id() + "-" + revision
                                + (format == Format.PDF ? ".pdf\"" : ".html\""))
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    /** Whatever parameters a type has: the first one of the client's that is ours. */
    private static Format format(List<MediaType> accepted) {
        return accepted.stream()
                .flatMap(type -> type.isCompatible(MediaType.TEXT_HTML_TYPE)
                        ? Stream.of(Format.HTML)
                        : type.isCompatible(PDF_TYPE) ? Stream.of(Format.PDF) : Stream.empty())
                .findFirst()
                .orElseThrow(NotAcceptableException::new);
    }

    private static void requireOffered(Quote quote) {
        QuoteState state = quote.state();
        if (state.presentation().isEmpty() && state.accepted().isEmpty()) {
            throw Problem.conflict(
                            "no-document",
                            "No document",
                            "A revision has a document once it is presented or accepted; revision " + quote.revision()
                                    + " is " + state.label() + ".")
                    .asException();
        }
    }

    private static OfferLanguage language(@Nullable String asked, Quote offered) {
        if (asked != null) {
            return OfferLanguage.of(asked)
                    .orElseThrow(() ->
                            Problem.invalidInput("language", OfferLanguage.RULE).asException());
        }
        return offered.state()
                .presentation()
                .flatMap(QuoteState.Presentation::document)
                .map(OfferDocument::language)
                .orElse(OfferLanguage.ENGLISH);
    }
}
