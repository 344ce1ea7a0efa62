package io.cpqoms.quote.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.cpqoms.testkit.ForgedCursors;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lists take only cursors of their own, and read no document. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "quote"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
class ListsIT {

    private static final String UNREADABLE = "{\"written\":\"by nobody\"}";

    private final QuoteClient client = new QuoteClient();

    @Test
    @Tag("K5")
    void refusesEveryForgedCursorByItsName() {
        for (String list : List.of("/quotes?", "/catalog-versions?")) {
            ForgedCursors.all().forEach(cursor -> refused(client, list + "cursor=" + cursor, "cursor: "));
        }
    }

    @Test
    @Tag("K5")
    void refusesACursorOfAnotherListOfAnotherTenantAndOfOtherFilters() {
        client.aDraft();
        client.aDraft();
        String cursor = client.as("sales").get("/quotes?state=draft&limit=1").path("nextCursor");

        client.as("sales")
                .get("/quotes?state=draft&limit=1&cursor=" + cursor)
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .body("$", not(hasKey("nextCursor")));
        refused(client, "/catalog-versions?cursor=" + cursor, "of this list");
        refused(new QuoteClient(), "/quotes?state=draft&cursor=" + cursor, "of this list");
        refused(client, "/quotes?cursor=" + cursor, "other filters");
        refused(client, "/quotes?state=priced&cursor=" + cursor, "other filters");
        refused(client, "/quotes?state=draft&customerId=VINET&cursor=" + cursor, "other filters");
    }

    @Test
    @Tag("K5")
    void givesEveryInstanceTheSameKey() {
        assertThat(PostgresServer.rows("quote").number("select count(*) from cursor_key"))
                .isEqualTo(1);
    }

    @Test
    @Tag("K16")
    void listsCatalogVersionsWhoseProductsNobodyCanRead() {
        String id = client.publishedCatalog();
        PostgresServer.rows("quote")
                .execute(
                        "update catalog_product set document = ?::jsonb where catalog_version_id = ?",
                        UNREADABLE,
                        UUID.fromString(id));

        client.as("sales")
                .get("/catalog-versions?limit=200")
                .then()
                .statusCode(200)
                .body("items.catalogVersionId", equalTo(List.of(id)))
                .body("items[0].productCount", equalTo(3))
                .body("items[0].state", equalTo("published"));
    }

    @Test
    @Tag("K16")
    void listsQuotesWhoseDocumentNobodyCanRead() {
        String id = client.aQuoteAfter("price");
        PostgresServer.rows("quote")
                .execute("update quote set document = ?::jsonb where quote_id = ?", UNREADABLE, UUID.fromString(id));

        client.as("sales")
                .get("/quotes?limit=200")
                .then()
                .statusCode(200)
                .body("items.quoteId", equalTo(List.of(id)))
                .body("items[0].totals.rounded.currency", equalTo("EUR"));
    }

    private static void refused(QuoteClient client, String path, String why) {
        Response answer = client.as("sales").urlEncodingEnabled(false).get(path);

        assertThat(answer.statusCode()).as(path).isEqualTo(400);
        answer.then()
                .body("type", equalTo("urn:cpq:problem:invalid-input"))
                .body("violations.field", equalTo(List.of("cursor")))
                .body("detail", containsString(why));
    }
}
