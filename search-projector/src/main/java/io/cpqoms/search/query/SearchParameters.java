package io.cpqoms.search.query;

import io.cpqoms.search.index.DocumentKind;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What both searches may be narrowed by, as the client sent them. */
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

    /** All of them in one order; a page goes on with those it began with. */
    @Nullable
    Object[] filters(DocumentKind kind) {
        return new @Nullable Object[] {kind, q, state, customerId, externalReference, quoteId, needsAttention};
    }
}
