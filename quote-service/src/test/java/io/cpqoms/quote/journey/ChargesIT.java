package io.cpqoms.quote.journey;

import static io.cpqoms.quote.journey.QuoteClient.newQuote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Products that cost several things, from the catalog to the fact that an order is made from. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "quote"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("DOM-03")
class ChargesIT {

    private static final String FIBRE = """
            {"name":"Telecom","products":[{"productId":"fibre","name":"Fibre 1000","productClass":"access","discontinued":false,
             "charges":[
              {"chargeId":"setup","name":"Installation","kind":"oneTime","prices":[{"currency":"EUR","listUnitPrice":"%s"},
               {"currency":"USD","listUnitPrice":"109.00"}]},
              {"chargeId":"yearly","kind":"recurring","period":"P12M","prices":[{"currency":"EUR","listUnitPrice":"100.00",
               "floorUnitPrice":"90.00","unitCost":"60.00","tiers":{"kind":"range","steps":[
                {"from":%d,"unitPrice":"100.00"},{"from":10,"unitPrice":"95.00"}]}}]},
              {"chargeId":"gigabyte","kind":"usage","prices":[{"currency":"EUR","listUnitPrice":"0.0123"}]}],
             "fulfilment":[{"task":"provision","partner":"provisioning","scope":"line","dependsOn":[]}]}]}""";

    private static final String FIVE = """
            {"productId":"fibre","quantity":5,"discountPercent":"15","reason":"Ends the lawsuit.",
             "charges":[{"chargeId":"setup","agreedUnitPrice":{"amount":"80.00","currency":"EUR"}}]}""";

    private final QuoteClient client = new QuoteClient();
    private final Rows rows = PostgresServer.rows("quote");

    @Test
    void aQuoteKeepsOnceEachYearAndByUseApartUpToTheAcceptedFact() throws IOException {
        String id = aQuote();

        client.run(id, "price")
                .then()
                .statusCode(200)
                .body("totals.exact.amount", equalTo("340.0000"))
                .body("totals.list.amount", equalTo("495.00"))
                .body("totals.margin", nullValue())
                .body("totals.recurring.period", contains("P1Y"))
                .body("totals.recurring[0].rounded.amount", equalTo("425.00"))
                .body("totals.recurring[0].margin.amount", equalTo("125.0000"))
                .body("totals.recurring[0].chargesBelowFloor", equalTo(1))
                .body("lines[0].reason", equalTo("Ends the lawsuit."))
                .body("lines[0].charges[0].agreedUnitPrice.amount", equalTo("80.00"))
                .body("lines[0].price.charges[0].waterfall.step", contains("list", "contract", "manual", "net"))
                .body(
                        "lines[0].price.charges[0].waterfall[1].reason",
                        equalTo("agreed unit price 80.00: Ends the lawsuit."))
                .body("lines[0].price.charges[1].roundedNet.amount", equalTo("425.00"))
                .body("lines[0].price.charges[1].notApplied.reason", contains("5 more and the unit price is 95.00"))
                .body("lines[0].price.charges[2].exactNet.amount", equalTo("0.010455"))
                .body("lines[0].price.charges[2].roundedNet", nullValue())
                .body("maxDiscountPercent", equalTo("31.3132"));

        client.run(id, "submit").then().statusCode(200);
        client.run(id, "approve").then().statusCode(200);
        client.run(id, "accept").then().statusCode(200);

        JsonNode accepted = fact(id, "QuoteAccepted");
        assertThat(accepted.at("/totals/rounded/amount").asText()).isEqualTo("340.00");
        assertThat(accepted.at("/totals/recurring/0/period").asText()).isEqualTo("P1Y");
        assertThat(accepted.at("/lines/0/charges/1/roundedNet/amount").asText()).isEqualTo("425.00");
        assertThat(fact(id, "QuoteCreated").at("/lines/0/reason").asText()).isEqualTo("Ends the lawsuit.");
    }

