package io.cpqoms.search;

import static io.cpqoms.testkit.Eventually.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.search.index.DocumentKind;
import io.cpqoms.search.index.Generation;
import io.cpqoms.search.index.IndexedDocument;
import io.cpqoms.search.index.LiveIndexes;
import io.cpqoms.search.index.SearchIndex;
import io.cpqoms.testkit.ForgedCursors;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.OpenSearchNode;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.SampleEvent;
import io.cpqoms.testkit.TestServers;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.assertj.core.api.Assertions;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "search"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(OpenSearchNode.class)
@WithTestResource(TokenIssuer.class)
@Tag("SRC-01")
class SearchProjectorIT {

    private static final String CATALOG = "cpq.catalog.publications.v1";
    private static final String QUOTES = "cpq.quote.events.v1";
    private static final String ORDERS = "cpq.order.events.v1";

    /** For thousands of events as well, and for a consumer that probes an index which was away. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final String tenant = "t" + UUID.randomUUID().toString().substring(0, 12);
    private final UUID quote = UUID.randomUUID();
    private final UUID order = UUID.randomUUID();

    @Inject
    SearchIndex index;

    @Inject
    LiveIndexes liveIndexes;

    @Inject
    ObjectMapper json;

    @Test
    void findsAQuoteByCustomerProductOrReference() {
        publishCatalog();
        publish(quoteEvents("QuoteCreated", "QuotePriced"));
        awaitQuotes("?q=cabrales&state=priced", "total", equalTo(1));

        for (String words : List.of("VINET", "vinet", "queso cabrales", "Quéso cab", "10248", "11", quote.toString())) {
            quotes("?q=" + words).body("total", equalTo(1)).body("items[0].quoteId", equalTo(quote.toString()));
        }
        quotes("?q=camembert").body("total", equalTo(0));
        quotes("")
                .body("items[0].lines[0].productName", equalTo("Queso Cabrales"))
                .body("items[0].totals.exact.amount", equalTo("151.2000"))
                .body("facets.states[0].state", equalTo("priced"));
    }

    @Test
    void namesProductsAlsoWhenTheCatalogComesLater() {
        publish(quoteEvents("QuoteCreated"));
        awaitQuotes("", "total", equalTo(1));

        publishCatalog();

        awaitQuotes("?q=cabrales", "total", equalTo(1));
    }

    /** Its parts alone name nothing: they count when the fact has come. */
    @Test
    void namesNothingBeforeTheCatalogIsWhole() {
        UUID catalog = UUID.randomUUID();
        publish(event("cpq.catalog.CatalogPartPublished.v1", catalog, 1).on(CATALOG));
        await().until(() ->
                PostgresServer.rows("search").number("select count(*) from catalog_product where tenant_id = ?", tenant)
                        == 1);
        publish(quoteEvents("QuoteCreated"));
        awaitQuotes("", "total", equalTo(1));
        quotes("?q=cabrales").body("total", equalTo(0));

        publish(event("cpq.catalog.CatalogVersionPublished.v1", catalog, 2).on(CATALOG));

        awaitQuotes("?q=cabrales", "total", equalTo(1));
    }

    @Test
    @Tag("INB-02")
    void givesTheSameDocumentHoweverOftenTheEventsArrive() {
        List<ProducerRecord<String, byte[]>> story = quoteEvents("QuoteCreated", "QuotePriced", "QuoteSubmitted");

        publish(story);
        publish(story);
        publish(List.of(story.get(0), story.get(1)));
        awaitQuotes("?state=pendingApproval", "total", equalTo(1));

        quotes("").body("total", equalTo(1)).body("items[0].version", equalTo(3));
        assertThat(PostgresServer.rows("search")
                        .number("select count(*) from projection_document where tenant_id = ?", tenant))
                .isEqualTo(1);
    }

