package io.cpqoms.quote.journey;

import static io.cpqoms.quote.journey.QuoteClient.newQuote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever bytes come as a body, the answer is quick, names the place and says what would be right. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "quote"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
class QuoteBodiesIT {

    private static final String NO_CATALOG = new UUID(0, 1).toString();

    private final QuoteClient client = new QuoteClient();

    @Test
    @Tag("K1")
    void refusesAHundredThousandLinesThatAreNullInSeconds() {
        String body = newQuote(NO_CATALOG, Collections.nCopies(100_000, "null").toArray(String[]::new));
        refuse(open(body), 400);

        refuse(inSeconds(body), 400).body("violations[0].field", equalTo("lines"));
    }

    @Test
    @Tag("K1")
    void refusesTenThousandLinesThatAreNullAtTheFirst() {
        String body = newQuote(NO_CATALOG, Collections.nCopies(9_999, "null").toArray(String[]::new));

        refuse(inSeconds(body), 400)
                .body("violations[0].field", equalTo("lines[0]"))
                .body("violations[0].message", containsString("must not be null"));
    }

    @Test
    @Tag("K1")
    void listsFiftyOfTheViolationsOfALongQuoteAndCountsTheRest() {
        String line = "{\"productId\":\"\",\"quantity\":0,\"discountPercent\":\"x\",\"agreedUnitPrice\":{}}";
        String body = newQuote(NO_CATALOG, Collections.nCopies(500, line).toArray(String[]::new));

        refuse(inSeconds(body), 400)
                .body("violations", hasSize(50))
                .body("moreViolations", equalTo(2_450))
                .body("detail", containsString("2500 fields"));
    }

    @Test
    @Tag("K1")
    void stopsAtTheLineThatIsOneTooMany() {
        String body = newQuote(NO_CATALOG, Collections.nCopies(501, "{}").toArray(String[]::new));

        refuse(open(body), 400)
                .body("violations", hasSize(1))
                .body("violations[0].field", equalTo("lines"))
                .body("violations[0].message", containsString("at most 500"));
    }

    @Test
    @Tag("K1")
    void refusesACatalogWithHundredsOfThousandsOfFaultsInSeconds() {
        String step = "{\"dependsOn\":[" + String.join(",", Collections.nCopies(3, "\"\"")) + "]}";
        String product =
                "{\"discontinued\":false,\"fulfilment\":[" + String.join(",", Collections.nCopies(20, step)) + "]}";
        String body = "{\"products\":[" + String.join(",", Collections.nCopies(2_000, product)) + "]}";
        assertThat(body.length()).isLessThan(5_000_000);
        Response answer = client.command("catalog-admin").body(body).post("/catalog-versions");

        refuse(answer, 400).body("violations", hasSize(50));
        assertThat(answer.time()).isLessThan(5_000);
    }

    @ParameterizedTest
    @Tag("K3")
    @CsvSource(delimiter = '|', textBlock = """
            cancel  | {"reason":"lost\\u0000"}                                                       | reason
            cancel  | {"reason":"lost \\uD83D"}                                                      | reason
            accept  | {"acceptedBy":"VINET\\u0000"}                                                  | acceptedBy
            """)
    void namesATextThatCannotBeKept(String command, String body, String field) {
        refuse(client.command("sales").body(body).post("/quotes/" + new UUID(0, 1) + "/" + command), 400)
                .body("violations[0].field", equalTo(field))
                .body("violations[0].message", containsString("cannot be kept"));
    }

    @ParameterizedTest
    @Tag("K3")
    @CsvSource({
        "/ops/dead-letters/0198c0de-0000-7000-8000-000000000101/discard, reason",
        "/ops/dead-letters/0198c0de-0000-7000-8000-000000000101/assign, owner",
        "/ops/outbox/parked/1/discard, reason",
        "/ops/outbox/parked/release, topic",
        "/ops/replays, reason"
    })
    void namesATextOfAnOperatorThatCannotBeKept(String path, String field) {
        refuse(
                        client.command("operator")
                                .body("{\"" + field + "\":\"a\\u0000b\"}")
                                .post(path),
                        400)
                .body("violations[0].field", equalTo(field));
    }

    @ParameterizedTest
    @Tag("K7")
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32", "UTF-32LE", "ISO-8859-1"})
    void readsNothingButUtf8(String charset) {
        byte[] body = "{\"reason\":\"für dich\"}".getBytes(Charset.forName(charset));

        refuse(client.command("sales").body(body).post("/quotes/" + new UUID(0, 1) + "/cancel"), 400)
                .body("detail", containsString("UTF-8"));
    }

    @Test
    @Tag("K7")
    void refusesUtf32WithACharacterThatDoesNotExist() {
        byte[] body = {0, 0, 0, '{', 0, 0, 0, '"', 0x7F, 0, 0, 0};

        refuse(client.command("sales").body(body).post("/quotes/" + new UUID(0, 1) + "/cancel"), 400);
    }