    @Test
    void aPreviewSaysWhatWouldComeOutAndStoresNothing() {
        String id = aQuote();

        Response preview =
                client.as("sales").body("{\"lines\":[" + FIVE + "]}").post("/quotes/" + id + "/price-preview");
        preview.then().statusCode(200).body("totals.recurring[0].rounded.amount", equalTo("425.00"));
        client.as("sales")
                .body("{\"lines\":[{\"productId\":\"fibre\",\"quantity\":10}]}")
                .post("/quotes/" + id + "/price-preview")
                .then()
                .statusCode(200)
                .body("totals.recurring[0].rounded.amount", equalTo("950.00"))
                .body("lines[0].price.charges[1].waterfall.step", contains("list", "volume", "net"));

        client.as("sales")
                .get("/quotes/" + id)
                .then()
                .header("ETag", containsString("1"))
                .body("state", equalTo("draft"))
                .body("version", equalTo(1));
        client.run(id, "price").then().body("evidenceHash", equalTo(preview.path("evidenceHash")));
        client.as("sales")
                .body("{\"lines\":[{\"productId\":\"copper\",\"quantity\":10}]}")
                .post("/quotes/" + id + "/price-preview")
                .then()
                .statusCode(400)
                .body("violations.field", contains("lines[0].productId"));
    }

    @Test
    void namesTheChargesWhereOneAgreedPriceIsNotEnough() {
        client.command("sales")
                .body(newQuote(published(), """
                    {"productId":"fibre","quantity":1,"agreedUnitPrice":{"amount":"1","currency":"EUR"}}"""))
                .post("/quotes")
                .then()
                .statusCode(400)
                .body("violations.field", contains("lines[0].agreedUnitPrice"))
                .body("violations[0].message", containsString("setup, yearly, gigabyte"));
    }

    @Test
    void publicationRefusesTiersThatBeginElsewhereAndSaysWhere() {
        publish(draft(FIBRE.formatted("99.00", 2)))
                .then()
                .statusCode(409)
                .body("violations.field", contains("products.fibre.charges.yearly.prices.EUR.tiers"))
                .body("violations[0].message", equalTo("the first tier must begin at 1"));
    }

    @Test
    void aProductSaysWhatItCostsAndPricesMoveTheHashOfItsVersion() {
        String one = published();
        client.as("sales")
                .get("/catalog-versions/" + one + "/products/fibre")
                .then()
                .body("charges.chargeId", contains("setup", "yearly", "gigabyte"))
                .body("charges[0].name", equalTo("Installation"))
                .body("charges[1].period", equalTo("P1Y"))
                .body("charges[1].prices[0].tiers.steps.from", contains(1, 10));

        String other = draft(FIBRE.formatted("99.01", 1));
        publish(other).then().statusCode(200);
        assertThat(hash(other)).isNotEqualTo(hash(one));
    }

    private String aQuote() {
        Response opened =
                client.command("sales").body(newQuote(published(), FIVE)).post("/quotes");
        opened.then().statusCode(201);
        return opened.path("quoteId");
    }

    private String published() {
        String id = draft(FIBRE.formatted("99.00", 1));
        publish(id).then().statusCode(200);
        return id;
    }

    private String draft(String body) {
        Response drafted = client.command("catalog-admin").body(body).post("/catalog-versions");
        drafted.then().statusCode(201);
        return drafted.path("catalogVersionId");
    }

    private Response publish(String id) {
        return client.command("catalog-admin").post("/catalog-versions/" + id + "/publish");
    }

    private Object hash(String version) {
        return rows.query("select content_hash from catalog_version where catalog_version_id = ?::uuid", version)
                .getFirst()
                .get("content_hash");
    }

    private JsonNode fact(String id, String type) throws IOException {
        for (var row : rows.query("select value from outbox_message where aggregate_id = ? order by id", id)) {
            JsonNode envelope = new ObjectMapper().readTree(String.valueOf(row.get("value")));
            if (envelope.path("eventType").asText().equals(type)) {
                return envelope.path("payload");
            }
        }
        throw new AssertionError("no " + type + " of " + id);
    }
}
