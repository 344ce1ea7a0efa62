package io.cpqoms.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A content is the same wherever it was cut, and another when anything of it is. */
class PartsSoFarTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Random random = new Random(59);

    @Test
    void hashesTheSameHoweverItIsCut() {
        List<JsonNode> items = items(200);
        PartsSoFar whole = PartsSoFar.NOTHING.with(1, items);

        for (int i = 0; i < 100; i++) {
            PartsSoFar cut = PartsSoFar.NOTHING;
            int from = 0;
            while (from < items.size()) {
                int to = Math.min(items.size(), from + 1 + random.nextInt(60));
                cut = cut.with(cut.parts() + 1, items.subList(from, to));
                from = to;
            }
            assertThat(cut.items()).isEqualTo(whole.items());
            assertThat(cut.hash()).isEqualTo(whole.hash());
        }
    }

    @Test
    void isAnotherWhenAnItemIsMissingRepeatedChangedOrElsewhere() {
        List<JsonNode> items = items(20);
        PartsSoFar told = PartsSoFar.NOTHING.with(1, items);
        for (int i = 0; i < items.size() - 1; i++) {
            List<JsonNode> swapped = new ArrayList<>(items);
            swapped.set(i, items.get(i + 1));
            swapped.set(i + 1, items.get(i));
            List<JsonNode> changed = new ArrayList<>(items);
            changed.set(i, ((ObjectNode) items.get(i).deepCopy()).put("name", "other"));
            List<JsonNode> missing = new ArrayList<>(items);
            missing.remove(i);
            for (List<JsonNode> other : List.of(swapped, changed, missing)) {
                PartsSoFar come = PartsSoFar.NOTHING.with(1, other);
                assertThatThrownBy(() -> come.requireWhole(told)).isInstanceOf(BadMessage.class);
            }
        }
        told.requireWhole(told);
        for (PartsSoFar other : List.of(new PartsSoFar(2, 20, told.hash()), new PartsSoFar(1, 21, told.hash()))) {
            assertThatThrownBy(() -> told.requireWhole(other)).isInstanceOf(BadMessage.class);
        }
    }

    @Test
    void doesNotMindTheOrderOfMembers() throws JsonProcessingException {
        ArrayNode one = (ArrayNode) JSON.readTree("[{\"a\":{\"x\":\"ü\",\"y\":[1,2]},\"b\":\"2\"}]");
        ArrayNode other = (ArrayNode) JSON.readTree("[{ \"b\":\"2\", \"a\":{\"y\":[1,2],\"x\":\"\\u00fc\"} }]");

        assertThat(PartsSoFar.NOTHING.with(1, one)).isEqualTo(PartsSoFar.NOTHING.with(1, other));
    }

    /** Printed and hashed by another program, so that readers in other languages can do it too. */
    @Test
    void isWhatTheContractSays() throws JsonProcessingException {
        JsonNode item = JSON.readTree("{\"b\":\"2\",\"a\":1}");

        // printf '%064d{"a":1,"b":"2"}' 0 | sha256sum
        assertThat(PartsSoFar.NOTHING.with(1, List.of(item)).hash())
                .isEqualTo("70e2a6d81a41084d4502c327d8832b382712739f2dd43003d33ee2c71fefa3dd");
        // printf '%064d{"a":"ü\\u001f\\n/"}' 0 | sha256sum, the escapes of RFC 8785
        assertThat(PartsSoFar.NOTHING
                        .with(1, List.of(JSON.readTree("{\"a\":\"\\u00FC\\u001F\\u000A/\"}")))
                        .hash())
                .isEqualTo("6f7269c7723bdeb816497e225c72524a01a4266421175ec2d390885593617633");
    }

    @Test
    void takesTheNextPartOnly() {
        PartsSoFar first = PartsSoFar.NOTHING.with(1, items(1));

        assertThat(first.has(1)).isTrue();
        assertThat(first.has(2)).isFalse();
        assertThatThrownBy(() -> first.with(1, items(1))).isInstanceOf(BadMessage.class);
        assertThatThrownBy(() -> first.with(3, items(1)))
                .isInstanceOf(BadMessage.class)
                .hasMessage("Part 3 came after 1 parts; part 2 is next");
    }

    private static List<JsonNode> items(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> (JsonNode) JsonNodeFactory.instance
                        .objectNode()
                        .put("productId", "p" + i)
                        .put("name", "Product " + i))
                .toList();
    }
}
