package io.cpqoms.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.command.Operation.Body;
import io.cpqoms.command.Operation.Input;
import io.cpqoms.command.Operation.Place;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The signature of a method says what may be sent. */
class OperationTest {

    private static class Headers {
        @HeaderParam("If-Match")
        @Nullable
        String ifMatch;
    }

    private static final class More extends Headers {
        @QueryParam("limit")
        int limit;
    }

    private record Payload(String text) {}

    private static final class Resource {
        void none(@PathParam("id") String id, @BeanParam More more, @Context UriInfo uri) {}

        void optional(@Nullable Payload body) {}

        void required(@QueryParam("state") @Nullable String state, Payload body) {}

        void validated(@NotNull @Nullable Payload body) {}
    }

    @Test
    @Tag("K4")
    void knowsTheParametersOfBeansAndOfTheirParents() {
        assertThat(operation("none").inputs())
                .containsExactlyInAnyOrder(
                        new Input(Place.PATH, "id", String.class),
                        new Input(Place.QUERY, "limit", int.class),
                        new Input(Place.HEADER, "If-Match", String.class));
    }

    @Test
    @Tag("K18")
    void knowsWhetherABodyIsDue() {
        assertThat(operation("none").body()).isEqualTo(Body.NONE);
        assertThat(operation("optional").body()).isEqualTo(Body.OPTIONAL);
        assertThat(operation("required").body()).isEqualTo(Body.REQUIRED);
        assertThat(operation("validated").body()).isEqualTo(Body.REQUIRED);
    }

    @ParameterizedTest
    @Tag("K4")
    @CsvSource(delimiter = '|', textBlock = """
            50                      | int       |
            -1                      | int       |
            abc                     | int       | must be a whole number such as 50
            1.5                     | int       | must be a whole number such as 50
            +1                      | int       | must be a whole number such as 50
            ٣                       | int       | must be a whole number such as 50
            ''                      | int       | must be a whole number such as 50
            99999999999             | int       | must be a whole number from -2147483648 to 2147483647
            99999999999             | long      |
            9223372036854775808     | long      | must be a whole number from -9223372036854775808 to 9223372036854775807
            99999999999999999999999 | long      | must be a whole number from -9223372036854775808 to 9223372036854775807
            true                    | boolean   |
            maybe                   | boolean   | must be true or false
            TRUE                    | boolean   | must be true or false
            x                       | uuid      | must be a UUID such as 0198c0de-0000-7000-8000-000000000101
            1-1-1-1-1               | uuid      | must be a UUID such as 0198c0de-0000-7000-8000-000000000101
            HEADER                  | place     |
            header                  | place     | must be one of PATH, QUERY, HEADER
            2026-12-31T23:00:00Z    | instant   |
            1e10                    | instant   | must be an instant such as 2026-12-31T23:00:00Z, from 2000-01-01T00:00:00Z to before 2200-01-01T00:00:00Z
            anything                | text      |
            """)
    void saysWhatAParameterMustBe(String text, String type, @Nullable String objection) {
        Class<?> read = switch (type) {
            case "int" -> int.class;
            case "long" -> Long.class;
            case "boolean" -> Boolean.class;
            case "uuid" -> UUID.class;
            case "place" -> Place.class;
            case "instant" -> Instant.class;
            default -> String.class;
        };

        assertThat(ParameterText.objection(text, read).orElse(null)).isEqualTo(objection);
    }

    @Test
    @Tag("K3")
    void refusesAParameterThatCannotBeKept() {
        assertThat(ParameterText.objection("a\0", String.class))
                .hasValueSatisfying(why -> assertThat(why).contains("position 2", "U+0000"));
        assertThat(ParameterText.objection("\uD834", UUID.class))
                .hasValueSatisfying(why -> assertThat(why).contains("surrogate"));
    }

    private static Operation operation(String name) {
        return Operation.of(Arrays.stream(Resource.class.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow());
    }
}
