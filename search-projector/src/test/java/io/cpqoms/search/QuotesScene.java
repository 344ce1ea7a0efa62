package io.cpqoms.search;

import static io.cpqoms.testkit.Eventually.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.cpqoms.testkit.SampleEvent;
import io.cpqoms.testkit.TestServers;
import io.cpqoms.testkit.TokenIssuer;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The quotes of one tenant on their way into the index: publishes them, rebuilds it, and looks at all three stores. */
public final class QuotesScene {

    static final String TOPIC = "cpq.quote.events.v1";

    private static final String REBUILT =
            "select count(*) from replay_run where mode = 'REPLAY_REBUILD' and state = 'COMPLETED'";

    /** For a run over all that the tests have published. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final ObjectMapper json = new ObjectMapper();
    private final String tenant = "t" + UUID.randomUUID().toString().substring(0, 12);

    String tenant() {
        return tenant;
    }

    /**
     * The database is fresh, the topic isn't: what other tests published must be live before anything is compared. Once it is, it
     * stays so, unless a test that failed has left what it scribbled.
     */
    void makeLiveWhatIsOnTheTopic() {
        if (!KafkaBroker.records().readToEnd(TOPIC).isEmpty() && (database().number(REBUILT) == 0 || scribbled())) {
            await().atMost(PATIENCE)
                    .until(
                            () -> run("REPLAY_REBUILD", true, 2000)
                                    .at("/run/state")
                                    .asText(),
                            "COMPLETED"::equals);
        }
        awaitOnlyTheLiveIndex();
    }

    private boolean scribbled() {
        return database().number("select count(*) from projection_document where document ->> 'customerId' = 'NOBODY'")
                > 0;
    }

    /** A report comes with the commit; queries follow, and what is not live goes, right behind it. */
    void awaitOnlyTheLiveIndex() {
        await().until(() ->
                indexes().equals(List.of(namedIndex())) && liveIndex().equals(namedIndex()));
    }

    /** Publishes so many new quotes. */
    public List<UUID> created(int count) {
        List<UUID> quotes =
                IntStream.range(0, count).mapToObj(i -> UUID.randomUUID()).toList();
        KafkaBroker.records()
                .publish(quotes.stream().map(id -> event(id, 1, "QuoteCreated")).toList());
        return quotes;
    }

    void publish(UUID quote, int version, String type) {
        KafkaBroker.records().publish(List.of(event(quote, version, type)));
    }

    private ProducerRecord<String, byte[]> event(UUID quote, int version, String type) {
        return SampleEvent.of("cpq.quote." + type + ".v1")
                .tenant(tenant)
                .aggregate(quote, version)
                .on(TOPIC);
    }

    void scribbleOver(UUID quote) {
        database()
                .execute(
                        "update projection_document set document = document || '{\"customerId\": \"NOBODY\"}' where tenant_id = ? and id = ?",
                        tenant,
                        quote.toString());
        openSearch()
                .contentType("application/json")
                .body("{\"doc\": {\"customerId\": \"NOBODY\"}}")
                .post("/" + liveIndex() + "/_update/" + tenant + ":" + quote + "?refresh=true")
                .then()
                .statusCode(200);
    }

    /** Ids whose row and indexed document have different versions; the fold's content is compared by the rebuild itself. */
    List<String> differencesBetweenRowsAndIndex() {
        return database()
                .query("select id, version from projection_document where tenant_id = ? and kind = 'quote'", tenant)
                .stream()
                .filter(row -> parse(openSearch()
                                        .get("/cpq-quotes/_doc/" + tenant + ":" + row.get("id"))
                                        .asByteArray())
                                .path("_version")
                                .asLong()
                        != ((Number) row.get("version")).longValue())
                .map(row -> String.valueOf(row.get("id")))
                .toList();
    }

    /** The index that queries read. */
    public String liveIndex() {
        return String.join(" and ", (Iterable<String>) () ->
                parse(openSearch().get("/_alias/cpq-quotes").asByteArray()).fieldNames());
    }

