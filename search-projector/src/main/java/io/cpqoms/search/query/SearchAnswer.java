package io.cpqoms.search.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.command.Cursors;
import io.cpqoms.command.Page;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of what was found.
 *
 * @param total everything that fits, on all pages
 * @param facets counted over everything that fits the words and filters other than the state
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SearchAnswer(
        long total,

        List<JsonNode> items,

        Facets facets,
        Freshness freshness,

        @Schema(description = Page.NEXT_CURSOR, maxLength = Cursors.LONGEST) @Nullable
        String nextCursor) {

    /** The answer about quotes, for the API document. */
    @Schema(name = "FoundQuotes")
    record Quotes(
            long total,
            List<FoundQuote> items,
            Facets facets,
            Freshness freshness,

            @Schema(description = Page.NEXT_CURSOR, maxLength = Cursors.LONGEST) @Nullable
            String nextCursor) {}

    /** The answer about orders, for the API document. */
    @Schema(name = "FoundOrders")
    record Orders(
            long total,
            List<FoundOrder> items,
            Facets facets,
            Freshness freshness,

            @Schema(description = Page.NEXT_CURSOR, maxLength = Cursors.LONGEST) @Nullable
            String nextCursor) {}

    /** How what was found is distributed. */
    record Facets(List<StateCount> states, long needsAttention) {}

    /** Documents in one state. */
    record StateCount(String state, long count) {}
}
