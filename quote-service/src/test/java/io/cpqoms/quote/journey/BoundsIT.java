package io.cpqoms.quote.journey;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is sold can be fulfilled, what is stored can be told; both are measured before. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "quote"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("API-12")
class BoundsIT {

    private static final int LONGEST_NAME = 200;

    private final QuoteClient client = new QuoteClient();

    @Test
    @Tag("Q2")
    void pricesNoMoreThanAnOrderCanPlan() {
        String catalog = published(List.of(product(0, LONGEST_NAME, 5)));
        String most = draft(catalog, 400);
        String tooMuch = draft(catalog, 450);

        client.run(most, "price").then().statusCode(200);
        client.run(tooMuch, "price")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:cpq:problem:too-much-to-fulfil"))
                .body(
                        "detail",
                        equalTo("An order of these 450 lines would need 2250 tasks; a plan holds at most 2000."
                                + " Quote fewer lines at a time."));
        client.as("sales").get("/quotes/" + tooMuch).then().body("state", equalTo("draft"));
    }

    /** What a version has is counted with every portion; the rows of others stand for sixty megabytes. */
    @Test
    @Tag("K8")
    void storesNoCatalogThatCouldNotBeTold() {
        String id = create(List.of(product(0, 1, 1))).path("catalogVersionId");
        PostgresServer.rows("quote")
                .execute(
                        "update catalog_product set bytes = ? where catalog_version_id = ?",
                        (64 << 20) - 1,
                        UUID.fromString(id));

        put(id, product(1, 1, 1))
                .then()
                .statusCode(413)
                .body("type", equalTo("urn:cpq:problem:catalog-too-large"))
                .body(
                        "detail",
                        matchesPattern(
                                "Telling of this catalog version takes 67109\\d{3} bytes; there is room for 67108864\\..*"));
        client.as("sales").get("/catalog-versions/" + id).then().body("productCount", equalTo(1));
        put(id, product(0, 1, 1)).then().statusCode(200).body("productCount", equalTo(1));
    }

    @Test
    @Tag("K8")
    void storesNoMoreThanFiftyThousandProducts() {
        String id = create(List.of(product(0, 1, 1))).path("catalogVersionId");
        PostgresServer.rows("quote").execute("""
                insert into catalog_product (catalog_version_id, tenant_id, product_id, name, product_class, bytes, document)
                select catalog_version_id, tenant_id, 'q' || n, name, product_class, bytes, document
                  from catalog_product, generate_series(1, 49999) n where catalog_version_id = ?""", UUID.fromString(id));

        put(id, product(1, 1, 1))
                .then()
                .statusCode(413)
                .body("detail", equalTo("A catalog version of 50001 products is too large; it has room for 50000."));
        put(id, product(0, 1, 1)).then().statusCode(200).body("productCount", equalTo(50000));
    }

    /** A product from before products were measured is as long as it is; its publication is refused, not broken. */
    @Test
    @Tag("K8")
    void publishesNoStoredDraftThatCouldNotBeTold() {
        String id = create(List.of(product(0, 1, 1))).path("catalogVersionId");
        PostgresServer.rows("quote")
                .execute(
                        "update catalog_product set document = jsonb_set(document, '{name}', to_jsonb(repeat('x', 5000000))) where catalog_version_id = ?",
                        UUID.fromString(id));

        client.command("catalog-admin")
                .post("/catalog-versions/" + id + "/publish")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:cpq:problem:not-publishable"))
                .body("detail", matchesPattern("telling of it takes 5000\\d{3} bytes; there is room for 2[56]\\d{4}"));
        client.as("sales").get("/catalog-versions/" + id).then().body("state", equalTo("draft"));
    }

    private Response put(String id, Map<String, Object> product) {
        return client.command("catalog-admin")
                .body(Map.of("products", List.of(product)))
                .put("/catalog-versions/" + id + "/products");
    }

    private String published(List<Map<String, Object>> products) {
        Response created = create(products);
        created.then().statusCode(201);
        String id = created.path("catalogVersionId");
        client.command("catalog-admin")
                .post("/catalog-versions/" + id + "/publish")
                .then()
                .statusCode(200);
        return id;
    }

    private Response create(List<Map<String, Object>> products) {
        return client.command("catalog-admin")
                .body(Map.of("name", "Bounds", "products", products))
                .post("/catalog-versions");
    }

    private String draft(String catalog, int lines) {
        String line = "{\"productId\":\"p0\",\"quantity\":1}";
        Response opened = client.command("sales")
                .body(QuoteClient.newQuote(
                        catalog, Stream.generate(() -> line).limit(lines).toArray(String[]::new)))
                .post("/quotes");
        opened.then().statusCode(201);
        return opened.path("quoteId");
    }

    private static Map<String, Object> product(int number, int nameLength, int steps) {
        return Map.of(
                "productId",
                "p" + number,
                "name",
                "n".repeat(nameLength),
                "productClass",
                "food",
                "discontinued",
                false,
                "charges",
                QuoteClient.onePrice("21.00", "EUR"),
                "fulfilment",
                IntStream.range(0, steps)
                        .mapToObj(step -> Map.of(
                                "task",
                                "task-of-a-long-name-that-fills-one-catalog-" + (100 + step),
                                "partner",
                                "warehouse",
                                "scope",
                                "line",
                                "dependsOn",
                                List.of()))
                        .toList());
    }
}
