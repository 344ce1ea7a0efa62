package io.cpqoms.audit;

import static io.cpqoms.testkit.Eventually.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.cpqoms.testkit.ForgedCursors;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.cpqoms.testkit.SampleEvent;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "audit"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
class AuditServiceIT {

    private static final String QUOTES = "cpq.quote.events.v1";
    private static final String ORDERS = "cpq.order.events.v1";

    /** For thousands of facts as well. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final String tenant = "t" + UUID.randomUUID().toString().substring(0, 12);
    private final UUID quote = UUID.randomUUID();
    private final UUID order = UUID.randomUUID();
    private final UUID conversation = UUID.randomUUID();

    @Test
    @Tag("AUD-01")
    void recordsAFactOnceHoweverOftenItArrives() {
        List<ProducerRecord<String, byte[]>> story = quoteStory();

        publish(story);
        publish(story);
        publish(story);

        awaitFacts(story.size());
        publish(List.of(quoteEvent("QuoteOrdered", 6)));
        // The last one is here, so everything before it on its partition was handled too.
        awaitFacts(story.size() + 1);
        assertThat(rows().number("select last_sequence from audit_chain where tenant_id = ?", tenant))
                .isEqualTo(story.size() + 1);
    }

    @Test
    @Tag("AUD-01")
    void remembersWhatTheInboxHasForgotten() {
        publish(quoteStory());
        awaitFacts(5);
        List<ProducerRecord<String, byte[]>> again = KafkaBroker.records().readToEnd(QUOTES).stream()
                .filter(record -> record.key().startsWith(tenant))
                .map(record -> new ProducerRecord<>(QUOTES, record.key(), record.value()))
                .toList();
        rows().execute("delete from inbox_message where tenant_id = ?", tenant);

        publish(again);
        publish(List.of(quoteEvent("QuoteOrdered", 6)));

        awaitFacts(6);
        asAuditor().get("/proof/verify").then().body("intact", equalTo(true)).body("checked", equalTo(6));
    }

    @Test
    @Tag("OPS-04")
    void knowsWhomAConversationOrAMessageIsAbout() {
        List<ProducerRecord<String, byte[]>> story = new ArrayList<>(quoteStory());
        story.add(orderEvent("OrderCreated", 1));
        publish(story);
        awaitFacts(6);
        String message = asAuditor()
                .get("/timelines/order/" + order)
                .then()
                .extract()
                .path("items.find { it.aggregateType == 'order' }.messageId");

        for (String id : List.of(conversation.toString(), message)) {
            asAuditor()
                    .get("/facts/subjects?id=" + id)
                    .then()
                    .statusCode(200)
                    .body("items.aggregateType", equalTo(List.of("quote", "order")))
                    .body("items.aggregateId", equalTo(List.of(quote.toString(), order.toString())));
        }
        asAuditor().get("/facts/subjects?id=" + UUID.randomUUID()).then().body("items", equalTo(List.of()));
        asAuditor().get("/facts/subjects").then().statusCode(400).body("violations.field", equalTo(List.of("id")));
        given().auth()
                .oauth2(TokenIssuer.tokens().user("auditor-2", "elsewhere", Set.of("auditor")))
                .get("/facts/subjects?id=" + conversation)
                .then()
                .statusCode(200)
                .body("items", equalTo(List.of()));
    }

    @Test
    @Tag("AUD-01")
    void findsItsOwnChainIntact() {
        publish(quoteStory());
        awaitFacts(5);

        asAuditor()
                .get("/proof/verify")
                .then()
                .statusCode(200)
                .body("intact", equalTo(true))
                .body("checked", equalTo(5))
                .body("headSequence", equalTo(5));
    }

    @Test
    @Tag("AUD-01")
    void findsAFactThatWasChanged() {
        publish(quoteStory());
        awaitFacts(5);

        tamper(
                "update audit_fact set envelope = replace(envelope, 'sales-1', 'sales-2') where tenant_id = ? and sequence = 3");

        verifyFinds("changed", 3);
    }

    @Test
    @Tag("AUD-01")
    void findsAFactThatWasRemoved() {
        publish(quoteStory());
        awaitFacts(5);

        tamper("delete from audit_fact where tenant_id = ? and sequence = 2");

        verifyFinds("removed", 2);
    }

    @Test
    @Tag("AUD-01")
    void findsThatTheNewestFactsWereCutOff() {
        publish(quoteStory());
        awaitFacts(5);

        tamper("delete from audit_fact where tenant_id = ? and sequence >= 4");

        verifyFinds("removed", 4);
    }

    @Test
    @Tag("AUD-01")
    void findsFactsThatWereReordered() {
        publish(quoteStory());
        awaitFacts(5);

        tamper("""
                update audit_fact set sequence = case sequence when 2 then 1003 when 3 then 1002 end
                 where tenant_id = ? and sequence in (2, 3)""");
        tamper("update audit_fact set sequence = sequence - 1000 where tenant_id = ? and sequence > 1000");

        verifyFinds("reordered", 2);
    }

    @Test
    @Tag("AUD-01")
    void refusesToChangeRemoveOrEmptyTheTrail() {
        publish(quoteStory());
        awaitFacts(5);

        for (String statement : List.of(
                "update audit_fact set actor_subject = 'nobody'",
                "delete from audit_fact",
                "truncate audit_fact",
                "delete from audit_chain")) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> rows().execute(statement)))
                    .as(statement)
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    @Tag("AUD-02")
    void namesTheVersionsThatNeverArrived() {
        publish(List.of(quoteEvent("QuoteCreated", 1), quoteEvent("QuotePriced", 2), quoteEvent("QuoteAccepted", 5)));
        awaitFacts(3);

        asAuditor()
                .get("/proof/gaps")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .body("items[0].aggregateId", equalTo(quote.toString()))
                .body("items[0].highest", equalTo(5))
                .body("items[0].missing", contains(3, 4));
    }

    @Test
    @Tag("AUD-02")
    void seesNoGapsWhereEverythingArrived() {
        publish(quoteStory());
        awaitFacts(5);

        asAuditor().get("/proof/gaps").then().statusCode(200).body("items", empty());
    }

    @Test
    @Tag("AUD-03")
    void tellsTheWholeConversationFromEitherEnd() {
        publish(quoteStory());
        publish(List.of(orderEvent("OrderCreated", 1), orderEvent("OrderCompleted", 2)));
        awaitFacts(7);

        for (String path : List.of("/timelines/quote/" + quote, "/timelines/order/" + order)) {
            asAuditor()
                    .get(path)
                    .then()
                    .statusCode(200)
                    .body("items.size()", equalTo(7))
                    .body("items[0].eventType", equalTo("QuoteCreated"))
                    .body("items.summary", hasItem("Accepted by VINET: EUR 151.20 and EUR 21.60 each month"))
                    .body("items[6].summary", startsWith("Order completed"))
                    .body("items[0].actor.kind", equalTo("user"));
        }
    }

    @Test
    @Tag("API-05")
    void turnsThePagesOfATimeline() {
        publish(quoteStory());
        awaitFacts(5);

        String cursor = asAuditor()
                .get("/timelines/quote/" + quote + "?limit=3")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(3))
                .extract()
                .path("nextCursor");

        asAuditor()
                .get("/timelines/quote/" + quote + "?limit=3&cursor=" + cursor)
                .then()
                .statusCode(200)
                .body("items.eventType", contains("QuoteApproved", "QuoteAccepted"));
    }

    @Test
    @Tag("K5")
    void refusesEveryForgedCursorByItsName() {
        publish(quoteStory());
        awaitFacts(5);
        String path = "/timelines/quote/" + quote + "?limit=1";
        String ofTheQuote = asAuditor().get(path).path("nextCursor");

        ForgedCursors.all().forEach(cursor -> refused(path + "&cursor=" + cursor));
        refused("/timelines/quote/" + UUID.randomUUID() + "?cursor=" + ofTheQuote);
        refused("/timelines/order/" + quote + "?cursor=" + ofTheQuote);
    }

    private void refused(String path) {
        asAuditor()
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(400)
                .body("violations.field", contains("cursor"));
    }

    @Test
    @Tag("API-06")
    void answersNothingAboutAnotherTenant() {
        publish(quoteStory());
        awaitFacts(5);

        given().auth()
                .oauth2(TokenIssuer.tokens().user("spy", "other", Set.of("auditor")))
                .get("/timelines/quote/" + quote)
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:cpq:problem:not-found"))
                .body("detail", containsString(quote.toString()));
    }

    @Test
    @Tag("API-06")
    void asksForTheRoleOfAnAuditor() {
        given().get("/proof/verify").then().statusCode(401);
        given().auth()
                .oauth2(TokenIssuer.tokens().user("seller", tenant, Set.of("sales")))
                .get("/proof/verify")
                .then()
                .statusCode(403);
    }

    @Test
    void takesABatchOfThousandsInSeconds() {
        int facts = 3000;
        publish(IntStream.rangeClosed(1, facts)
                .mapToObj(number ->
                        event("cpq.quote.QuoteCreated.v1", UUID.randomUUID(), 1).on(QUOTES))
                .toList());

        awaitFacts(facts);

        asAuditor().get("/proof/verify").then().body("intact", equalTo(true)).body("checked", equalTo(facts));
    }

    private List<ProducerRecord<String, byte[]>> quoteStory() {
        List<ProducerRecord<String, byte[]>> story = new ArrayList<>();
        for (String type : List.of("QuoteCreated", "QuotePriced", "QuoteSubmitted", "QuoteApproved", "QuoteAccepted")) {
            story.add(quoteEvent(type, story.size() + 1));
        }
        return story;
    }

    private ProducerRecord<String, byte[]> quoteEvent(String type, int version) {
        return event("cpq.quote." + type + ".v1", quote, version)
                .occurredAt("2026-11-21T08:00:0" + version + ".000000Z")
                .on(QUOTES);
    }

    private ProducerRecord<String, byte[]> orderEvent(String type, int version) {
        return event("cpq.order." + type + ".v1", order, version)
                .occurredAt("2026-11-21T09:00:0" + version + ".000000Z")
                .on(ORDERS);
    }

    private SampleEvent event(String schemaId, UUID aggregateId, int version) {
        return SampleEvent.of(schemaId)
                .tenant(tenant)
                .aggregate(aggregateId, version)
                .correlation(conversation);
    }

    private static void publish(List<ProducerRecord<String, byte[]>> records) {
        KafkaBroker.records().publish(records);
    }

    private void awaitFacts(int count) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        asAuditor().get("/facts/count").then().statusCode(200).body("count", equalTo(count)));
    }

    private RequestSpecification asAuditor() {
        return given().auth().oauth2(TokenIssuer.tokens().user("auditor-1", tenant, Set.of("auditor")));
    }

    private void verifyFinds(String kind, int sequence) {
        asAuditor()
                .get("/proof/verify")
                .then()
                .statusCode(200)
                .body("intact", equalTo(false))
                .body("firstBroken.kind", equalTo(kind))
                .body("firstBroken.sequence", equalTo(sequence))
                .body("firstBroken.explanation", containsString("Fact " + sequence));
    }

    /** What only the owner of the tables can do: switch the guard off. */
    private void tamper(String statement) {
        rows().execute("alter table audit_fact disable trigger audit_fact_append_only");
        rows().execute(statement, tenant);
        rows().execute("alter table audit_fact enable trigger audit_fact_append_only");
    }

    private static Rows rows() {
        return PostgresServer.rows("audit");
    }
}
