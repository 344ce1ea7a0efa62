package io.cpqoms.messaging;

import static io.cpqoms.testkit.Eventually.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A consumer that wants the latest only: what it has seen and what it has applied are two things. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "workflow"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("M4")
@Tag("S4")
class LatestWinsIT {

    private static final String CRASH = "crash";
    private static final String FINE = "fine";

    private final QuoteFacts quote = QuoteFacts.ofNewQuote();

    @Inject
    LedgerConsumer consumer;

    @Test
    void appliesALetterThatNothingNewerHasOvertaken() {
        UUID letter = letterOf(quote.record(1, CRASH));
        consumer.heal(quote.quote());

        assertThat(redrive(letter)).containsExactly("resolved");

        assertThat(effects()).containsExactly(1L);
        given(operator())
                .get("/ops/dead-letters/" + letter)
                .then()
                .body("letter.state", equalTo("RESOLVED"))
                .body("steps[1].evidence", containsString("\"inboxStatus\":\"DONE\""));
    }

    @Test
    void saysThatALetterWasOvertakenAndDoesNotApplyIt() {
        UUID letter = letterOf(quote.record(1, CRASH));
        publish(quote.record(2, FINE));
        await().untilAsserted(() -> assertThat(effects()).containsExactly(2L));
        consumer.heal(quote.quote());

        given(operator()).get("/ops/dead-letters/" + letter).then().body("letter.overtaken", equalTo(true));
        assertThat(redrive(letter)).containsExactly("overtaken");

        assertThat(effects()).containsExactly(2L);
        given(operator())
                .get("/ops/dead-letters/" + letter)
                .then()
                .body("letter.state", equalTo("OVERTAKEN"))
                .body("steps.action", contains("REDRIVEN", "OVERTAKEN"))
                .body("steps[1].note", equalTo("version 2 was applied meanwhile, version 1 is not applied any more"))
                .body("steps[1].evidence", containsString("\"inboxStatus\":\"STALE\""));
        given(operator())
                .queryParam("state", "OVERTAKEN")
                .get("/ops/dead-letters")
                .then()
                .statusCode(200)
                .body("items.dlqId", hasItem(letter.toString()));
        assertThat(redrive(letter)).as("it has come to its end").isEmpty();
    }

    /** Kafka's offsets set back, or a database restored: the record of a letter comes again. */
    @Test
    void takesARepetitionOfADeadRecordForNoEffect() {
        ProducerRecord<String, byte[]> dead = quote.record(1, CRASH);
        UUID letter = letterOf(dead);
        QuoteFacts marker = QuoteFacts.ofNewQuote();

        publish(dead, marker.record(partition(letter), 1, FINE));
        await().until(() -> !effects(marker).isEmpty());
        consumer.heal(quote.quote());

        assertThat(redrive(letter)).containsExactly("resolved");
        assertThat(effects()).containsExactly(1L);
    }

    /** An instance of the release before knows one version only, and means that it applied it. */
    @Test
    void takesWhatAnOlderReleaseSawForApplied() {
        UUID letter = letterOf(quote.record(1, CRASH));
        database()
                .execute(
                        "update inbox_watermark set version = 2 where consumer = 'ledger' and aggregate_key = ?",
                        quote.key());
        UUID later = letterOf(quote.record(3, CRASH));
        consumer.heal(quote.quote());

        assertThat(redrive(letter)).containsExactly("overtaken");
        assertThat(effects()).isEmpty();
        assertThat(redrive(later)).as("nothing newer than version 2").containsExactly("resolved");
        assertThat(effects()).containsExactly(3L);
    }

    /** An older version that comes after a dead one is still the newest that can be applied; the letter overtakes it again. */
    @Test
    void appliesALateVersionOnceAndThenTheLetter() {
        publish(quote.record(1, FINE));
        UUID letter = letterOf(quote.record(3, CRASH));

        publish(quote.record(2, FINE), quote.record(2, "another message of the same version"));
        await().untilAsserted(() -> assertThat(statuses()).containsExactlyInAnyOrder("DONE", "DEAD", "DONE", "STALE"));
        assertThat(effects()).containsExactly(1L, 2L);
        consumer.heal(quote.quote());
        assertThat(redrive(letter)).containsExactly("resolved");

        assertThat(effects()).containsExactly(1L, 2L, 3L);
        publish(quote.record(2, "too late by now"));
        await().until(() -> statuses().size() == 5);
        assertThat(effects()).containsExactly(1L, 2L, 3L);
    }

    private UUID letterOf(ProducerRecord<String, byte[]> record) {
        String letters = "select dlq_id from dead_letter where consumer = 'ledger' and aggregate_key = ?"
                + " order by aggregate_version desc";
        int before = database().query(letters, quote.key()).size();
        publish(record);
        await().until(() -> database().query(letters, quote.key()).size() > before);
        return UUID.fromString(
                String.valueOf(database().query(letters, quote.key()).getFirst().get("dlq_id")));
    }

    private static int partition(UUID letter) {
        return Math.toIntExact(database().number("select partition from dead_letter where dlq_id = ?", letter));
    }

    @SafeVarargs
    private static void publish(ProducerRecord<String, byte[]>... records) {
        KafkaBroker.records().publish(List.of(records));
    }

    private List<Long> effects() {
        return effects(quote);
    }

    private static List<Long> effects(QuoteFacts facts) {
        return database()
                .query(
                        "select aggregate_version from ledger_effect where aggregate_id = ? order by aggregate_version",
                        facts.quote())
                .stream()
                .map(row -> ((Number) row.get("aggregate_version")).longValue())
                .toList();
    }

    private List<String> statuses() {
        return database()
                .query("select status from inbox_message where consumer = 'ledger' and aggregate_key = ?", quote.key())
                .stream()
                .map(row -> String.valueOf(row.get("status")))
                .toList();
    }

    private static List<String> redrive(UUID letter) {
        return given(operator())
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of("ids", List.of(letter)))
                .post("/ops/dead-letters/redrive")
                .then()
                .statusCode(200)
                .extract()
                .path("outcomes.result");
    }

    private static RequestSpecification operator() {
        return given().auth().oauth2(TokenIssuer.tokens().user("operator-1", "acme", Set.of("operator")));
    }

    private static Rows database() {
        return PostgresServer.rows("workflow");
    }
}