    @ParameterizedTest
    @Tag("K7")
    @ValueSource(
            strings = {
                "/ops/dead-letters/0198c0de-0000-7000-8000-000000000101/assign",
                "/ops/dead-letters/0198c0de-0000-7000-8000-000000000101/repair",
                "/ops/dead-letters/0198c0de-0000-7000-8000-000000000101/discard",
                "/ops/dead-letters/redrive",
                "/ops/replays",
                "/quotes"
            })
    void asksForTheBodyThatIsDue(String path) {
        String role = path.equals("/quotes") ? "sales" : "operator";

        refuse(client.command(role).post(path), 400).body("violations[0].field", equalTo("body"));
        refuse(client.command(role).body("null").post(path), 400).body("violations[0].field", equalTo("body"));
        refuse(client.command(role).body("[]").post(path), 400).body("violations[0].field", equalTo("body"));
    }

    @ParameterizedTest
    @Tag("K15")
    @ValueSource(strings = {"2147483648", "01", "+1", "NaN", "1e10", "\"1\""})
    void namesTheQuantityThatIsNoWholeNumberInWordsOfItsOwn(String quantity) {
        String problem = refuse(open(newQuote(NO_CATALOG, "{\"productId\":\"11\",\"quantity\":" + quantity + "}")), 400)
                .body("violations[0].field", equalTo("lines[0].quantity"))
                .extract()
                .asString();

        assertThat(problem).doesNotContain("FEATURE", "ALLOW", "java.", "io.cpqoms", "Exception", "token");
    }

    @ParameterizedTest
    @Tag("K6")
    @ValueSource(
            strings = {
                "\"+10000-01-01T00:00:00Z\"",
                "1893456000000",
                "1e10",
                "\"1900000000\"",
                "\"2027-01-01T24:00:00Z\"",
                "\"2027-01-01T23:59:60Z\"",
                "\"1999-12-31T23:59:59Z\"",
                "\"2200-01-01T00:00:00Z\""
            })
    void takesAnInstantOnlyAsBoundedRfc3339Text(String instant) {
        refuse(open(newQuote(NO_CATALOG).replace("\"lines\"", "\"validUntil\":" + instant + ",\"lines\"")), 400)
                .body("violations[0].field", equalTo("validUntil"))
                .body("violations[0].message", containsString("2000-01-01T00:00:00Z to before 2200-01-01T00:00:00Z"));
        refuse(
                        client.command("operator")
                                .body("{\"selection\":{\"topic\":\"t\",\"from\":" + instant + "}}")
                                .post("/ops/replays"),
                        400)
                .body("violations[0].field", equalTo("selection.from"));
    }

    @Test
    @Tag("K18")
    void takesNoBodyWhereNoneIsDue() {
        String id = client.aDraft();
        String path = "/quotes/" + id + "/price";

        refuse(client.command("sales").body("garbage").post(path), 400).body("violations[0].field", equalTo("body"));
        refuse(client.command("sales").body("{\"discount\":1}").post(path), 400)
                .body("violations[0].field", equalTo("body"));
        refuse(
                client.command("sales")
                        .contentType(ContentType.TEXT)
                        .body("price it")
                        .post(path),
                415);
        client.command("sales").body("{ }").post(path).then().statusCode(200);
        client.command("sales").post(path).then().statusCode(200);
    }

    @Test
    @Tag("K18")
    void refusesAnotherMediaTypeWhereABodyIsDue() {
        refuse(
                client.command("sales")
                        .contentType(ContentType.TEXT)
                        .body("hello")
                        .post("/quotes"),
                415);
        refuse(client.command("sales").contentType(ContentType.XML).body("<q/>").post("/quotes"), 415);
        refuse(client.as("sales").accept(ContentType.XML).get("/quotes"), 406);
    }

    @Test
    @Tag("K8")
    void saysHowLongABodyMayBe() {
        byte[] body = new byte[5 * 1024 * 1024 + 1];
        Arrays.fill(body, (byte) ' ');

        refuse(client.command("sales").body(body).post("/quotes"), 413).body("detail", containsString("5242880 bytes"));
    }

    @Test
    @Tag("K8")
    void saysItAlsoOfABodyThatDoesNotSayItsLength() throws IOException {
        String chunk = "100000\r\n" + " ".repeat(0x100000) + "\r\n";

        String answer = RawHttp.answer("POST /quotes HTTP/1.1\r\nHost: here\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\nAuthorization: Bearer "
                + TokenIssuer.tokens().user("sales-1", client.tenant, Set.of("sales")) + "\r\n\r\n" + chunk.repeat(6)
                + "0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("application/problem+json", "5242880 bytes");
    }

    private Response inSeconds(String body) {
        Response answer = open(body);
        assertThat(answer.time()).isLessThan(5_000);
        return answer;
    }

    private Response open(String body) {
        return client.command("sales")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/quotes");
    }

    private static ValidatableResponse refuse(Response response, int status) {
        return response.then().statusCode(status).contentType("application/problem+json");
    }
}
