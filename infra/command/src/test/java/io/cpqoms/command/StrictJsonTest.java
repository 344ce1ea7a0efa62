package io.cpqoms.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A body that is JSON but no command is refused with the field and what would be right, and with nothing of the library. */
class StrictJsonTest {

    private final ObjectMapper strict = new StrictJson(JsonMapper.builder()
                    .addModules(new JavaTimeModule(), new Jdk8Module())
                    .build())
            .getContext(Order.class);

    enum Colour {
        RED,
        GREEN
    }

    record Order(
            @Nullable String name,
            @Nullable Integer quantity,
            @Nullable Long version,
            @Nullable UUID id,
            @Nullable Instant validUntil,
            @Nullable Colour colour,
            @NotNull @Size(max = 3) List<@NotNull Line> lines,
            @Nullable Set<UUID> ids,
            @Nullable Map<Integer, Line> byNumber) {}

    record Line(@Nullable @Size(max = 2) List<String> dependsOn) {}

    @Test
    void readsWhatIsRight() throws JsonProcessingException {
        Order order = strict.readValue("""
                {"quantity":1,"validUntil":"2199-12-31T23:59:59.123456789+01:00","colour":"RED","lines":[{"dependsOn":["a","b"]},{}],
                 "ids":["0198c0de-0000-7000-8000-000000000101"],"byNumber":{"7":{}}}""", Order.class);

        assertThat(order.lines()).hasSize(2);
        assertThat(order.lines().getFirst().dependsOn()).containsExactly("a", "b");
        assertThat(order.ids()).hasSize(1);
        assertThat(order.validUntil()).isEqualTo("2199-12-31T22:59:59.123456789Z");
    }

    @ParameterizedTest
    @Tag("K1")
    @CsvSource(delimiter = '|', textBlock = """
            {"lines":[{},null]}                         | lines[1]                  | must not be null
            {"lines":[{},{},{},{}]}                     | lines                     | must have at most 3 elements
            {"lines":[{},{"dependsOn":["a",null]}]}     | lines[1].dependsOn[1]     | must not be null
            {"lines":[{"dependsOn":["a","b","c"]}]}     | lines[0].dependsOn        | must have at most 2 elements
            {"lines":{}}                                | lines                     | must be a list
            {"lines":"x"}                               | lines                     | must be a list
            {"ids":[null]}                              | ids[0]                    | must not be null
            """)
    void stopsReadingAtTheFirstElementTooMany(String body, String field, String message) {
        Violation violation = violation(body);

        assertThat(violation.field()).isEqualTo(field);
        assertThat(violation.message()).contains(message);
    }

    @Test
    @Tag("K1")
    void boundsAListWhosePropertySaysNoBound() {
        String ids = String.join(",", Collections.nCopies(1_001, "\"" + new UUID(0, 1) + "\""));

        assertThat(violation("{\"ids\":[" + ids + "]}").message()).contains("at most 1000 elements");
    }

    @ParameterizedTest
    @Tag("K15")
    @CsvSource(delimiter = '|', textBlock = """
            {"quantity":2147483648}             | quantity      | a whole number without quotes, at most 2147483647
            {"quantity":1.5}                    | quantity      | a whole number
            {"quantity":1e10}                   | quantity      | a whole number
            {"quantity":"1"}                    | quantity      | a whole number
            {"version":9223372036854775808}     | version       | at most 9223372036854775807
            {"id":"abc"}                        | id            | a UUID such as
            {"id":""}                           | id            | a UUID such as
            {"id":" "}                          | id            | a UUID such as
            {"quantity":""}                     | quantity      | a whole number
            {"colour":""}                       | colour        | one of RED, GREEN
            {"colour":"BLUE"}                   | colour        | one of RED, GREEN
            {"name":5}                          | name          | text in quotes
            {"byNumber":{"x":{}}}               | byNumber      | has the name "x", which must be a whole number
            {"colours":1}                       | colours       | unknown property; known here: byNumber, colour
            """)
    void saysWhatWouldBeRightInWordsOfItsOwn(String body, String field, String message) {
        Violation violation = violation(body);

        assertThat(violation.field()).isEqualTo(field);
        assertThat(violation.message()).contains(message).doesNotContain("java.", "io.cpqoms", "Feature", "Exception");
    }

    @ParameterizedTest
    @Tag("K6")
    @ValueSource(
            strings = {
                "\"+10000-01-01T00:00:00Z\"",
                "1893456000000",
                "1893456000.5",
                "1e10",
                "\"1900000000\"",
                "\"2026-12-31T24:00:00Z\"",
                "\"2026-12-31T23:59:60Z\"",
                "\"2026-02-30T00:00:00Z\"",
                "\"2026-12-31\"",
                "\"2026-12-31T23:00:00\"",
                "\"2026-12-31T23:00Z\"",
                "\"2026-12-31T23:00:00+01\"",
                "\"2026-12-31T23:00:00+01:00:30\"",
                "\"2026-12-31T23:00:00+19:00\"",
                "\"2026-12-31T23:00:00Z[Europe/Berlin]\"",
                "\"1999-12-31T23:59:59Z\"",
                "\"2200-01-01T00:00:00Z\"",
                "\"\"",
                "true",
                "[]"
            })
    void takesAnInstantOnlyAsRfc3339TextOfThisAndTheNextCentury(String instant) {
        Violation violation = violation("{\"validUntil\":" + instant + "}");

        assertThat(violation.field()).isEqualTo("validUntil");
        assertThat(violation.message())
                .contains(
                        "must be an instant such as \"2026-12-31T23:00:00Z\", from 2000-01-01T00:00:00Z to before 2200");
    }

    private Violation violation(String body) {
        JsonProcessingException failure =
                catchThrowableOfType(JsonProcessingException.class, () -> strict.readValue(body, Order.class));
        return JsonProblems.of(failure).violations().getFirst();
    }
}