    @Test
    @Tag("INB-05")
    void neverLetsAnOlderVersionOverwriteANewerOne() {
        publish(quoteEvents("QuoteCreated", "QuotePriced", "QuoteSubmitted"));
        awaitQuotes("?state=pendingApproval", "total", equalTo(1));
        ObjectNode old = json.createObjectNode().put("tenantId", tenant).put("state", "draft");

        index.put(live(), List.of(new IndexedDocument(DocumentKind.QUOTE, tenant, quote.toString(), 2, old)));

        refresh();
        quotes("").body("items[0].state", equalTo("pendingApproval")).body("items[0].version", equalTo(3));
    }

    @Test
    void namesTheDocumentThatTheIndexRefuses() {
        ObjectNode wrong = json.createObjectNode().put("tenantId", tenant).put("validUntil", "tomorrow, perhaps");

        Throwable refusal = Assertions.catchThrowable(() -> index.put(
                live(), List.of(new IndexedDocument(DocumentKind.QUOTE, tenant, quote.toString(), 1, wrong))));

        assertThat(refusal).hasMessageContainingAll(tenant + ":" + quote, "was refused", "validUntil");
    }

    @Test
    void putsWhatWaitsForPeopleOnTheirWorklists() {
        publish(quoteEvents("QuoteCreated", "QuotePriced", "QuoteSubmitted"));
        publish(orderEvents("OrderCreated", "OrderDecomposed", "OrderTasksReady", "OrderFalloutRaised"));
        awaitQuotes("?needsAttention=true", "total", equalTo(1));
        awaitOrders("?needsAttention=true", "total", equalTo(1));

        orders("?needsAttention=true")
                .body("items[0].orderId", equalTo(order.toString()))
                .body("items[0].state", equalTo("held"))
                .body("items[0].quoteId", equalTo("0198c0de-0000-7000-8000-000000000002"))
                .body("items[0].progress.total", equalTo(2))
                .body("items[0].openFallouts[0].cause", equalTo("Out of stock in depot 2."))
                .body("facets.needsAttention", equalTo(1));
    }

    @Test
    @Tag("SRC-03")
    void saysHowFreshTheAnswerIs() {
        publish(quoteEvents("QuoteCreated"));
        awaitQuotes("", "total", equalTo(1));

        // What two answers say need not fit together: other changes may come between them.
        await().untilAsserted(() -> quotes("")
                .body("freshness.text", startsWith("up to date as of "))
                .body("freshness.projectedThrough", containsString("T"))
                .body("freshness.lagSeconds", lessThan(10)));
    }

