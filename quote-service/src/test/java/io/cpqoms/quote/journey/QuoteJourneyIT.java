package io.cpqoms.quote.journey;

import static io.cpqoms.quote.journey.QuoteClient.NORTHWIND_LINE;
import static io.cpqoms.quote.journey.QuoteClient.newQuote;
import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Quotes from the first line to the order, and the facts they leave on the topic. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "quote"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
class QuoteJourneyIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final QuoteClient client = new QuoteClient();
    private final Rows rows = PostgresServer.rows("quote");

    @Test
    @Tag("OUT-02")
    @Tag("DOM-12")
    void travelsFromDraftToOrderAndTellsEveryStepOnce() {
        UUID correlationId = UUID.randomUUID();
        Response opened = client.command("sales")
                .header("Cpq-Correlation-Id", correlationId)
                .body(newQuote(client.publishedCatalog(), NORTHWIND_LINE))
                .post("/quotes");
        opened.then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .header("Location", endsWith("/quotes/" + opened.path("quoteId")))
                .header("Cpq-Correlation-Id", correlationId.toString())
                .body("state", equalTo("draft"))
                .body("lines[0].price", nullValue());
        String id = opened.path("quoteId");

        client.run(id, "price")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("state", equalTo("priced"))
                .body("totals.exact.amount", equalTo("142.8000"))
                .body("totals.rounded.amount", equalTo("142.80"))
                .body("lines[0].productName", equalTo("Queso Cabrales"))
                .body(
                        "lines[0].price.charges[0].waterfall.step",
                        equalTo(List.of("list", "contract", "manual", "net")));
        client.run(id, "submit").then().statusCode(200).body("requestedBy", equalTo("sales-1"));
        client.run(id, "approve").then().statusCode(200).body("approval.decidedBy", equalTo("approver-1"));
        client.run(id, "accept").then().statusCode(200).body("state", equalTo("accepted"));
        client.run(id, "mark-ordered")
                .then()
                .statusCode(200)
                .header("ETag", "\"6\"")
                .body("orderId", equalTo(new UUID(0, 7).toString()));

        List<JsonNode> facts = factsOnTopic(id, 6);
        assertThat(facts)
                .extracting(fact -> fact.path("eventType").asText())
                .containsExactly(
                        "QuoteCreated",
                        "QuotePriced",
                        "QuoteSubmitted",
                        "QuoteApproved",
                        "QuoteAccepted",
                        "QuoteOrdered");
        assertThat(facts)
                .extracting(fact -> fact.path("aggregateVersion").asLong())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 6).boxed().toList());
        assertThat(facts)
                .extracting(fact -> fact.path("correlationId").asText())
                .containsOnly(correlationId.toString());
        assertThat(facts).extracting(JsonNode::toString).isEqualTo(outbox(id));
    }

    @Test
    void changesLinesOfADraftAndAsksForANewPrice() {
        String id = client.aQuoteAfter("price");

        Response added = client.command("sales")
                .body("{\"productId\":\"42\",\"quantity\":10}")
                .post("/quotes/" + id + "/lines");
        added.then().statusCode(200).body("state", equalTo("draft")).body("lines", hasSize(2));
        String lineId = added.path("lines[1].lineId");
        client.command("sales")
                .body("{\"productId\":\"42\",\"quantity\":3,\"discountPercent\":\"5\"}")
                .put("/quotes/" + id + "/lines/" + lineId)
                .then()
                .statusCode(200)
                .body("lines[1].quantity", equalTo(3));
        client.command("sales")
                .delete("/quotes/" + id + "/lines/" + lineId)
                .then()
                .statusCode(200);

        client.run(id, "price").then().statusCode(200).body("totals.exact.amount", equalTo("142.8000"));
        assertThat(factsOnTopic(id, 6))
                .extracting(fact -> fact.path("eventType").asText())
                .containsExactly(
                        "QuoteCreated",
                        "QuotePriced",
                        "QuoteLineAdded",
                        "QuoteLineChanged",
                        "QuoteLineRemoved",
                        "QuotePriced");
    }

    @Test
    @Tag("DOM-04")
    void expiresWhatNobodyAcceptedInTime() {
        String catalog = client.publishedCatalog();
        Instant validUntil = Instant.now().plusSeconds(5);
        String body = newQuote(catalog, NORTHWIND_LINE)
                .replace("\"lines\"", "\"validUntil\":\"" + validUntil + "\",\"lines\"");
        Response opened = client.command("sales").body(body).post("/quotes");
        opened.then().statusCode(201);
        String id = opened.path("quoteId");

        await().untilAsserted(() -> client.as("sales")
                .get("/quotes/" + id)
                .then()
                .body("state", equalTo("expired"))
                .body("version", equalTo(2)));

        assertThat(factsOnTopic(id, 2).getLast().path("actor").path("subject").asText())
                .isEqualTo("quote-expiry");
    }

    @Test
    void endsInRejectionOrCancellationToo() {
        String rejected = client.aQuoteAfter("price", "submit", "reject");
        String cancelled = client.aQuoteAfter("price", "cancel");

        client.as("auditor").get("/quotes/" + rejected).then().body("state", equalTo("rejected"));
        client.as("auditor")
                .get("/quotes/" + cancelled)
                .then()
                .body("state", equalTo("cancelled"))
                .body("cancellationReason", equalTo("lost"));
        assertThat(factsOnTopic(rejected, 4)).hasSize(4);
        assertThat(factsOnTopic(cancelled, 3)).hasSize(3);
    }

    @Test
    @Tag("W6")
    void saysWhichSubmissionAsksAndWhichIsWithdrawn() {
        String submitted = client.aQuoteAfter("price", "submit", "cancel");
        String never = client.aQuoteAfter("price", "cancel");

        assertThat(factsOnTopic(submitted, 4))
                .extracting(fact -> fact.path("payload").path("submission").asText("none"))
                .containsExactly("none", "none", "1", "1");
        assertThat(factsOnTopic(never, 3))
                .extracting(fact -> fact.path("payload").has("submission"))
                .containsOnly(false);
    }

    @Test
    @Tag("API-05")
    void pagesThroughQuotesNewestFirstAndOnlyOnes() {
        List<String> ids = Stream.generate(client::aDraft).limit(5).toList();

        Response first = client.as("sales").get("/quotes?limit=3&state=draft&customerId=VINET");
        Response second = client.as("sales")
                .get("/quotes?limit=3&state=draft&customerId=VINET&cursor=" + first.path("nextCursor"));

        List<String> read = Stream.of(first, second)
                .flatMap(page -> page.<List<String>>path("items.quoteId").stream())
                .toList();
        assertThat(read).containsExactlyElementsOf(ids.reversed());
        second.then().body("nextCursor", nullValue());
    }

    /** The facts of a quote on the topic, as soon as there are as many as expected. */
    private static List<JsonNode> factsOnTopic(String quoteId, int expected) {
        return await().until(
                        () -> KafkaBroker.records().readToEnd("cpq.quote.events.v1").stream()
                                .filter(record -> record.key().endsWith(":quote:" + quoteId))
                                .map(record -> parse(record.value()))
                                .toList(),
                        facts -> facts.size() >= expected);
    }

    private List<String> outbox(String quoteId) {
        return rows.query("select value from outbox_message where aggregate_id = ? order by id", quoteId).stream()
                .map(row -> parse(String.valueOf(row.get("value")).getBytes(StandardCharsets.UTF_8))
                        .toString())
                .toList();
    }

    private static JsonNode parse(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            throw new IllegalStateException("A record is no JSON", e);
        }
    }
}
