package io.cpqoms.quote.journey;

import static io.cpqoms.quote.journey.QuoteClient.newQuote;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong gets a problem that says what would be right. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "quote"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("API-04")
class QuoteRefusalsIT {

    private final QuoteClient client = new QuoteClient();

    @Test
    @Tag("API-03")
    void refusesAStaleVersionAndAsksForOneThatIsMissing() {
        String id = client.aQuoteAfter("price");

        problem(price(id, "\"1\""), 412, "stale-version").body("currentVersion", equalTo(2));
        problem(
                client.as("sales").header("Idempotency-Key", "k").post("/quotes/" + id + "/price"),
                428,
                "precondition-required");
        problem(price(id, "2"), 400, "invalid-input").body("violations[0].field", equalTo("If-Match"));
    }

    @Test
    @Tag("DOM-04")
    void namesTheLegalCommandsOfAState() {
        String id = client.aDraft();

        problem(client.run(id, "accept"), 409, "illegal-transition")
                .body("state", equalTo("draft"))
                .body(
                        "legalCommands",
                        equalTo(List.of("add-line", "change-line", "remove-line", "price", "cancel", "expire")));
    }

    @Test
    void refusesApprovalByWhoSubmitted() {
        String id = client.aQuoteAfter("price", "submit");

        problem(
                client.command("service")
                        .body("{\"decidedBy\":\"sales-1\",\"policyVersion\":\"1\",\"reason\":\"mine\"}")
                        .post("/quotes/" + id + "/approve"),
                409,
                "self-approval");
    }

    @Test
    void saysWhereJsonIsMalformed() {
        problem(open("{\"customerId\":\"A\",\n  \"currency\" \"EUR\"}"), 400, "malformed-json")
                .body("detail", containsString("line 2, column"));
        problem(open(""), 400, "invalid-input").body("violations[0].field", equalTo("body"));
        problem(open("{} {}"), 400, "malformed-json");
    }

