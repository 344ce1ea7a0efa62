package io.cpqoms.search.query;

import io.cpqoms.command.Problem;
import io.cpqoms.search.index.DocumentKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for: words and exact filters.
 *
 * @param filters document field → the value it must have
 */
record SearchRequest(DocumentKind kind, Optional<String> words, Map<String, Object> filters) {

    static final int MAX_WORDS = 200;

    /** The request with what the client sent; refuses what cannot be meant. */
    static SearchRequest of(DocumentKind kind, SearchParameters parameters) {
        Optional<String> words =
                Optional.ofNullable(parameters.q).map(String::strip).filter(text -> !text.isEmpty());
        if (words.isPresent() && words.get().length() > MAX_WORDS) {
            throw Problem.invalidInput("q", "must have at most " + MAX_WORDS + " characters")
                    .asException();
        }
        return new SearchRequest(kind, words, filters(kind, parameters));
    }

    private static List<String> states(DocumentKind kind) {
        return switch (kind) {
            case QUOTE ->
                List.of(
                        "draft",
                        "priced",
                        "pendingApproval",
                        "approved",
                        "rejected",
                        "presented",
                        "declined",
                        "withdrawn",
                        "accepted",
                        "ordered",
                        "expired",
                        "cancelled");
            case ORDER -> List.of("acknowledged", "inProgress", "held", "completed");
        };
    }

    private static Map<String, Object> filters(DocumentKind kind, SearchParameters parameters) {
        if (parameters.state != null && !states(kind).contains(parameters.state)) {
            throw Problem.invalidInput("state", "must be one of " + states(kind))
                    .asException();
        }
        Map<String, Object> filters = new LinkedHashMap<>();
        text(filters, "state", parameters.state);
        text(filters, "customerId", parameters.customerId);
        text(filters, "externalReference", parameters.externalReference);
        text(filters, "quoteId", parameters.quoteId);
        if (parameters.needsAttention != null) {
            filters.put("needsAttention", parameters.needsAttention);
        }
        return filters;
    }

    private static void text(Map<String, Object> filters, String field, @Nullable String value) {
        if (value != null) {
            filters.put(field, value);
        }
    }
}
