package io.cpqoms.search.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A page of what was found.
 *
 * @param total everything that fits, on all pages
 * @param facets counted over everything that fits the words and filters other than the state
 */
record SearchAnswer(
        long total,

        @Schema(description = "The documents", implementation = Object[].class)
        List<JsonNode> items,

        Facets facets,
        Freshness freshness,
        Optional<String> nextCursor) {

    /** How what was found is distributed. */
    record Facets(List<StateCount> states, long needsAttention) {}

    /** Documents in one state. */
    record StateCount(String state, long count) {}
}
