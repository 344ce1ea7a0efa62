package io.cpqoms.messaging;

import static io.cpqoms.testkit.Eventually.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Dead letters come to an end: redriven to the consumer that failed, repaired, or discarded, with a proof each time. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "workflow"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
class DeadLetterIT {

    private static final String DESK = "/ops/dead-letters/";

    @Inject
    TaskConsumer consumer;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    @Tag("DLQ-04")
    @Tag("DLQ-03")
    void redrivesToTheFailedConsumerOnlyAndProvesThatItWasProcessed() {
        OrderFacts order = OrderFacts.ofNewOrder();
        String poison = "poison-" + order.order();
        UUID letter = deadLetter(order, poison);
        publish(order.started(2, "b"));
        await().until(() -> parked(order) == 1);
        long recordsOfOthers = inboxRowsOfOthers(order);
        post(letter + "/assign", Map.of("owner", "anna")).statusCode(200);
        consumer.heal(poison);

        assertThat(redrive(Map.of("ids", List.of(letter), "dryRun", true))).containsExactly("ready");
        assertThat(tasks(order)).isEmpty();
        assertThat(redrive(Map.of("ids", List.of(letter)))).containsExactly("resolved");

        await().untilAsserted(() -> assertThat(tasks(order)).containsExactly(poison, "b"));
        given(operator("acme"))
                .get(DESK + letter)
                .then()
                .statusCode(200)
                .body("letter.state", equalTo("RESOLVED"))
                .body("letter.owner", equalTo("anna"))
                .body("steps.action", contains("ASSIGNED", "REDRIVEN", "RESOLVED"))
                .body("steps[2].evidence", containsString("\"inboxStatus\":\"DONE\""));
        assertThat(recordsOnTopic(order))
                .as("nothing is published to the source topic again")
                .isEqualTo(2);
        assertThat(inboxRowsOfOthers(order))
                .as("other consumers see nothing of it")
                .isEqualTo(recordsOfOthers);
        assertThat(redrive(Map.of("ids", List.of(letter))))
                .as("a closed letter is no more to redrive")
                .isEmpty();
        assertThat(tasks(order)).containsExactly(poison, "b");
    }

    @Test
    @Tag("DLQ-04")
    void stopsAtTheCanary() {
        OrderFacts first = OrderFacts.ofNewOrder();
        OrderFacts second = OrderFacts.ofNewOrder();
        UUID canary = deadLetter(first, "canary-" + first.order());
        UUID other = deadLetter(second, "canary-" + second.order());

        List<String> results = redrive(Map.of("ids", List.of(canary, other)));

        assertThat(results).containsExactly("failed", "skipped");
        assertThat(database().query("select attempts from dead_letter where dlq_id in (?, ?)", canary, other))
                .extracting(row -> row.get("attempts"))
                .containsExactlyInAnyOrder(4, 5);
    }

    @Test
    @Tag("DLQ-04")
    void keepsTheOriginalBesideTheRepairedPayload() {
        OrderFacts order = OrderFacts.ofNewOrder();
        publish(order.unreadable());
        await().until(() -> !letters(order).isEmpty());
        UUID letter = letters(order).getFirst();
        ObjectNode envelope = order.envelope("OrderTaskStarted", 1, payload("repaired"));
        ObjectNode wrong =
                envelope.deepCopy().put("aggregateId", UUID.randomUUID().toString());

        post(letter + "/repair", Map.of("value", wrong, "note", "by hand")).statusCode(400);
        post(letter + "/repair", Map.of("value", envelope, "note", "by hand"))
                .statusCode(200)
                .body("originalValue", equalTo("{ not json"))
                .body("currentValue", equalTo(envelope.toString()));
        assertThat(redrive(Map.of("ids", List.of(letter)))).containsExactly("resolved");

        assertThat(tasks(order)).containsExactly("repaired");
    }

    @Test
    @Tag("M14")
    void neverTakesARedriveOfAnotherContentForARepetition() {
        OrderFacts order = OrderFacts.ofNewOrder();
        ObjectNode first = order.envelope("OrderTaskStarted", 1, payload("first"));
        ObjectNode forged = first.deepCopy();
        forged.set("payload", payload("second"));
        publish(order.record(first));
        await().untilAsserted(() -> assertThat(tasks(order)).containsExactly("first"));
        publish(order.record(forged));
        await().until(() -> !letters(order).isEmpty());

        assertThat(redrive(Map.of("ids", letters(order)))).containsExactly("failed");

        assertThat(tasks(order)).containsExactly("first");
    }

