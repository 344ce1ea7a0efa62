package io.cpqoms.quote.lifecycle.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.quote.catalog.CatalogVersions;
import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.lifecycle.Quote;
import io.cpqoms.quote.lifecycle.QuoteProblem;
import io.cpqoms.quote.pricing.LineFault;
import io.cpqoms.quote.pricing.PricedQuote;
import io.cpqoms.quote.pricing.Pricing;
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
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
                    IntStream.range(0, lines.size())
                            .mapToObj(index -> QuoteLineViews.line(
                                    lines.get(index), price.lines().get(index), catalog))
                            .toList(),
                    PriceTotalViews.TotalsView.of(price),
                    price.maxDiscount().text(),
                    price.evidenceHash());
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("sales")
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
        List<LineFault> faults = Pricing.faults(lines, quote.currency(), catalog);
        if (!faults.isEmpty()) {
            throw QuoteProblems.of(new QuoteProblem.UnquotableLines(faults), true)
                    .asException();
        }
        return Preview.of(lines, Pricing.price(lines, quote.currency(), catalog), catalog);
    }
}
