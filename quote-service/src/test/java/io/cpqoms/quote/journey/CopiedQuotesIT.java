package io.cpqoms.quote.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A quote that begins with the lines of another one. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "quote"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("DOM-04")
class CopiedQuotesIT {

    private final QuoteClient client = new QuoteClient();

    @Test
    void aCopyIsAQuoteOfItsOwnThatIsPricedAnew() {
        String id = client.aQuoteAfter("price", "submit", "reject");

        Response copied = client.command("sales")
                .body("{\"externalReference\":\"copy-1\"}")
                .post("/quotes/" + id + "/copies");

        copied.then()
                .statusCode(201)
                .body("state", equalTo("draft"))
                .body("revision", equalTo(1))
                .body("externalReference", equalTo("copy-1"))
                .body("customerId", equalTo("VINET"))
                .body("lines[0].quantity", equalTo(12))
                .body("lines[0].price", nullValue())
                .body("copiedFrom", equalTo(id))
                .body("totals", nullValue());
        String copy = copied.path("quoteId");
        assertThat(originToldOf(copy)).isEqualTo(id);
        client.as("sales").get("/quotes/" + id).then().body("state", equalTo("rejected"));
        assertThat(copied.<String>path("lines[0].lineId"))
                .isNotEqualTo(client.as("sales").get("/quotes/" + id).path("lines[0].lineId"));
    }

    @Test
    void aCopyThatDoesNotFitNamesWhatTheBodyHasAndTheLineOfTheSource() {
        String id = client.aQuoteAfter();
        String line = client.as("sales").get("/quotes/" + id).path("lines[0].lineId");
        String other = client.publishedCatalogWithout("11");

        client.command("sales")
                .body("{\"catalogVersionId\":\"" + other + "\"}")
                .post("/quotes/" + id + "/copies")
                .then()
                .statusCode(400)
                .body("violations", hasSize(1))
                .body("violations[0].field", equalTo("catalogVersionId"))
                .body("violations[0].message", containsString(line));
    }

    private static String originToldOf(String copy) {
        return String.valueOf(PostgresServer.rows("quote")
                .query(
                        "select value::jsonb #>> '{payload,copiedFrom}' as origin from outbox_message"
                                + " where aggregate_id = ? order by id limit 1",
                        copy)
                .getFirst()
                .get("origin"));
    }
}
