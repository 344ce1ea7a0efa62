package io.cpqoms.quote.lifecycle.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.quote.catalog.CatalogVersions;
import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.lifecycle.PricePreview;
import io.cpqoms.quote.lifecycle.Quote;
import io.cpqoms.quote.pricing.PricedQuote;
import io.cpqoms.quote.pricing.QuoteLine;
import io.cpqoms.values.Ids;
import io.cpqoms.values.LineId;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What lines would cost in a quote: nothing is stored, so nothing has a key or a version. */
@Path("/quotes/{quoteId}/price-preview")
@Tag(name = "Quotes")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class PricePreviewResource {

    private final QuoteEndpoint endpoint;
    private final CatalogVersions catalogs;
    private final Ids ids;

    PricePreviewResource(QuoteEndpoint endpoint, CatalogVersions catalogs, Ids ids) {
        this.endpoint = endpoint;
        this.catalogs = catalogs;
        this.ids = ids;
    }

    /** The lines one thinks of, in place of those that the quote has. */
    @Schema(name = "PricePreviewLines")
    record Wish(
            @NotNull @Size(min = 1, max = Quote.MAX_LINES) List<@Valid @NotNull NewLine> lines) {

        List<QuoteLine> lines(Ids ids) {
            return IntStream.range(0, lines.size())
                    .mapToObj(index -> lines.get(index).line(new LineId(ids.next()), "lines[" + index + "]."))
                    .toList();
        }
    }

    /** What they would cost. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "PricePreview")
    record Preview(
            @Schema(description = "In the order of the wish; their ids are of this answer only.")
            List<QuoteView.LineView> lines,

            PriceTotalViews.TotalsView totals,
            String maxDiscountPercent,
            String evidenceHash) {

        static Preview of(List<QuoteLine> lines, PricedQuote price, PinnedCatalog catalog) {
            return new Preview(
                    QuoteLineViews.of(lines, Optional.of(price), catalog),
                    PriceTotalViews.TotalsView.of(price),
                    price.maxDiscount().text(),
                    price.evidenceHash());
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("sales")
    @Extension(name = "x-without-key", value = "true")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = Preview.class)))
    @APIResponse(
            responseCode = "409",
            description = "What the lines would be put together from cannot be priced, or is too much for a quote.")
    @Operation(
            operationId = "previewQuotePrice",
            summary = "Ask what lines would cost in this quote",
            description =
                    "Stores nothing and needs no key. The lines take the place of those that the quote has; they are"
                            + " priced from the catalog version that it pins.")
    public Preview preview(@PathParam("quoteId") String quoteId, @Valid @NotNull Wish body) {
        Quote quote = endpoint.present(quoteId);
        List<QuoteLine> lines = body.lines(ids);
        PinnedCatalog catalog = catalogs.pinned(quote.tenant(), quote.catalogVersionId(), QuoteLine.products(lines));
        PricePreview preview = PricePreview.of(lines, quote.currency(), catalog);
        if (preview.refusal().isPresent()) {
            throw QuoteProblems.of(preview.refusal().get(), true).asException();
        }
        return Preview.of(preview.lines(), preview.price().orElseThrow(), catalog);
    }
}
