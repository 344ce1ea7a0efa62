package io.cpqoms.search;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.OpenSearchNode;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.cpqoms.testkit.SampleEvent;
import io.cpqoms.testkit.TestServers;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The search index built anew from the topic while live events go on, and swapped in only when it is as good. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "search"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(OpenSearchNode.class)
@WithTestResource(TokenIssuer.class)
@Tag("SRC-02")
class RebuildIT {

    private static final String QUOTES = "cpq.quote.events.v1";
    private static final String CATALOG = "cpq.catalog.publications.v1";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String tenant = "t" + UUID.randomUUID().toString().substring(0, 12);

    @Inject
    ObjectMapper json;

    /** The database is fresh, the topic isn't: what other tests published must be live before anything is compared. */
    @BeforeEach
    void liveHasEverything() {
        if (!KafkaBroker.records().readToEnd(QUOTES).isEmpty()) {
            await().atMost(PATIENCE)
                    .until(
                            () -> run("REPLAY_REBUILD", true, 2000)
                                    .at("/run/state")
                                    .asText(),
                            "COMPLETED"::equals);
        }
    }

    @Test
    @Tag("REP-04")
    void swapsInARebuiltIndexUnderLiveLoadAndLosesNothing() {
        List<UUID> quotes = quotes(300);
        quotes.forEach(id -> publish(id, 1, "QuoteCreated"));
        awaitTotal("", 300);
        String before = liveIndex();
        scribbleOver(quotes.getFirst());
        AtomicBoolean loading = new AtomicBoolean(true);
        List<UUID> during = new ArrayList<>();
        Thread load = Thread.ofPlatform().start(() -> {
            while (loading.get()) {
                UUID id = UUID.randomUUID();
                publish(id, 1, "QuoteCreated");
                publish(quotes.get(during.size() % quotes.size()), 2 + during.size() / quotes.size(), "QuotePriced");
                during.add(id);
            }
        });

        JsonNode report = run("REPLAY_REBUILD", true, 400);

        loading.set(false);
        join(load);
        assertThat(report.at("/run/state").asText()).isEqualTo("COMPLETED");
        assertThat(report.at("/run/comparison/missing").asLong()).isZero();
        assertThat(report.at("/run/comparison/different").asLong()).isEqualTo(1);
        assertThat(liveIndex()).isNotEqualTo(before);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(indexes())
                        .as("the old index and the shadow's alias are gone")
                        .containsExactly(liveIndex()));
        assertThat(during).as("live events while it ran").hasSizeGreaterThan(20);
        awaitTotal("", 300 + during.size());
        assertThat(search("?q=" + quotes.getFirst()).at("/items/0/customerId").asText())
                .as("the scribbled document is right again")
                .isEqualTo("VINET");
        assertThat(differencesBetweenRowsAndIndex()).isEmpty();
    }

    @Test
    void refusesToSwapWhatDiffersUntilSomebodyAcceptsIt() {
        List<UUID> quotes = quotes(5);
        quotes.forEach(id -> publish(id, 1, "QuoteCreated"));
        awaitTotal("", 5);
        String before = liveIndex();
        scribbleOver(quotes.get(2));

        JsonNode refused = run("REPLAY_REBUILD", false, 2000);

        assertThat(refused.at("/run/state").asText()).isEqualTo("REJECTED");
        assertThat(refused.at("/run/comparison/samples/0").asText())
                .isEqualTo(tenant + ":" + quotes.get(2) + " differs from live at version 1");
        assertThat(liveIndex()).isEqualTo(before);
        assertThat(indexes()).containsExactly(before);

        JsonNode equal = run("REPLAY_REBUILD", true, 2000);
        assertThat(equal.at("/run/state").asText()).isEqualTo("COMPLETED");
        JsonNode shadow = run("SHADOW", false, 2000);
        assertThat(shadow.at("/run/state").asText()).isEqualTo("COMPLETED");
        assertThat(shadow.at("/run/comparison/live/hash").asText())
                .isEqualTo(shadow.at("/run/comparison/shadow/hash").asText());
    }

    @Test
    void leavesTheLiveIndexUntouchedWhenItIsStopped() {
        List<UUID> quotes = quotes(100);
        quotes.forEach(id -> publish(id, 1, "QuoteCreated"));
        awaitTotal("", 100);
        String before = liveIndex();
        String id = begin("REPLAY_REBUILD", false, 20);
        await().atMost(PATIENCE).until(() -> report(id).at("/total/applied").asLong() > 0);

        command(id, "stop", "operator-1");

        await().atMost(PATIENCE)
                .until(() -> report(id).at("/run/state").asText().equals("STOPPED"));
        assertThat(liveIndex()).isEqualTo(before);
        assertThat(indexes()).containsExactly(before);
        assertThat(database().number("select count(*) from projection_rebuild")).isZero();
        awaitTotal("", 100);
    }

    @Test
    void namesProductsOfACatalogThatComesWhileItRuns() {
        List<UUID> quotes = quotes(60);
        quotes.forEach(id -> publish(id, 1, "QuoteCreated"));
        awaitTotal("", 60);
        String id = begin("REPLAY_REBUILD", true, 300);
        await().atMost(PATIENCE).until(() -> report(id).at("/total/applied").asLong() > 0);

        KafkaBroker.records()
                .publish(List.of(SampleEvent.of("cpq.catalog.CatalogVersionPublished.v1")
                        .tenant(tenant)
                        .aggregate(UUID.randomUUID(), 1)
                        .on(CATALOG)));

        await().atMost(PATIENCE)
                .until(() -> report(id).at("/run/state").asText().equals("COMPLETED"));
        awaitTotal("q=cabrales", 60);
    }

    @Test
    @Tag("REP-01")
    void findsEventsThatNeverReachedTheirDocument() {
        List<UUID> quotes = quotes(3);
        quotes.forEach(id -> publish(id, 1, "QuoteCreated"));
        awaitTotal("", 3);
        database()
                .execute(
                        "delete from projection_document where tenant_id = ? and id = ?",
                        tenant,
                        quotes.get(1).toString());

        JsonNode report = run("REPLAY_VALIDATE_ONLY", false, 2000);

        assertThat(report.at("/run/state").asText()).isEqualTo("REJECTED");
        assertThat(report.at("/run/findingSamples").toString())
                .contains(tenant + ":quote:" + quotes.get(1) + " has no QuoteCreated (version 1)");
    }

    private static List<UUID> quotes(int count) {
        return IntStream.range(0, count).mapToObj(i -> UUID.randomUUID()).toList();
    }

    private void publish(UUID quote, int version, String type) {
        ProducerRecord<String, byte[]> event = SampleEvent.of("cpq.quote." + type + ".v1")
                .tenant(tenant)
                .aggregate(quote, version)
                .on(QUOTES);
        KafkaBroker.records().publish(List.of(event));
    }

    private void scribbleOver(UUID quote) {
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
    private List<String> differencesBetweenRowsAndIndex() {
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

    private String liveIndex() {
        return parse(openSearch().get("/_alias/cpq-quotes").asByteArray())
                .fieldNames()
                .next();
    }

    private List<String> indexes() {
        List<String> names = new ArrayList<>();
        parse(openSearch().get("/_cat/indices/cpq-quotes*?format=json&h=index").asByteArray())
                .forEach(index -> names.add(index.path("index").asText()));
        return names;
    }

    private JsonNode run(String mode, boolean acceptDifferences, int rate) {
        String id = begin(mode, acceptDifferences, rate);
        return await().atMost(PATIENCE)
                .until(
                        () -> report(id),
                        report -> Set.of("COMPLETED", "REJECTED", "PAUSED")
                                .contains(report.at("/run/state").asText()));
    }

    private String begin(String mode, boolean acceptDifferences, int rate) {
        ObjectNode wish = json.createObjectNode()
                .put("consumer", "search-projector.quotes")
                .put("mode", mode)
                .put("rate", rate)
                .put("acceptDifferences", acceptDifferences)
                .put("reason", "a test");
        wish.putObject("selection").put("topic", QUOTES);
        if (mode.equals("REPLAY_VALIDATE_ONLY")) {
            ((ObjectNode) wish.path("selection")).putArray("tenants").add(tenant);
        }
        String id = parse(as("operator-1")
                        .contentType("application/json")
                        .body(wish.toString())
                        .post("/ops/replays")
                        .then()
                        .statusCode(201)
                        .extract()
                        .asByteArray())
                .at("/run/id")
                .asText();
        command(id, "approve", "operator-2");
        command(id, "start", "operator-1");
        return id;
    }

    private void command(String id, String verb, String subject) {
        as(subject)
                .contentType("application/json")
                .post("/ops/replays/" + id + "/" + verb)
                .then()
                .statusCode(200);
    }

    private JsonNode report(String id) {
        return parse(as("operator-1").get("/ops/replays/" + id).asByteArray());
    }

    private void awaitTotal(String query, int total) {
        await().atMost(PATIENCE)
                .until(() -> search("?limit=1&" + query).path("total").asInt() == total);
    }

    private JsonNode search(String query) {
        return parse(given().auth()
                .oauth2(TokenIssuer.tokens().user("sally", tenant, Set.of("sales")))
                .get("/search/quotes" + query)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray());
    }

    private RequestSpecification as(String subject) {
        return given().auth().oauth2(TokenIssuer.tokens().user(subject, tenant, Set.of("operator")));
    }

    private static RequestSpecification openSearch() {
        URI address = URI.create(TestServers.ofThisJvm().openSearchAddress());
        return given().baseUri(address.toString()).port(address.getPort());
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private JsonNode parse(byte[] body) {
        try {
            return json.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Rows database() {
        return PostgresServer.rows("search");
    }
}
