package io.cpqoms.quote.journey;

import static io.cpqoms.quote.journey.QuoteClient.newQuote;
import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Catalog versions from draft to retirement. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "quote"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("DOM-01")
class CatalogJourneyIT {

    private final QuoteClient client = new QuoteClient();

    @Test
    void isDraftedPublishedAndRetiredAndTellsSo() {
        Response draft =
                client.command("catalog-admin").body(QuoteClient.catalog()).post("/catalog-versions");
        draft.then().statusCode(201).header("ETag", "\"0\"").body("state", equalTo("draft"));
        String id = draft.path("catalogVersionId");
        command(id, "publish", "\"0\"")
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("state", equalTo("published"));
        String quoteId = client.command("sales")
                .body(newQuote(id, QuoteClient.NORTHWIND_LINE))
                .post("/quotes")
                .path("quoteId");
        command(id, "retire", "\"1\"").then().statusCode(200).body("state", equalTo("retired"));

        client.command("sales").body(newQuote(id)).post("/quotes").then().statusCode(400);
        client.run(quoteId, "price").then().statusCode(200);
        client.as("sales").get("/catalog-versions").then().body("items.catalogVersionId", hasItem(id));
        client.as("sales").get("/catalog-versions/" + id).then().body("productCount", equalTo(3));
        await().untilAsserted(() -> assertThat(facts(id))
                .satisfiesExactly(
                        part -> assertThat(part).contains("CatalogPartPublished", "\"aggregateVersion\":1"),
                        published ->
                                assertThat(published).contains("CatalogVersionPublished", "\"aggregateVersion\":2"),
                        retired -> assertThat(retired).contains("CatalogVersionRetired", "\"aggregateVersion\":3")));
    }

    @Test
    void isNotPublishedWhenTasksWaitForEachOther() {
        String body = """
                {"name":"Knot","products":[{"productId":"1","name":"One","productClass":"any","discontinued":false,
                 "charges":[{"chargeId":"price","kind":"oneTime","prices":[{"currency":"EUR","listUnitPrice":"1.00"}]}],
                 "fulfilment":[{"task":"a","partner":"warehouse","scope":"line","dependsOn":["b"]},
                               {"task":"b","partner":"warehouse","scope":"line","dependsOn":["a"]}]}]}""";
        String id = client.command("catalog-admin")
                .body(body)
                .post("/catalog-versions")
                .path("catalogVersionId");

        command(id, "publish", "*")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:cpq:problem:not-publishable"))
                .body("violations[0].message", containsString("a of product 1 → b of product 1 → a of product 1"));
        client.as("sales").get("/catalog-versions/" + id).then().body("state", equalTo("draft"));
    }

    @Test
    void isPublishedOnce() {
        String id = client.publishedCatalog();

        command(id, "publish", "*")
                .then()
                .statusCode(409)
                .body("state", equalTo("published"))
                .body("legalCommands", equalTo(List.of("retire")));
    }

    @Test
    void isSeenByItsTenantOnly() {
        String id = client.publishedCatalog();

        new QuoteClient().as("sales").get("/catalog-versions/" + id).then().statusCode(404);
        new QuoteClient()
                .command("sales")
                .body(newQuote(id))
                .post("/quotes")
                .then()
                .statusCode(400);
    }

    private Response command(String id, String name, String version) {
        return client.as("catalog-admin")
                .header("Idempotency-Key", UUID.randomUUID())
                .header("If-Match", version)
                .post("/catalog-versions/" + id + "/" + name);
    }

    private static List<String> facts(String id) {
        return KafkaBroker.records().readToEnd("cpq.catalog.publications.v1").stream()
                .filter(record -> record.key().endsWith(":catalog:" + id))
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }
}
