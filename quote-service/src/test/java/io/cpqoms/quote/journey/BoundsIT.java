package io.cpqoms.quote.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final int PRODUCTS = 2000;
    private static final int LONGEST_NAME = 200;
    private static final Pattern FIGURES = Pattern.compile(
            "Telling of this catalog version takes (\\d+) bytes; the topic of catalogs has room for (\\d+)\\. .*");

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

    @Test
    @Tag("K8")
    void storesNoCatalogThatCouldNotBeTold() {
        Matcher figures = figures(create(products(0)));
        int over = number(figures, 1) - number(figures, 2);
        assertThat(over).as("the names can be cut by as much").isBetween(1, PRODUCTS * (LONGEST_NAME - 1));

        Matcher oneTooMany = figures(create(products(over - 1)));
        String id = published(products(over));

        assertThat(number(oneTooMany, 1)).isEqualTo(number(oneTooMany, 2) + 1);
        client.as("sales").get("/catalog-versions/" + id).then().body("state", equalTo("published"));
    }

    /** A draft from before drafts were measured is as long as it is; its publication is refused, not broken. */
    @Test
    @Tag("K8")
    void publishesNoStoredDraftThatCouldNotBeTold() {
        String id = create(List.of(product(0, 1, 1))).path("catalogVersionId");
        PostgresServer.rows("quote")
                .execute(
                        "update catalog_version set products = jsonb_set(products, '{products,0,name}', to_jsonb(repeat('x', 5000000))) where catalog_version_id = ?",
                        UUID.fromString(id));

        Response refused = client.command("catalog-admin").post("/catalog-versions/" + id + "/publish");

        refused.then().statusCode(409).body("type", equalTo("urn:cpq:problem:catalog-too-large"));
        assertThat(refused.<String>path("detail")).matches(FIGURES);
        client.as("sales").get("/catalog-versions/" + id).then().body("state", equalTo("draft"));
    }

    private static Matcher figures(Response refused) {
        refused.then().statusCode(413).body("type", equalTo("urn:cpq:problem:catalog-too-large"));
        Matcher figures = FIGURES.matcher(refused.path("detail"));
        assertThat(figures.matches()).isTrue();
        return figures;
    }

    private static int number(Matcher figures, int group) {
        return Integer.parseInt(figures.group(group));
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

    /** As many as a version may have, about five megabytes with the longest names; the names are shorter by so many letters in all. */
    private static List<Map<String, Object>> products(int shorter) {
        return IntStream.range(0, PRODUCTS)
                .mapToObj(i -> product(i, LONGEST_NAME - shorter / PRODUCTS - (i < shorter % PRODUCTS ? 1 : 0), 20))
                .toList();
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
                "listPrice",
                Map.of("amount", "21.00", "currency", "EUR"),
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