    @Test
    @Tag("API-05")
    void turnsPagesWithoutLosingOrRepeatingAnything() {
        int count = 7;
        publish(IntStream.range(0, count)
                .mapToObj(number ->
                        event("cpq.quote.QuoteCreated.v1", UUID.randomUUID(), 1).on(QUOTES))
                .toList());
        awaitQuotes("", "total", equalTo(count));

        Set<String> seen = new HashSet<>();
        String cursor = "";
        int pages = 0;
        while (cursor != null) {
            var page = quotes("?limit=3" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .extract();
            seen.addAll(page.path("items.quoteId"));
            cursor = page.path("nextCursor");
            pages++;
        }

        assertThat(seen).hasSize(count);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    @Tag("API-06")
    void showsNothingOfAnotherTenant() {
        publish(quoteEvents("QuoteCreated"));
        awaitQuotes("", "total", equalTo(1));

        given().auth()
                .oauth2(TokenIssuer.tokens().user("spy", "other", Set.of("sales")))
                .get("/search/quotes?q=" + quote)
                .then()
                .statusCode(200)
                .body("total", equalTo(0));
    }

    @Test
    @Tag("API-04")
    void saysWhatWouldBeRight() {
        as("sales")
                .get("/search/orders?state=draft")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:cpq:problem:invalid-input"))
                .body("violations.field", hasItem("state"))
                .body("detail", containsString("acknowledged"));
        as("sales").get("/search/quotes?limit=1000").then().statusCode(400);
        ForgedCursors.all()
                .forEach(cursor -> as("sales")
                        .urlEncodingEnabled(false)
                        .get("/search/quotes?cursor=" + cursor)
                        .then()
                        .statusCode(400)
                        .body("violations.field", hasItem("cursor")));
        given().get("/search/quotes").then().statusCode(401);
    }

    @Test
    @Tag("K4")
    void namesTheParameterThatCannotBeRead() {
        for (String wrong : List.of("needsAttention=maybe", "limit=abc", "limit=1.5", "limit=99999999999", "q=a%00b")) {
            as("sales")
                    .urlEncodingEnabled(false)
                    .get("/search/quotes?" + wrong)
                    .then()
                    .statusCode(400)
                    .body("violations.field", hasItem(wrong.substring(0, wrong.indexOf('='))));
        }
    }

    @Test
    @Tag("INB-04")
    void catchesUpAfterOpenSearchWasAway() {
        TestServers servers = TestServers.ofThisJvm();
        servers.kill(TestServers.Server.OPENSEARCH);
        await().until(() -> !servers.isRunning(TestServers.Server.OPENSEARCH));

        publish(quoteEvents("QuoteCreated", "QuotePriced"));
        as("sales").get("/search/quotes").then().statusCode(503);
        servers.start(TestServers.Server.OPENSEARCH);

        await().atMost(PATIENCE)
                .untilAsserted(() -> as("sales")
                        .get("/search/quotes?state=priced")
                        .then()
                        .statusCode(200)
                        .body("total", equalTo(1)));
    }

    @Test
    void projectsThousandsInSeconds() {
        int count = 3000;
        publish(IntStream.range(0, count)
                .mapToObj(number -> event("cpq.quote.QuoteAccepted.v1", UUID.randomUUID(), 1)
                        .on(QUOTES))
                .toList());

        awaitQuotes("", "total", equalTo(count));
    }

    private List<ProducerRecord<String, byte[]>> quoteEvents(String... types) {
        return IntStream.range(0, types.length)
                .mapToObj(i ->
                        event("cpq.quote." + types[i] + ".v1", quote, i + 1).on(QUOTES))
                .toList();
    }

    private List<ProducerRecord<String, byte[]>> orderEvents(String... types) {
        return IntStream.range(0, types.length)
                .mapToObj(i ->
                        event("cpq.order." + types[i] + ".v1", order, i + 1).on(ORDERS))
                .toList();
    }

    private SampleEvent event(String schemaId, UUID aggregateId, int version) {
        return SampleEvent.of(schemaId).tenant(tenant).aggregate(aggregateId, version);
    }

    @SafeVarargs
    private static void publish(ProducerRecord<String, byte[]>... records) {
        publish(Arrays.asList(records));
    }

    private static void publish(List<ProducerRecord<String, byte[]>> records) {
        KafkaBroker.records().publish(records);
    }

    private void awaitQuotes(String query, String path, Matcher<?> matcher) {
        await().atMost(PATIENCE).untilAsserted(() -> quotes(query).body(path, matcher));
    }

    private void awaitOrders(String query, String path, Matcher<?> matcher) {
        await().atMost(PATIENCE).untilAsserted(() -> orders(query).body(path, matcher));
    }

    private ValidatableResponse quotes(String query) {
        return as("sales").get("/search/quotes" + query).then().statusCode(200);
    }

    private ValidatableResponse orders(String query) {
        return as("operator").get("/search/orders" + query).then().statusCode(200);
    }

    private RequestSpecification as(String role) {
        return given().auth().oauth2(TokenIssuer.tokens().user(role + "-1", tenant, Set.of(role)));
    }

    private Generation live() {
        return QuarkusTransaction.requiringNew().call(() -> liveIndexes.shared(Set.of(DocumentKind.QUOTE)));
    }

    private static void refresh() {
        given().baseUri(TestServers.ofThisJvm().openSearchAddress())
                .port(URI.create(TestServers.ofThisJvm().openSearchAddress()).getPort())
                .post("/cpq-quotes/_refresh")
                .then()
                .statusCode(200);
    }

    private void publishCatalog() {
        UUID catalog = UUID.randomUUID();
        publish(
                event("cpq.catalog.CatalogPartPublished.v1", catalog, 1).on(CATALOG),
                event("cpq.catalog.CatalogVersionPublished.v1", catalog, 2).on(CATALOG));
    }
}