    @Test
    void namesAnUnknownPropertyAndTheKnownOnes() {
        problem(open("{\"customer\":\"A\"}"), 400, "invalid-input")
                .body("violations[0].field", equalTo("customer"))
                .body("violations[0].message", containsString("customerId"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"productId":"11","quantity":-1}                                                                   | lines[0].quantity                 | greater than or equal to 1
            {"productId":"11","quantity":1.5}                                                                  | lines[0].quantity                 | whole number
            {"productId":"11","quantity":"3"}                                                                  | lines[0].quantity                 | whole number
            {"productId":"11","quantity":1,"discountPercent":15}                                               | lines[0].discountPercent          | text in quotes
            {"productId":"11","quantity":1,"discountPercent":"101"}                                            | lines[0].discountPercent          | 0 to 100
            {"productId":"11","quantity":1,"agreedUnitPrice":{"amount":14.0,"currency":"EUR"}}                 | lines[0].agreedUnitPrice.amount   | text in quotes
            {"productId":"11","quantity":1,"agreedUnitPrice":{"amount":"-14.0","currency":"EUR"}}              | lines[0].agreedUnitPrice.amount   | not negative
            {"productId":"11","quantity":1,"agreedUnitPrice":{"amount":"14.0","currency":"QQQ"}}               | lines[0].agreedUnitPrice          | ISO 4217
            {"productId":"11","quantity":1,"agreedUnitPrice":{"amount":"14.0","currency":"USD"}}               | lines[0].agreedUnitPrice          | quote's currency EUR
            {"productId":"99","quantity":1}                                                                    | lines[0].productId                | no product 99
            {"productId":"5","quantity":1}                                                                     | lines[0].agreedUnitPrice          | discontinued
            {"quantity":1}                                                                                     | lines[0].productId                | null
            """)
    @Tag("API-07")
    void namesTheFieldThatIsWrong(String line, String field, String message) {
        problem(open(newQuote(client.publishedCatalog(), line)), 400, "invalid-input")
                .body("violations[0].field", equalTo(field))
                .body("violations[0].message", containsString(message));
    }

    @Test
    void refusesAnUnknownCurrencyAnUnknownCatalogAndAValidityThatIsPastOrBeyondTheContract() {
        String right = newQuote(client.publishedCatalog());

        problem(open(right.replace("EUR", "QQQ")), 400, "invalid-input")
                .body("violations[0].field", equalTo("currency"));
        problem(open(newQuote(UUID.randomUUID().toString())), 400, "invalid-input")
                .body("violations[0].field", equalTo("catalogVersionId"));
        problem(
                        open(right.replace("\"lines\"", "\"validUntil\":\"2020-01-01T00:00:00Z\",\"lines\"")),
                        400,
                        "invalid-input")
                .body("violations[0].field", equalTo("validUntil"));
        problem(
                        open(right.replace("\"lines\"", "\"validUntil\":\"2200-01-01T00:00:00Z\",\"lines\"")),
                        400,
                        "invalid-input")
                .body("violations[0].field", equalTo("validUntil"))
                .body("violations[0].message", containsString("before 2200-01-01T00:00:00Z"));
    }

    @Test
    @Tag("API-06")
    void nobodyLearnsOfAnotherTenantsQuote() {
        String id = client.aDraft();
        QuoteClient stranger = new QuoteClient();

        problem(stranger.as("sales").get("/quotes/" + id), 404, "not-found");
        problem(stranger.run(id, "price"), 404, "not-found");
        problem(stranger.as("sales").get("/quotes/" + UUID.randomUUID()), 404, "not-found");
        problem(stranger.as("sales").get("/quotes/nonsense"), 404, "not-found");
    }

    @Test
    @Tag("API-06")
    void asksForATokenWithTheRightRoleAndTenant() {
        String id = client.aDraft();

        problem(given().get("/quotes/" + id), 401, "unauthenticated");
        problem(given().auth().oauth2("nonsense").get("/quotes/" + id), 401, "unauthenticated");
        problem(client.command("auditor").post("/quotes/" + id + "/price"), 403, "forbidden");
        problem(client.as("sales").header("Cpq-Tenant", "other").get("/quotes/" + id), 400, "invalid-input");
        problem(
                given().auth().oauth2(TokenIssuer.tokens().service("bridge")).get("/quotes/" + id),
                400,
                "invalid-input");
    }

    @Test
    void asksForAnIdempotencyKeyAndForUuidsWhereTheyAreDue() {
        problem(client.as("sales").body(newQuote(client.publishedCatalog())).post("/quotes"), 400, "invalid-input")
                .body("violations[0].field", equalTo("Idempotency-Key"));
        problem(
                        client.command("sales")
                                .header("Cpq-Correlation-Id", "mine")
                                .body(newQuote(client.publishedCatalog()))
                                .post("/quotes"),
                        400,
                        "invalid-input")
                .body("violations[0].field", equalTo("Cpq-Correlation-Id"));
    }

    @Test
    void answersProblemsOfThePathAndTheMethodToo() {
        problem(client.as("sales").get("/nowhere"), 404, "not-found");
        problem(client.as("sales").patch("/quotes"), 405, "method-not-allowed");
        problem(client.as("sales").get("/quotes?limit=0"), 400, "invalid-input");
        problem(client.as("sales").get("/quotes?state=sold"), 400, "invalid-input");
        problem(client.as("sales").get("/quotes?cursor=x"), 400, "invalid-input");
    }

    @Test
    @Tag("API-07")
    void aRefusedCommandLeavesNothingBehind() {
        open(newQuote(client.publishedCatalog(), "{\"productId\":\"99\",\"quantity\":1}"));

        assertThat(PostgresServer.rows("quote").number("select count(*) from quote where tenant_id = ?", client.tenant))
                .isZero();
        assertThat(PostgresServer.rows("quote")
                        .number(
                                "select count(*) from command_record where tenant_id = ? and operation = 'quotes'",
                                client.tenant))
                .isZero();
    }

    private Response open(String body) {
        return client.command("sales").body(body).post("/quotes");
    }

    private Response price(String id, String version) {
        return client.as("sales")
                .header("Idempotency-Key", UUID.randomUUID())
                .header("If-Match", version)
                .post("/quotes/" + id + "/price");
    }

    private static ValidatableResponse problem(Response response, int status, String slug) {
        return response.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:cpq:problem:" + slug))
                .body("status", equalTo(status))
                .body("correlationId", matchesPattern("[0-9a-f-]{36}"));
    }
}
