package io.cpqoms.quote.journey;

import static io.cpqoms.quote.journey.QuoteClient.NORTHWIND_LINE;
import static io.cpqoms.quote.journey.QuoteClient.newQuote;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Identities as identity providers send them, and keys that belong to their sender. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "quote"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("SEC-02")
class CallerIT {

    private static final String ANNA = "CN=Anna Müller,O=ACME|5f7c@example.com";
    private static final String BEN = "auth0|ben+manager 安";

    private final QuoteClient client = new QuoteClient();
    private final Rows rows = PostgresServer.rows("quote");

    @ParameterizedTest
    @Tag("K2")
    @ValueSource(strings = {"auth0|5f7c", "anna+sales@example.com", "Anna Müller", "CN=Anna,O=ACME", "120", "255"})
    void takesASubjectAsItIs(String given) {
        String subject = given.matches("\\d+") ? "ü".repeat(Integer.parseInt(given)) : given;

        String id = open(token(subject), UUID.randomUUID().toString());

        assertThat(envelopes(id).getFirst()).contains("\"actor\":{\"kind\":\"user\",\"subject\":\"" + subject + "\"}");
    }

    @Test
    @Tag("K2")
    void carriesSubjectsThroughTheLifeOfAQuote() {
        String id = open(token(ANNA), UUID.randomUUID().toString());
        command(token(ANNA)).post("/quotes/" + id + "/price").then().statusCode(200);
        command(token(ANNA)).post("/quotes/" + id + "/submit").then().statusCode(200);
        decide(id, ANNA).then().statusCode(409).body("type", equalTo("urn:cpq:problem:self-approval"));
        decide(id, BEN).then().statusCode(200).body("approval.decidedBy", equalTo(BEN));
        command(token(ANNA))
                .body(Map.of("acceptedBy", ANNA))
                .post("/quotes/" + id + "/accept")
                .then()
                .statusCode(200)
                .body("acceptedBy", equalTo(ANNA));

        assertThat(envelopes(id))
                .anyMatch(envelope -> envelope.contains("\"requestedBy\":\"" + ANNA + "\""))
                .anyMatch(envelope -> envelope.contains("\"decidedBy\":\"" + BEN + "\""))
                .anyMatch(envelope -> envelope.contains("\"acceptedBy\":\"" + ANNA + "\""));
    }

    @ParameterizedTest
    @Tag("K2")
    @CsvSource(
            delimiter = ';',
            value = {
                "sub; null; 401",
                "sub; ''; 401",
                "sub; ' '; 401",
                "sub; 7; 401",
                "sub; [\"anna\"]; 401",
                "sub; \"a\\u0000b\"; 401",
                "tenant; null; 403",
                "tenant; 7; 403",
                "tenant; true; 403",
                "tenant; [\"acme\"]; 403",
                "tenant; {\"id\":\"acme\"}; 403",
                "tenant; \"Not A Tenant\"; 403",
                "groups; null; 403",
                "groups; 7; 401",
                "groups; []; 403",
                "groups; \"sales\"; 401",
                "groups; [7]; 401",
                "groups; {\"sales\":true}; 401"
            })
    void namesAClaimThatIsMissingOrOfAnotherType(String claim, String value, int status)
            throws JsonProcessingException {
        String token = tokenWith(claim, value);

        command(token)
                .body(newQuote(UUID.randomUUID().toString()))
                .post("/quotes")
                .then()
                .statusCode(status)
                .body("detail", startsWith("The claim " + claim + " must be "));
        given().auth().oauth2(token).get("/quotes").then().statusCode(status);
    }

    @Test
    @Tag("K2")
    void refusesASubjectThatIsTooLong() {
        command(token("x".repeat(256)))
                .body(newQuote(UUID.randomUUID().toString()))
                .post("/quotes")
                .then()
                .statusCode(401)
                .body("detail", startsWith("The claim sub must be "));
    }

    @Test
    @Tag("K10")
    void aKeyBelongsToWhoSentIt() {
        String body = newQuote(client.publishedCatalog(), NORTHWIND_LINE);
        Response anna = post(token(ANNA), "shared-key", body);
        Response ben = post(token(BEN), "shared-key", body);
        Response again = post(token(ANNA), "shared-key", body);

        anna.then().statusCode(201);
        ben.then()
                .statusCode(201)
                .header("Idempotency-Replayed", nullValue())
                .body("quoteId", not(equalTo(anna.path("quoteId"))));
        again.then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("quoteId", equalTo(anna.path("quoteId")));
    }

    @Test
    @Tag("K10")
    void aRecordOfTheReleaseBeforeKeepsACommandFromRunningTwice() {
        String body = newQuote(client.publishedCatalog(), NORTHWIND_LINE);
        Response first = post(token(ANNA), "old-key", body);
        rows.execute("update command_record set subject = '' where tenant_id = ?", client.tenant);

        post(token(ANNA), "old-key", body)
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("quoteId", equalTo(first.path("quoteId")));
    }

    @ParameterizedTest
    @Tag("K10")
    @ValueSource(strings = {"Idempotency-Key", "If-Match", "Cpq-Tenant", "Cpq-Correlation-Id", "Cpq-Causation-Id"})
    void refusesAHeaderThatIsSentTwice(String header) {
        String id = open(token(ANNA), UUID.randomUUID().toString());
        Map<String, List<String>> sent = new TreeMap<>(Map.of(
                "Idempotency-Key", List.of("one"),
                "If-Match", List.of("*")));
        String value = header.startsWith("Cpq-C") ? UUID.randomUUID().toString() : "*";
        sent.put(header, List.of(value, value));
        RequestSpecification request = given().auth().oauth2(token(ANNA));
        sent.forEach((name, values) -> values.forEach(one -> request.header(name, one)));

        request.post("/quotes/" + id + "/price")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo(header))
                .body("violations[0].message", equalTo("send this header once, not 2 times"));
    }

    private String open(String token, String key) {
        Response opened = post(token, key, newQuote(client.publishedCatalog(), NORTHWIND_LINE));
        opened.then().statusCode(201);
        return opened.path("quoteId");
    }

    private Response post(String token, String key, String body) {
        return given().contentType(ContentType.JSON)
                .auth()
                .oauth2(token)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/quotes");
    }

    private Response decide(String id, String subject) {
        return client.command("service")
                .body(Map.of("decidedBy", subject, "policyVersion", "quote-approval:1", "reason", "fine"))
                .post("/quotes/" + id + "/approve");
    }

    private static RequestSpecification command(String token) {
        return given().contentType(ContentType.JSON)
                .auth()
                .oauth2(token)
                .header("Idempotency-Key", UUID.randomUUID())
                .header("If-Match", "*");
    }

    private String token(String subject) {
        return TokenIssuer.tokens().user(subject, client.tenant, Set.of("sales"));
    }

    /** A token whose claim has another value; without a value it has none, and no other claim that names anybody. */
    private String tokenWith(String claim, String value) throws JsonProcessingException {
        ObjectNode claims = TokenIssuer.tokens().claims("anna", client.tenant, Set.of("sales"));
        claims.remove("upn");
        if (value.equals("null")) {
            claims.remove(claim);
        } else {
            claims.set(claim, new ObjectMapper().readTree(value.isBlank() ? "\"" + value + "\"" : value));
        }
        return TokenIssuer.tokens().sign(claims);
    }

    private List<String> envelopes(String quoteId) {
        return rows.query("select value from outbox_message where aggregate_id = ?", quoteId).stream()
                .map(row -> String.valueOf(row.get("value")))
                .toList();
    }
}
