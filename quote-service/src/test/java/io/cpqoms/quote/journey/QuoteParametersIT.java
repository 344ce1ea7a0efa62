package io.cpqoms.quote.journey;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A parameter that can't be read as what it is gets a 400 that names it; a path that names nothing stays a 404. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "quote"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
class QuoteParametersIT {

    private final QuoteClient client = new QuoteClient();

    @ParameterizedTest
    @Tag("K4")
    @CsvSource(delimiter = '|', textBlock = """
            /quotes?limit=abc                           | limit     | must be a whole number from 1 to 200
            /quotes?limit=1.5                           | limit     | must be a whole number from 1 to 200
            /quotes?limit=99999999999                   | limit     | must be a whole number from 1 to 200
            /quotes?limit=1&limit=2                     | limit     | is there 2 times; send it once
            /quotes?customerId=A&customerId=B           | customerId| is there 2 times; send it once
            /quotes?LIMIT=1&limit=2                     | limit     | is there 2 times; send it once
            /catalog-versions?limit=abc                 | limit     | must be a whole number from 1 to 200
            /ops/dead-letters?limit=1.5                 | limit     | must be a whole number from 1 to 200
            """)
    void namesTheParameterThatCannotBeRead(String path, String field, String message) {
        refuse(get(path), 400)
                .body("violations[0].field", equalTo(field))
                .body("violations[0].message", containsString(message));
    }

    @Test
    @Tag("K4")
    void passesOverAParameterThatNobodyAskedFor() {
        get("/quotes?colour=red&colour=blue&limit=1").then().statusCode(200);
    }

    @ParameterizedTest
    @Tag("K4")
    @ValueSource(
            strings = {
                "/quotes/abc",
                "/ops/replays/abc",
                "/ops/outbox/parked/abc",
                "/ops/outbox/parked/99999999999999999999",
                "/ops/dead-letters/abc"
            })
    void findsNothingAtAPathThatIsNoId(String path) {
        String problem = refuse(get(path), 404).extract().asString();

        assertThat(problem).doesNotContain("java.", "Exception");
    }

    @ParameterizedTest
    @Tag("K3")
    @CsvSource({
        "/quotes?customerId=a%00b, customerId",
        "/quotes?state=%00, state",
        "/quotes?CustomerId=a%00b, customerId",
        "/quotes?cursor=%00, cursor",
        "/quotes/a%00b, quoteId",
        "/catalog-versions/a%00b, catalogVersionId",
        "/ops/dead-letters?topic=%00, topic",
        "/ops/dead-letters/%00, dlqId",
        "/ops/outbox/parked?state=%00, state"
    })
    void namesTheParameterThatCannotBeKept(String path, String field) {
        refuse(get(path), 400)
                .body("violations[0].field", equalTo(field))
                .body("violations[0].message", containsString("U+0000"));
    }

    @ParameterizedTest
    @Tag("K4")
    @ValueSource(strings = {"/quotes?customerId=%zz", "/quotes?limit=%", "/quotes/%zz", "/quotes?customerId=%FF%FE"})
    void survivesPercentEncodingThatIsNone(String path) throws IOException {
        assertThat(raw(path, "")).as(path).doesNotStartWith("HTTP/1.1 5");
    }

    /** These two are refused before anything of ours runs, so they have no body; the documentation says so. */
    @Test
    @Tag("K8")
    void cutsOffAnAddressOrHeadersThatAreTooLong() throws IOException {
        assertThat(raw("/quotes?customerId=" + "x".repeat(5_000), "")).containsPattern("^HTTP/1\\.[01] 414 ");
        assertThat(raw("/quotes", "X-Long: " + "x".repeat(30_000) + "\r\n")).containsPattern("^HTTP/1\\.[01] 431 ");
    }

    @Test
    @Tag("API-06")
    void asksForATokenBeforeItLooksAtParameters() {
        refuse(given().get("/quotes?limit=abc"), 401);
        refuse(client.command("auditor").body("garbage").post("/quotes/" + new UUID(0, 1) + "/price"), 403);
    }

    private Response get(String path) {
        String role = path.startsWith("/ops") ? "operator" : "sales";
        return client.as(role).urlEncodingEnabled(false).get(path);
    }

    private String raw(String path, String header) throws IOException {
        return RawHttp.answer("GET " + path + " HTTP/1.1\r\nHost: here\r\nConnection: close\r\n" + header
                + "Authorization: Bearer "
                + TokenIssuer.tokens().user("sales-1", client.tenant, Set.of("sales")) + "\r\n\r\n");
    }

    private static ValidatableResponse refuse(Response response, int status) {
        return response.then().statusCode(status).contentType("application/problem+json");
    }
}
