package io.cpqoms.search.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.command.Caller;
import io.cpqoms.command.Cursors;
import io.cpqoms.command.Page;
import io.cpqoms.command.PageParameters;
import io.cpqoms.command.PageRequest;
import io.cpqoms.search.index.DocumentKind;
import io.cpqoms.search.index.OpenSearchSettings;
import io.cpqoms.search.integration.StreamWatch;
import io.cpqoms.search.projection.Progress;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.opensearch.client.opensearch._types.FieldValue;

/** Searches quotes and orders of the caller's tenant and says how fresh the answer is. */
@Path("/search")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"sales", "approver", "operator", "auditor", "catalog-admin", "service"})
@Tag(name = "Search")
class SearchResource {

    private final Caller caller;
    private final Cursors cursors;
    private final DocumentSearch search;
    private final StreamWatch stream;
    private final Progress progress;
    private final OpenSearchSettings settings;
    private final Clock clock;

    SearchResource(
            Caller caller,
            Cursors cursors,
            DocumentSearch search,
            StreamWatch stream,
            Progress progress,
            OpenSearchSettings settings,
            Clock clock) {
        this.caller = caller;
        this.cursors = cursors;
        this.search = search;
        this.stream = stream;
        this.progress = progress;
        this.settings = settings;
        this.clock = clock;
    }

    @GET
    @Path("/quotes")
    @Operation(
            operationId = "searchQuotes",
            summary = "Quotes by words and filters, with facets; needsAttention=true is the approvers' worklist")
    @APIResponseSchema(SearchAnswer.Quotes.class)
    public SearchAnswer quotes(@BeanParam SearchParameters parameters, @BeanParam PageParameters page) {
        return search(DocumentKind.QUOTE, parameters, page);
    }

    @GET
    @Path("/orders")
    @Operation(
            operationId = "searchOrders",
            summary = "Orders by words and filters, with facets; needsAttention=true is the operators' worklist")
    @APIResponseSchema(SearchAnswer.Orders.class)
    public SearchAnswer orders(@BeanParam SearchParameters parameters, @BeanParam PageParameters page) {
        return search(DocumentKind.ORDER, parameters, page);
    }

    private SearchAnswer search(DocumentKind kind, SearchParameters parameters, PageParameters asked) {
        String tenantId = caller.tenant();
        SearchRequest request = SearchRequest.of(kind, parameters);
        PageRequest<List<FieldValue>> part = cursors.open(SearchCursor.BY_SORT_VALUES, asked, parameters.filters(kind));
        // Asked before the index: what is committed by now is at least as old as what the index will show.
        Freshness freshness =
                Freshness.of(stream.state(), progress.newest(tenantId), settings.refreshInterval(), clock.instant());
        DocumentSearch.Found found = search.find(request, part);
        Page<JsonNode> page = found.page();
        return new SearchAnswer(found.total(), page.items(), found.facets(), freshness, page.nextCursor());
    }
}
