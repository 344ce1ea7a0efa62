package io.cpqoms.quote.journey;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cpqoms.messaging.PartsSoFar;
import io.cpqoms.quote.catalog.CatalogCommandHandler;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A large catalog version is put in portions, published at once and told in parts; {@code cpq verify --full} takes the largest there may be. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "quote"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("DOM-01")
class LargeCatalogIT {

    private static final Logger LOG = Logger.getLogger(LargeCatalogIT.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PRODUCTS = Boolean.getBoolean("cpq.full") ? 50_000 : 5_000;
    private static final int MOST_BYTES = 262_144;
    private static final Duration GOAL = CatalogCommandHandler.LONGEST_PUBLICATION;

    private final QuoteClient client = new QuoteClient();

    @Test
    void isToldInPartsThatTogetherAreTheContentHoweverItWasPut() {
        List<Map<String, Object>> products = products();
        String inOrder = draft(products, 1000);
        Collections.shuffle(products, new Random(7));
        String shuffled = draft(products, 700);

        List<JsonNode> facts = published(inOrder);
        List<JsonNode> others = published(shuffled);

        List<JsonNode> parts = facts.subList(0, facts.size() - 1);
        assertThat(parts).hasSizeGreaterThan(3).allMatch(part -> type(part).equals("CatalogPartPublished"));
        assertThat(facts).allMatch(fact -> bytes(fact) <= MOST_BYTES);
        assertThat(IntStream.range(0, facts.size())
                        .allMatch(i -> facts.get(i).path("aggregateVersion").asInt() == i + 1))
                .isTrue();
        JsonNode whole = facts.getLast();
        assertThat(type(whole)).isEqualTo("CatalogVersionPublished");
        told(parts).requireWhole(told(whole));
        assertThat(ids(parts)).hasSize(PRODUCTS).isSorted().doesNotHaveDuplicates();
        assertThat(others.getLast().at("/payload/contentHash")).isEqualTo(whole.at("/payload/contentHash"));
        assertThat(client.as("sales").get("/catalog-versions/" + inOrder).<Integer>path("productCount"))
                .isEqualTo(PRODUCTS);
    }

    private List<JsonNode> published(String id) {
        ManagementFactory.getMemoryPoolMXBeans().forEach(pool -> pool.resetPeakUsage());
        Response answer = client.command("catalog-admin").post("/catalog-versions/" + id + "/publish");
        answer.then().statusCode(200);
        LOG.infof(
                "%d products published in %d ms, %d bytes of answer; heap up to %d MB of %d, garbage included",
                PRODUCTS,
                answer.time(),
                answer.asByteArray().length,
                heapPeak() >> 20,
                Runtime.getRuntime().maxMemory() >> 20);
        assertThat(Duration.ofMillis(answer.time())).isLessThan(GOAL);
        return await().until(
                        () -> facts(id),
                        facts -> !facts.isEmpty() && type(facts.getLast()).equals("CatalogVersionPublished"));
    }

    private static long heapPeak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    private String draft(List<Map<String, Object>> products, int portion) {
        Response created = client.command("catalog-admin")
                .body(Map.of("name", "Large", "products", products.subList(0, portion)))
                .post("/catalog-versions");
        created.then().statusCode(201);
        String id = created.path("catalogVersionId");
        for (int from = portion; from < products.size(); from += portion) {
            client.command("catalog-admin")
                    .body(Map.of("products", products.subList(from, Math.min(from + portion, products.size()))))
                    .put("/catalog-versions/" + id + "/products")
                    .then()
                    .statusCode(200);
        }
        return id;
    }

    private static PartsSoFar told(List<JsonNode> parts) {
        PartsSoFar soFar = PartsSoFar.NOTHING;
        for (JsonNode part : parts) {
            soFar = soFar.with(part.at("/payload/part").asInt(), part.at("/payload/products"));
        }
        return soFar;
    }

    private static PartsSoFar told(JsonNode whole) {
        JsonNode payload = whole.path("payload");
        return new PartsSoFar(
                payload.path("partCount").asInt(),
                payload.path("productCount").asInt(),
                payload.path("contentHash").asText());
    }

    private static List<String> ids(List<JsonNode> parts) {
        List<String> ids = new ArrayList<>();
        parts.forEach(part -> part.at("/payload/products")
                .forEach(product -> ids.add(product.path("productId").asText())));
        return ids;
    }

    private static int bytes(JsonNode fact) {
        return fact.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static String type(JsonNode fact) {
        return fact.path("eventType").asText();
    }

    private static List<JsonNode> facts(String id) {
        return KafkaBroker.records().readToEnd("cpq.catalog.publications.v1").stream()
                .filter(record -> record.key().endsWith(":catalog:" + id))
                .map(record -> {
                    try {
                        return JSON.readTree(record.value());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    /** Names of usual length, some of whose letters take two bytes, and the steps of a shop. */
    private static List<Map<String, Object>> products() {
        return new ArrayList<>(IntStream.range(0, PRODUCTS)
                .mapToObj(i -> Map.<String, Object>of(
                        "productId",
                        "p" + i,
                        "name",
                        "Käse aus Böhmen, Güteklasse " + i,
                        "productClass",
                        "class-" + i % 20,
                        "discontinued",
                        i % 10 == 0,
                        "charges",
                        QuoteClient.onePrice(i + ".99", "EUR"),
                        "fulfilment",
                        List.of(
                                step("reserve", "line", List.of()),
                                step("ship", "order", List.of("reserve")),
                                step("bill", "order", List.of("ship")))))
                .toList());
    }

    private static Map<String, Object> step(String task, String scope, List<String> dependsOn) {
        return Map.of("task", task, "partner", "warehouse", "scope", scope, "dependsOn", dependsOn);
    }
}
