package io.cpqoms.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A request for one thing becomes one for another in every place that names it, and in no other. */
@Tag("SEC-04")
class ValidRequestTest {

    @Test
    void namesAnotherInPathQueryAndBody() throws JsonProcessingException {
        WireRequest other = request("/parked/1/discard?id=1&limit=10", "{\"ids\":[\"1\"],\"note\":\"1 of 10\"}")
                .naming("id", "7");

        assertThat(other.target()).isEqualTo("/parked/7/discard?id=7&limit=10");
        assertThat(new String(other.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"ids\":[\"7\"],\"note\":\"1 of 10\"}");
    }

    @Test
    void knowsWhetherItNamesTheThing() throws JsonProcessingException {
        assertThat(request("/parked/1", "{}").names("1")).isTrue();
        assertThat(request("/parked", "{\"ids\":[\"1\"]}").names("1")).isTrue();
        assertThat(request("/parked/10", "{\"ids\":[\"11\"]}").names("1")).isFalse();
    }

    /** The world is asked for nothing here. */
    @SuppressWarnings("NullAway")
    private static ValidRequest request(String target, String body) throws JsonProcessingException {
        ApiOperation operation = new ApiOperation("any", "POST", "/any", List.of(), Optional.empty(), List.of());
        ObjectNode json = (ObjectNode) new ObjectMapper().readTree(body);
        WireRequest request = new WireRequest("POST", target, List.of(), body.getBytes(StandardCharsets.UTF_8));
        return new ValidRequest(operation, Map.of("id", "1"), Optional.of(json), request, null);
    }
}