    /** The index that its row says is live. */
    public String namedIndex() {
        return String.valueOf(database()
                .query("select index_name from projection_index where kind = 'quote'")
                .getFirst()
                .get("index_name"));
    }

    List<String> indexes() {
        List<String> names = new ArrayList<>();
        parse(openSearch().get("/_cat/indices/cpq-quotes*?format=json&h=index").asByteArray())
                .forEach(index -> names.add(index.path("index").asText()));
        return names;
    }

    JsonNode run(String mode, boolean acceptDifferences, int rate) {
        return awaitEnd(begin(mode, acceptDifferences, rate));
    }

    JsonNode awaitEnd(String id) {
        return await().atMost(PATIENCE)
                .until(
                        () -> report(id),
                        report -> Set.of("COMPLETED", "REJECTED", "PAUSED")
                                .contains(report.at("/run/state").asText()));
    }

    /** A validation ends where the live consumer has committed, which it does a moment after the effect is seen. */
    void awaitCommitted(int quotes) {
        await().untilAsserted(() -> assertThat(planned("REPLAY_VALIDATE_ONLY", false, 2000)
                        .at("/run/plan/applied/QuoteCreated")
                        .asInt())
                .isEqualTo(quotes));
    }

    String begin(String mode, boolean acceptDifferences, int rate) {
        String id = planned(mode, acceptDifferences, rate).at("/run/id").asText();
        command(id, "approve", "operator-2");
        command(id, "start", "operator-1");
        return id;
    }

    private JsonNode planned(String mode, boolean acceptDifferences, int rate) {
        ObjectNode wish = json.createObjectNode()
                .put("consumer", "search-projector.quotes")
                .put("mode", mode)
                .put("rate", rate)
                .put("acceptDifferences", acceptDifferences)
                .put("reason", "a test");
        wish.putObject("selection").put("topic", TOPIC);
        if (mode.equals("REPLAY_VALIDATE_ONLY")) {
            ((ObjectNode) wish.path("selection")).putArray("tenants").add(tenant);
        }
        return parse(as("operator-1")
                .contentType("application/json")
                .body(wish.toString())
                .post("/ops/replays")
                .then()
                .statusCode(201)
                .extract()
                .asByteArray());
    }

    void command(String id, String verb, String subject) {
        as(subject)
                .contentType("application/json")
                .post("/ops/replays/" + id + "/" + verb)
                .then()
                .statusCode(200);
    }

    JsonNode report(String id) {
        return parse(as("operator-1").get("/ops/replays/" + id).asByteArray());
    }

    public void awaitTotal(String query, int total) {
        // A search that is refused for a moment fails an assertion, which does not end this kind of wait.
        await().untilAsserted(() ->
                assertThat(search("?limit=1&" + query).path("total").asInt()).isEqualTo(total));
    }

    /** Waits until the index has so many documents of the tenant, whether or not queries read it. */
    void awaitDocuments(String index, int count) {
        await().until(() -> parse(openSearch()
                                .get("/" + index + "/_count?q=tenantId:" + tenant)
                                .asByteArray())
                        .path("count")
                        .asInt()
                == count);
    }

    JsonNode search(String query) {
        return parse(given().auth()
                .oauth2(TokenIssuer.tokens().user("sally", tenant, Set.of("sales")))
                .get("/search/quotes" + query)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray());
    }

    private RequestSpecification as(String subject) {
        return given().auth()
                .oauth2(TokenIssuer.tokens().user(subject, tenant, Set.of("operator", "platform-operator")));
    }

    public static RequestSpecification openSearch() {
        URI address = URI.create(TestServers.ofThisJvm().openSearchAddress());
        return given().baseUri(address.toString()).port(address.getPort());
    }

    public JsonNode parse(byte[] body) {
        try {
            return json.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Rows database() {
        return PostgresServer.rows("search");
    }
}