    @Test
    @Tag("M14")
    void neverSettlesTheRowOfAMessageWhoseIdAnotherRecordUses() {
        OrderFacts order = OrderFacts.ofNewOrder();
        OrderFacts stranger = OrderFacts.ofNewOrder();
        String poison = "reused-" + order.order();
        consumer.fail(poison);
        ObjectNode first = order.envelope("OrderTaskStarted", 1, payload(poison));
        publish(order.record(first));
        await().until(() -> !letters(order).isEmpty());
        ObjectNode forged = stranger.envelope("OrderTaskStarted", 1, payload("forged"));
        forged.set("messageId", first.path("messageId"));
        publish(stranger.record(forged));
        await().until(() -> !letters(stranger).isEmpty());
        consumer.heal(poison);

        assertThat(redrive(Map.of("ids", letters(stranger)))).containsExactly("failed");
        assertThat(redrive(Map.of("ids", letters(order)))).containsExactly("resolved");

        assertThat(tasks(order)).containsExactly(poison);
        assertThat(tasks(stranger)).isEmpty();
    }

    /** What a former release took and this one can't read keeps its inbox row, or a redrive would find it "processed". */
    @Test
    @Tag("M5")
    void redrivesWhatBecameUnreadableWhileItWasParked() {
        OrderFacts order = OrderFacts.ofNewOrder();
        String moody = "moody-" + order.order();
        consumer.fail(moody);
        publish(order.started(1, moody));
        await().until(() -> {
            database()
                    .execute(
                            "update inbox_parked_key set next_attempt_at = now() + interval '1 hour' where aggregate_key = ?",
                            order.key());
            return parked(order) == 1;
        });
        byte[] sound = (byte[]) database()
                .query("select value from inbox_parked where aggregate_key = ?", order.key())
                .getFirst()
                .get("value");
        database().execute("update inbox_parked set value = '{}' where aggregate_key = ?", order.key());
        consumer.heal(moody);

        database().execute("update inbox_parked_key set next_attempt_at = now() where aggregate_key = ?", order.key());
        await().until(() -> !letters(order).isEmpty());
        UUID letter = letters(order).getFirst();
        post(letter + "/repair", Map.of("value", read(sound), "note", "the release is back"))
                .statusCode(200);
        assertThat(redrive(Map.of("ids", List.of(letter)))).containsExactly("resolved");

        assertThat(tasks(order)).containsExactly(moody);
    }

