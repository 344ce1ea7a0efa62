package io.cpqoms.search.query;

import io.cpqoms.command.Caller;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Searches quotes and orders of the caller's tenant and says how fresh the answer is. */
@Path("/search")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"sales", "approver", "operator", "auditor", "catalog-admin", "service"})
@Tag(name = "Search")
class SearchResource {

    private final Caller caller;
    private final DocumentSearch search;
    private final StreamWatch stream;
    private final Progress progress;
    private final OpenSearchSettings settings;
    private final Clock clock;

    SearchResource(
            Caller caller,
            DocumentSearch search,
            StreamWatch stream,
            Progress progress,
            OpenSearchSettings settings,
            Clock clock) {
        this.caller = caller;
        this.search = search;
        this.stream = stream;
        this.progress = progress;
        this.settings = settings;
        this.clock = clock;
    }

    @GET
    @Path("/quotes")
    @Operation(summary = "Quotes by words and filters, with facets; needsAttention=true is the approvers' worklist")
    public SearchAnswer quotes(@BeanParam SearchParameters parameters) {
        return search(DocumentKind.QUOTE, parameters);
    }

    @GET
    @Path("/orders")
    @Operation(summary = "Orders by words and filters, with facets; needsAttention=true is the operators' worklist")
    public SearchAnswer orders(@BeanParam SearchParameters parameters) {
        return search(DocumentKind.ORDER, parameters);
    }

    private SearchAnswer search(DocumentKind kind, SearchParameters parameters) {
        String tenantId = caller.tenant();
        // Asked before the index: what is committed by now is at least as old as what the index will show.
        Freshness freshness =
                Freshness.of(stream.state(), progress.newest(tenantId), settings.refreshInterval(), clock.instant());
        DocumentSearch.Found found = search.find(SearchRequest.of(tenantId, kind, parameters));
        return new SearchAnswer(found.total(), found.items(), found.facets(), freshness, found.nextCursor());
    }
}
