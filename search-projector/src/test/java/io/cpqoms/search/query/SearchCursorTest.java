package io.cpqoms.search.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpqoms.command.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opensearch.client.opensearch._types.FieldValue;

@Tag("API-05")
class SearchCursorTest {

    @Test
    void bringsBackThePlaceItWasMadeFrom() {
        String cursor = SearchCursor.encode(
                List.of(FieldValue.of(1.5), FieldValue.of(1_800_000_000_000L), FieldValue.of("quote-1")));

        assertThat(SearchCursor.decode(cursor)).containsExactly(1.5, 1_800_000_000_000L, "quote-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense!", "W10", "WzEsMiwzLDRd", "e30"})
    void refusesWhatItDidNotMake(String cursor) {
        assertThatThrownBy(() -> SearchCursor.decode(cursor))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cursor");
    }
}