    private JsonNode read(byte[] value) {
        try {
            return json.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Tag("DLQ-05")
    void letsTheKeyGoOnAfterADiscardWithReason() {
        OrderFacts order = OrderFacts.ofNewOrder();
        UUID letter = deadLetter(order, "hopeless-" + order.order());
        publish(order.started(2, "b"));
        await().until(() -> parked(order) == 1);

        post(letter + "/discard", Map.of("reason", "")).statusCode(400);
        post(letter + "/discard", Map.of("reason", "the order was a test")).statusCode(200);

        await().untilAsserted(() -> assertThat(tasks(order)).containsExactly("b"));
        post(letter + "/assign", Map.of("owner", "anna")).statusCode(409);
    }

    @Test
    @Tag("DLQ-04")
    void keepsTheOrderOfAKeyWhoseEarlierLetterIsStillOpen() {
        OrderFacts order = OrderFacts.ofNewOrder();
        publish(order.unreadable(), order.unreadable());
        await().until(() -> letters(order).size() == 2);
        List<UUID> both = letters(order);

        assertThat(redrive(Map.of("ids", List.of(both.get(1))))).containsExactly("blocked");
    }

    @Test
    @Tag("DLQ-01")
    @Tag("DLQ-03")
    void groupsWhatFailedAlikeAndShowsItToTheTenantsOperatorOnly() {
        OrderFacts first = OrderFacts.ofNewOrder();
        OrderFacts second = OrderFacts.ofNewOrder();
        UUID letter = deadLetter(first, "alike-" + first.order());
        deadLetter(second, "alike-" + second.order());
        String group = String.valueOf(database()
                .query("select failure_group from dead_letter where dlq_id = ?", letter)
                .getFirst()
                .get("failure_group"));

        List<String> found = given(operator("acme"))
                .get("/ops/dead-letters?failureGroup=" + group)
                .then()
                .statusCode(200)
                .extract()
                .path("items.aggregateKey");

        assertThat(found).contains(first.key(), second.key());
        given(operator("globex")).get(DESK + letter).then().statusCode(404);
        given().get(DESK + letter).then().statusCode(401);
        given(operator("acme"))
                .get("/ops/dead-letters/groups")
                .then()
                .statusCode(200)
                .body("failureGroup", hasItem(group));
    }

    @Test
    @Tag("DLQ-03")
    void aRecordThatDiesOnceMoreBeginsItsLetterAnew() {
        OrderFacts order = OrderFacts.ofNewOrder();
        String poison = "poison-" + order.order();
        consumer.fail(poison);
        ProducerRecord<String, byte[]> record = order.started(1, poison);
        publish(record);
        await().until(() -> !letters(order).isEmpty());
        UUID letter = letters(order).getFirst();
        post(letter + "/assign", Map.of("owner", "anna")).statusCode(200);
        post(letter + "/discard", Map.of("reason", "nobody needs it")).statusCode(200);
        // Three months later: retention has taken the inbox row.
        database()
                .execute(
                        "delete from inbox_message where message_id = (select message_id from dead_letter where dlq_id = ?)",
                        letter);
        database()
                .execute(
                        "update dead_letter set first_failed_at = first_failed_at - interval '90 days' where dlq_id = ?",
                        letter);

        publish(record);

        await().until(() ->
                database().number("select count(*) from dead_letter where dlq_id = ? and state = 'OPEN'", letter) == 1);
        assertThat(database()
                        .number(
                                "select count(*) from dead_letter where dlq_id = ? and owner is null"
                                        + " and first_failed_at > now() - interval '1 day'",
                                letter))
                .isEqualTo(1);
    }

    private UUID deadLetter(OrderFacts order, String task) {
        consumer.fail(task);
        publish(order.started(1, task));
        await().until(() -> !letters(order).isEmpty());
        return letters(order).getFirst();
    }

    private ObjectNode payload(String task) {
        return json.createObjectNode()
                .put("taskId", UUID.randomUUID().toString())
                .put("name", task)
                .put("partner", "partner")
                .put("attempt", 1);
    }

    private static List<String> redrive(Map<String, Object> body) {
        return post("redrive", body).statusCode(200).extract().path("outcomes.result");
    }

    private static ValidatableResponse post(String path, Map<String, Object> body) {
        return given(operator("acme"))
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post(DESK + path)
                .then();
    }

    private static RequestSpecification operator(String tenant) {
        return given().auth().oauth2(TokenIssuer.tokens().user("operator-1", tenant, Set.of("operator")));
    }

    @SafeVarargs
    private static void publish(ProducerRecord<String, byte[]>... records) {
        KafkaBroker.records().publish(List.of(records));
    }

    private static List<UUID> letters(OrderFacts facts) {
        return database()
                .query(
                        "select dlq_id from dead_letter where consumer = 'workflow-bridge.tasks' and aggregate_key = ?"
                                + " order by record_offset",
                        facts.key())
                .stream()
                .map(row -> UUID.fromString(String.valueOf(row.get("dlq_id"))))
                .toList();
    }

    private static List<String> tasks(OrderFacts facts) {
        return database()
                .query("select task from ledger_task where aggregate_id = ? order by id", facts.order())
                .stream()
                .map(row -> String.valueOf(row.get("task")))
                .toList();
    }

    private static long parked(OrderFacts facts) {
        return database().number("select count(*) from inbox_parked where aggregate_key = ?", facts.key());
    }

    private static long inboxRowsOfOthers(OrderFacts facts) {
        return database()
                .number(
                        "select count(*) from inbox_message where consumer <> 'workflow-bridge.tasks' and aggregate_key = ?"
                                + " and status = 'DONE'",
                        facts.key());
    }

    private static long recordsOnTopic(OrderFacts facts) {
        return KafkaBroker.records().readToEnd(OrderFacts.TOPIC).stream()
                .filter(record -> facts.key().equals(record.key()))
                .count();
    }

    private static Rows database() {
        return PostgresServer.rows("workflow");
    }
}
