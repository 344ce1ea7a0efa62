package io.cpqoms.search.query;

import io.cpqoms.command.Listing;
import java.util.List;
import org.opensearch.client.opensearch._types.FieldValue;

/** The place of a document in what was found: the values that OpenSearch sorted it by. */
final class SearchCursor {

    static final Listing<List<FieldValue>> BY_SORT_VALUES = new Listing<>(
            "search",
            "score where there are words, updatedAt, id",
            sort -> sort.stream().map(SearchCursor::text).toList(),
            parts -> parts.stream().map(SearchCursor::value).toList());

    private SearchCursor() {}

    /** The kind of a value goes first: OpenSearch takes a number for a number only. */
    private static String text(FieldValue value) {
        return switch (value._kind()) {
            case Long -> "l" + value.longValue();
            case Double -> "d" + value.doubleValue();
            default -> "s" + value.stringValue();
        };
    }

    private static FieldValue value(String text) {
        String value = text.substring(1);
        return switch (text.charAt(0)) {
            case 'l' -> FieldValue.of(Long.parseLong(value));
            case 'd' -> FieldValue.of(Double.parseDouble(value));
            case 's' -> FieldValue.of(value);
            default -> throw new IllegalArgumentException("no kind of value");
        };
    }
}
