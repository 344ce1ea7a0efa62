package io.cpqoms.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A mutation breaks the one member that it says, and leaves the rest as it was. */
@Tag("SEC-04")
class MemberTest {

    private static final String BODY = "{\"name\":\"a\",\"lines\":[{\"quantity\":1}]}";

    private final JsonNode body = read(BODY);
    private final JsonNode schema = read("""
            {"type":"object","required":["name"],"properties":{"name":{"type":"string"},"lines":{"type":"array","items":
             {"type":"object","properties":{"quantity":{"type":"integer","minimum":1,"maximum":9}}}}}}""");

    @Test
    void knowsEveryPlaceByTheNameThatViolationsUse() {
        assertThat(Member.in(schema, body))
                .extracting(Member::field)
                .containsExactly("name", "lines", "lines[0]", "lines[0].quantity");
        assertThat(member("name").required()).isTrue();
        assertThat(member("lines[0].quantity").beside("x")).isEqualTo("lines[0].x");
    }

    @Test
    void putsWhatIsNoJsonInThePlaceOfAValue() {
        assertThat(member("lines[0].quantity").replacedIn(body, "1e400"))
                .isEqualTo("{\"name\":\"a\",\"lines\":[{\"quantity\":1e400}]}");
        assertThat(member("lines[0]").replacedIn(body, "null")).isEqualTo("{\"name\":\"a\",\"lines\":[null]}");
        assertThat(member("name").missingIn(body)).isEqualTo("{\"lines\":[{\"quantity\":1}]}");
        assertThat(member("name").followedIn(body, "\"name\":2"))
                .isEqualTo("{\"name\":\"a\",\"name\":2,\"lines\":[{\"quantity\":1}]}");
    }

    @Test
    void goesToTheEdgesThatTheSchemaNamesAndBeyond() {
        assertThat(MemberValues.edges(member("lines[0].quantity"), read("1")))
                .isEqualTo(List.of("0", "1", "2", "8", "9", "10"));
    }

    @Test
    void makesAValueThatTheSchemaAllows() {
        assertThat(new Schemas().allows(schema, ValidValues.of(schema))).isTrue();
        assertThat(new Schemas().allows(schema, read("{\"name\":\"a\",\"unknown\":1}")))
                .isFalse();
    }

    private Member member(String field) {
        return Member.in(schema, body).stream()
                .filter(member -> member.field().equals(field))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode read(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
