package io.cpqoms.search.query;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query parameters that both searches take, as the client sent them. */
class SearchParameters {

    @QueryParam("q")
    @Parameter(description = "Words: customer, product names or ids, external reference, quote or order id")
    @Nullable
    String q;

    @QueryParam("state")
    @Parameter(description = "Only documents in this state")
    @Nullable
    String state;

    @QueryParam("customerId")
    @Nullable
    String customerId;

    @QueryParam("externalReference")
    @Nullable
    String externalReference;

    @QueryParam("quoteId")
    @Nullable
    String quoteId;

    @QueryParam("needsAttention")
    @Parameter(description = "The worklist: quotes that wait for a decision, orders with an open fallout")
    @Nullable
    Boolean needsAttention;

    @QueryParam("limit")
    @Parameter(description = "1 to 200, default 50")
    @Nullable
    Integer limit;

    @QueryParam("cursor")
    @Parameter(description = "nextCursor of the page before")
    @Nullable
    String cursor;
}
