package io.cpqoms.quote.journey;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.cpqoms.testkit.StatementsSeen;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** After every no there is a way on, and what was submitted before stays as it was. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "quote"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("DOM-04")
class WaysOnIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final QuoteClient client = new QuoteClient();
    private final Rows rows = PostgresServer.rows("quote");

    @Test
    @Tag("W6")
    @Tag("DOM-23")
    void recalledChangedAndSubmittedAgainItIsAnotherRevisionWithAnotherApproval() {
        String id = client.aQuoteAfter("price", "submit");
        run(id, "recall").body("state", equalTo("draft")).body("revision", equalTo(2));
        changeQuantity(id, 10);
        run(id, "price");
        run(id, "submit").body("revision", equalTo(2));

        decide(id, "approve", 1).statusCode(409).body("type", endsWith("superseded"));
        decide(id, "approve", 2).statusCode(200).body("state", equalTo("approved"));
        accept(id, 1).statusCode(409).body("type", endsWith("superseded"));
        accept(id, 2).statusCode(200).body("state", equalTo("accepted"));

        assertThat(facts(id))
                .extracting(fact -> fact.path("eventType").asText() + " "
                        + fact.at("/payload/revision").asText() + " "
                        + fact.at("/payload/submission").asText("-"))
                .containsExactly(
                        "QuoteCreated 1 -",
                        "QuotePriced 1 -",
                        "QuoteSubmitted 1 1",
                        "QuoteRecalled 1 1",
                        "QuoteLineChanged 2 -",
                        "QuotePriced 2 -",
                        "QuoteSubmitted 2 1",
                        "QuoteApproved 2 -",
                        "QuoteAccepted 2 -");
        client.as("auditor")
                .get("/quotes/" + id + "/revisions")
                .then()
                .statusCode(200)
                .body("items.revision", contains(2, 1))
                .body("items.state", contains("accepted", "superseded"))
                .body("items[1].endedIn", equalTo("recalled"))
                .body("items[1].endedBy", equalTo("sales-1"))
                .body("items[1].reason", equalTo("A better price."))
                .body("items[1].totals.rounded.amount", equalTo("142.80"));
    }

    @Test
    void aRevisionStaysAsItWasSubmittedAndIsComparedInWordsAndMoney() {
        String id = client.aQuoteAfter("price", "submit");
        String frozen = document(id, 1);
        run(id, "return-for-revision").body("state", equalTo("draft"));
        changeQuantity(id, 10);
        client.command("sales")
                .body("{\"productId\":\"42\",\"quantity\":1}")
                .post("/quotes/" + id + "/lines")
                .then()
                .statusCode(200);
        run(id, "price");
        run(id, "submit");

        assertThat(document(id, 1)).isEqualTo(frozen);
        client.as("approver")
                .get("/quotes/" + id + "/revisions/1")
                .then()
                .statusCode(200)
                .body("summary.endedIn", equalTo("returned"))
                .body("summary.endedBy", equalTo("approver-1"))
                .body("summary.requestedBy", equalTo("sales-1"))
                .body("lines", hasSize(1))
                .body("lines[0].quantity", equalTo(12))
                .body("lines[0].price.exactNet.amount", equalTo("142.8000"));
        client.as("approver")
                .get("/quotes/" + id + "/revisions/1/comparison?to=2")
                .then()
                .statusCode(200)
                .body("lines.change", contains("changed", "added"))
                .body("lines[0].words", equalTo("Queso Cabrales: quantity 12 → 10; net -23.8000 EUR"))
                .body("lines[0].netDifference.amount", equalTo("-23.8000"))
                .body(
                        "lines[1].words",
                        equalTo("added: 1 × Singaporean Hokkien Fried Mee with 0 % discount; net +14.00 EUR"))
                .body("unchangedLines", equalTo(0))
                .body("totalDifference.amount", equalTo("-9.80"));
        for (String to : List.of("?to=first", "?to=0", "")) {
            client.as("approver")
                    .get("/quotes/" + id + "/revisions/1/comparison" + to)
                    .then()
                    .statusCode(400)
                    .body("violations[0].field", equalTo("to"));
        }
        client.as("approver")
                .get("/quotes/" + id + "/revisions/1/comparison?to=3")
                .then()
                .statusCode(404);
    }

    @Test
    void eachNoOfHouseAndCustomerHasAWayOn() {
        for (String[] path : List.of(
                new String[] {"price", "submit", "reject"},
                new String[] {"price", "submit", "approve"},
                new String[] {"price", "submit", "approve", "decline"},
                new String[] {"price", "submit", "approve", "present"},
                new String[] {"price", "submit", "approve", "present", "decline"},
                new String[] {"price", "submit", "approve", "present", "withdraw"})) {
            String id = client.aQuoteAfter(path);
            run(id, "revise").body("state", equalTo("draft")).body("revision", equalTo(2));

            accept(id, 1).statusCode(409);
            client.run(id, "mark-ordered").then().statusCode(409);
            client.as("sales")
                    .get("/quotes/" + id + "/revisions/1")
                    .then()
                    .statusCode(200)
                    .body("summary.state", equalTo("superseded"));
        }
    }

    @Test
    @Tag("DOM-23")
    void aFormerRevisionTellsWhoApprovedItWhoGotItAndWhyItWasLeft() {
        String id = client.aQuoteAfter("price", "submit", "approve", "present", "decline");
        String lines = lines(id);
        client.command("sales")
                .body("{\"reason\":\"A better price.\"}")
                .post("/quotes/" + id + "/revise")
                .then()
                .statusCode(200);

        client.as("auditor")
                .get("/quotes/" + id + "/revisions/1")
                .then()
                .statusCode(200)
                .body("approval.decidedBy", equalTo("approver-1"))
                .body("approval.policyVersion", equalTo("approval-policy:1.0"))
                .body("presentation.presentedTo", equalTo("VINET"))
                .body("presentation.presentedAt", notNullValue())
                .body("summary.endedIn", equalTo("declined"))
                .body("summary.endedBy", equalTo("VINET"))
                .body("summary.reason", equalTo("Too expensive."))
                .body("summary.revisedBy", equalTo("sales-1"))
                .body("summary.revisionReason", equalTo("A better price."))
                .body("summary.lineCount", equalTo(1));
        assertThat(lines(id)).isEqualTo(lines);
        client.as("auditor")
                .get("/quotes/" + id + "/revisions")
                .then()
                .body("items[1].revisedBy", equalTo("sales-1"))
                .body("items[1].requestedBy", equalTo("sales-1"))
                .body("items[1].lineCount", equalTo(1))
                .body("items[1].totals.exact.amount", equalTo("142.8000"))
                .body("items[1].totals.list", notNullValue())
                .body("items[0].totals", nullValue());
    }

    /** A list is of columns: a revision of five hundred lines is not read to say when it ended. */
    @Test
    @Tag("API-05")
    void theListOfRevisionsReadsNoFormerDocument() {
        String id = client.aQuoteAfter("price", "submit", "recall");

        String list = StatementsSeen.during(() -> client.as("sales")
                        .get("/quotes/" + id + "/revisions")
                        .then()
                        .statusCode(200)
                        .body("items", hasSize(2)))
                .only("from quote_revision");

        assertThat(list).doesNotContain("document");
    }

    @Test
    @Tag("W6")
    void aNoToAFormerRevisionIsNoneToThePresentOne() {
        String id = client.aQuoteAfter("price", "submit", "recall", "price", "submit", "approve");

        decline(id, 1).statusCode(409).body("type", endsWith("superseded"));
        decline(id, 2).statusCode(200).body("state", equalTo("declined"));
    }

    @Test
    @Tag("DOM-23")
    void tellsWhoSaidNoWhenAndWhy() {
        String declined = client.aQuoteAfter("price", "submit", "approve", "present", "decline");
        String withdrawn = client.aQuoteAfter("price", "submit", "approve", "withdraw");

        client.as("sales")
                .get("/quotes/" + declined)
                .then()
                .body("state", equalTo("declined"))
                .body("refusal.by", equalTo("VINET"))
                .body("refusal.reason", equalTo("Too expensive."))
                .body("refusal.at", notNullValue());
        client.as("sales").get("/quotes?state=withdrawn").then().body("items.quoteId", contains(withdrawn));
        assertThat(facts(declined).getLast().path("payload").toString())
                .isEqualTo(
                        "{\"revision\":1,\"requestedBy\":\"sales-1\",\"declinedBy\":\"VINET\",\"reason\":\"Too expensive.\"}");
        assertThat(facts(withdrawn).getLast().at("/payload/withdrawnBy").asText())
                .isEqualTo("sales-1");
        client.command("sales")
                .body("{\"declinedBy\":\"VINET\"}")
                .post("/quotes/" + declined + "/decline")
                .then()
                .statusCode(400);
    }

    @Test
    void whatExpiredUnsubmittedIsRevisedWithANewValidityAndKept() {
        Response opened = client.command("sales")
                .body(QuoteClient.newQuote(client.publishedCatalog(), QuoteClient.NORTHWIND_LINE)
                        .replace(
                                "\"lines\"", "\"validUntil\":\"" + Instant.now().plusSeconds(3) + "\",\"lines\""))
                .post("/quotes");
        String id = opened.path("quoteId");
        await().untilAsserted(
                        () -> client.as("sales").get("/quotes/" + id).then().body("state", equalTo("expired")));

        run(id, "revise").body("state", equalTo("draft"));

        run(id, "price");
        run(id, "submit");
        client.as("sales")
                .get("/quotes/" + id + "/revisions")
                .then()
                .body("items.endedIn", contains(null, "expired"))
                .body("items[1].reason", nullValue());
    }

    @Test
    void aPresentedOfferExpiresToo() {
        String id = client.aQuoteAfter("price", "submit", "approve", "present");
        rows.execute(
                "update quote set valid_until = now(), document = jsonb_set(document, '{validUntil}', to_jsonb(now())) where quote_id = ?",
                UUID.fromString(id));

        await().untilAsserted(
                        () -> client.as("sales").get("/quotes/" + id).then().body("state", equalTo("expired")));
    }

    @Test
    @Tag("SEC-01")
    void onlyTheRequesterRecallsAndNoOtherTenantSeesARevision() {
        String id = client.aQuoteAfter("price", "submit");
        client.as("sales")
                .auth()
                .oauth2(TokenIssuer.tokens().user("sales-2", client.tenant, Set.of("sales")))
                .header("Idempotency-Key", UUID.randomUUID())
                .header("If-Match", "*")
                .body("{}")
                .post("/quotes/" + id + "/recall")
                .then()
                .statusCode(409)
                .body("type", endsWith("not-the-requester"));
        client.command("approver")
                .body("{}")
                .post("/quotes/" + id + "/recall")
                .then()
                .statusCode(403);
        run(id, "recall");

        QuoteClient stranger = new QuoteClient();
        for (String path : List.of("/revisions", "/revisions/1", "/revisions/1/comparison?to=2")) {
            stranger.as("sales").get("/quotes/" + id + path).then().statusCode(404);
            client.as("sales").get("/quotes/" + id + path).then().statusCode(200);
        }
        stranger.command("sales")
                .body("{}")
                .post("/quotes/" + id + "/copies")
                .then()
                .statusCode(404);
        stranger.command("sales")
                .body("{}")
                .post("/quotes/" + id + "/revise")
                .then()
                .statusCode(404);
    }

    private ValidatableResponse run(String id, String command) {
        return client.run(id, command).then().statusCode(200);
    }

    private void changeQuantity(String id, int quantity) {
        String line = client.as("sales").get("/quotes/" + id).path("lines[0].lineId");
        client.command("sales")
                .body(QuoteClient.NORTHWIND_LINE.replace("\"quantity\":12", "\"quantity\":" + quantity))
                .put("/quotes/" + id + "/lines/" + line)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse decide(String id, String decision, int revision) {
        return client.command("service")
                .body(
                        "{\"decidedBy\":\"approver-1\",\"policyVersion\":\"quote-approval:1\",\"reason\":\"fine\",\"decidedRevision\":"
                                + revision + "}")
                .post("/quotes/" + id + "/" + decision)
                .then();
    }

    private ValidatableResponse accept(String id, int revision) {
        return client.command("sales")
                .body("{\"acceptedBy\":\"VINET\",\"acceptedRevision\":" + revision + "}")
                .post("/quotes/" + id + "/accept")
                .then();
    }

    private ValidatableResponse decline(String id, int revision) {
        return client.command("sales")
                .body("{\"declinedBy\":\"VINET\",\"reason\":\"No.\",\"declinedRevision\":" + revision + "}")
                .post("/quotes/" + id + "/decline")
                .then();
    }

    /** What was submitted as revision 1: its lines with their prices. */
    private String lines(String id) {
        return client.as("auditor")
                .get("/quotes/" + id + "/revisions/1")
                .jsonPath()
                .getString("lines");
    }

    private String document(String id, int revision) {
        return rows.query(
                        "select document::text as document from quote_revision where quote_id = ? and revision = ?",
                        UUID.fromString(id),
                        revision)
                .getFirst()
                .get("document")
                .toString();
    }

    private List<JsonNode> facts(String id) {
        return rows.query("select value from outbox_message where aggregate_id = ? order by id", id).stream()
                .map(row -> read(String.valueOf(row.get("value"))))
                .toList();
    }

    private static JsonNode read(String value) {
        try {
            return JSON.readTree(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A fact is no JSON", e);
        }
    }
}
