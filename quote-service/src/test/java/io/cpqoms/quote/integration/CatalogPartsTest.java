package io.cpqoms.quote.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.messaging.PartsSoFar;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Parts are as full as their room lets them be, and together they are the content. */
@Tag("DOM-01")
class CatalogPartsTest {

    private static final int ROOM = 2_000;
    private static final int BRACKETS = 2;

    private final Random random = new Random(256);

    @Test
    void cutsByBytesAndLosesNothing() {
        for (int round = 0; round < 200; round++) {
            List<JsonNode> products = products(1 + random.nextInt(60));
            List<ArrayNode> told = new ArrayList<>();
            CatalogParts parts = new CatalogParts(ROOM, (part, some) -> {
                told.add(some);
                assertThat(part).isEqualTo(told.size());
            });

            products.forEach(product -> parts.add((ObjectNode) product));
            PartsSoFar whole = parts.finish();

            List<JsonNode> together = new ArrayList<>();
            told.forEach(part -> part.forEach(together::add));
            assertThat(together).isEqualTo(products);
            assertThat(told).allMatch(part -> bytes(part) <= ROOM + BRACKETS);
            for (int i = 0; i + 1 < told.size(); i++) {
                assertThat(bytes(told.get(i)) + bytes(told.get(i + 1).get(0)))
                        .as("a part that had room for the next product")
                        .isGreaterThan(ROOM);
            }
            assertThat(whole.parts()).isEqualTo(told.size());
            whole.requireWhole(new PartsSoFar(
                    whole.parts(),
                    products.size(),
                    PartsSoFar.NOTHING.with(1, products).hash()));
        }
    }

    private List<JsonNode> products(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> (JsonNode) JsonNodeFactory.instance
                        .objectNode()
                        .put("productId", "p" + i)
                        // Two bytes a letter: who counts letters cuts too late.
                        .put("name", "ü".repeat(random.nextInt(400))))
                .toList();
    }

    private static int bytes(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
