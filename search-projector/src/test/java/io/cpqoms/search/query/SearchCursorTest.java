package io.cpqoms.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opensearch.client.opensearch._types.FieldValue;

@Tag("API-05")
class SearchCursorTest {

    @Test
    void bringsBackThePlaceItWasMadeFrom() {
        List<FieldValue> sort =
                List.of(FieldValue.of(0.1 + 0.2), FieldValue.of(1_800_000_000_000L), FieldValue.of("quote-1"));

        List<String> parts = SearchCursor.BY_SORT_VALUES.parts().apply(sort);
        List<FieldValue> place = SearchCursor.BY_SORT_VALUES.place().apply(parts);

        assertThat(place).extracting(FieldValue::_get).containsExactly(0.1 + 0.2, 1_800_000_000_000L, "quote-1");
    }
}
