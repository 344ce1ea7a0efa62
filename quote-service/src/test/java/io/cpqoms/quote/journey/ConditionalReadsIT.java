package io.cpqoms.quote.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client has already is not sent again, and only that. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "quote"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("API-03")
@Tag("API-05")
class ConditionalReadsIT {

    private final QuoteClient client = new QuoteClient();

    @ParameterizedTest
    @ValueSource(strings = {"%s", "W/%s", "\"1-0000000000000000\", %s", "*"})
    void sendsNoBodyThatTheClientHas(String header) {
        String path = "/quotes/" + client.aDraft();
        Response first = get(path);

        Response again = get(path, header.formatted(first.header("ETag")));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.asString()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag")).startsWith("\"1-");
        assertThat(again.header("Cache-Control")).isEqualTo("private, no-cache");
        assertThat(again.header("Cpq-Correlation-Id")).isEqualTo(first.header("Cpq-Correlation-Id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "\"1-0000000000000000\"", "nonsense", "\"\"", "\"1-"})
    void sendsTheBodyToWhoHasAnother(String header) {
        String path = "/quotes/" + client.aDraft();

        get(path, header).then().statusCode(200).body("version", equalTo(1));
    }

    @Test
    void sendsTheBodyAgainWhenTheVersionChanged() {
        String id = client.aDraft();
        String etag = get("/quotes/" + id).header("ETag");
        client.run(id, "price").then().statusCode(200);

        get("/quotes/" + id, etag).then().statusCode(200).body("state", equalTo("priced"));
    }

    /** The version stays, and yet another answer is due: the offer lapsed, so the customer's yes is no longer permitted. */
    @Test
    void sendsTheBodyAgainWhenOnlyTimeChangedWhatMayBeDone() {
        String id = client.aQuoteAfter("price", "submit", "approve");
        String path = "/quotes/" + id + "?fields=commands";
        Response before = get(path);
        before.then().body("commands.find { it.command == 'accept' }.permitted", equalTo(true));
        PostgresServer.rows("quote")
                .execute(
                        "update quote set document = jsonb_set(document, '{validUntil}', '\"2020-01-01T00:00:00Z\"')"
                                + " where quote_id = ?",
                        UUID.fromString(id));

        get(path, before.header("ETag"))
                .then()
                .statusCode(200)
                .body("commands.find { it.command == 'accept' }.permitted", equalTo(false));
        get("/quotes/" + id + "?fields=version").then().body("version", equalTo(4));
    }

    @Test
    void takesTheTagOfWhatWasReadAsTheVersion() {
        String id = client.aDraft();
        String etag = get("/quotes/" + id).header("ETag");

        price(id, etag).then().statusCode(200).header("ETag", "\"2\"");
        price(id, etag)
                .then()
                .statusCode(412)
                .body("type", equalTo("urn:cpq:problem:stale-version"))
                .body("currentVersion", equalTo(2));
        price(id, "W/\"2\"").then().statusCode(400);
    }

    @Test
    void sendsOnlyTheMembersThatWereAskedForUnderATagOfTheirOwn() {
        String path = "/quotes/" + client.aDraft();
        Response cut = get(path + "?fields=state,version");

        assertThat(cut.as(Map.class)).isEqualTo(Map.of("state", "draft", "version", 1));
        assertThat(cut.header("ETag")).isNotEqualTo(get(path).header("ETag"));
        get(path + "?fields=state,version", cut.header("ETag")).then().statusCode(304);
        get(path, cut.header("ETag")).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "state,", "state,nothing", "State", "lines.lineId", ""})
    void refusesWhatIsNoMemberAndNamesThoseThatAre(String fields) {
        for (String path : new String[] {"/quotes", "/quotes/" + new UUID(0, 1), "/catalog-versions"}) {
            get(path + "?fields=" + fields)
                    .then()
                    .statusCode(400)
                    .body("violations.field", contains("fields"))
                    .body("detail", containsString("version, "));
        }
    }

    @Test
    void holdsForCatalogVersionsAndTheirListsToo() {
        String path = "/catalog-versions/" + client.publishedCatalog();
        String etag = get(path).header("ETag");

        get(path, etag).then().statusCode(304);
        assertThat(get(path + "?fields=name").as(Map.class)).isEqualTo(Map.of("name", "Autumn"));
        assertThat(get("/catalog-versions?fields=name,state").<Map<String, Object>>path("items[0]"))
                .isEqualTo(Map.of("name", "Autumn", "state", "published"));
    }

    private Response price(String id, String ifMatch) {
        return client.as("sales")
                .header("Idempotency-Key", UUID.randomUUID())
                .header("If-Match", ifMatch)
                .post("/quotes/" + id + "/price");
    }

    private Response get(String path) {
        return client.as("sales").get(path);
    }

    private Response get(String path, String ifNoneMatch) {
        return client.as("sales").header("If-None-Match", ifNoneMatch).get(path);
    }
}
