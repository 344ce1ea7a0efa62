package io.cpqoms.messaging.replay;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.messaging.replay.ShelfConsumer.Fault;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Replays of a small projection on real servers: plan, approval, run, report, and everything they must not do. */
@QuarkusTest
@TestProfile(ReplayIT.AsProjector.class)
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "search"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
class ReplayIT {

    private static final String TOPIC = "cpq.order.events.v1";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    ShelfConsumer shelf;

    @AfterEach
    void allIsWellAgain() {
        shelf.allIsWell();
        for (JsonNode open : list()) {
            if (Set.of("RUNNING", "PAUSED").contains(open.at("/run/state").asText())) {
                command(open.at("/run/id").asText(), "stop", "operator-1").statusCode(200);
                awaitState(open.at("/run/id").asText(), "STOPPED");
            }
        }
    }

    @Test
    @Tag("REP-01")
    void refusesAModeThatTheConsumerDoesNotAllowBeforeAnyRecordIsRead() {
        plan(wish("ledger", "REPLAY_REBUILD", TOPIC))
                .statusCode(409)
                .body("type", equalTo("urn:cpq:problem:mode-not-allowed"))
                .body("detail", containsString("ledger does not allow REPLAY_REBUILD"))
                .body("detail", containsString("[NORMAL]"));
        plan(wish(ShelfConsumer.NAME, "NORMAL", TOPIC)).statusCode(400);
        plan(wish(ShelfConsumer.NAME, "REPLAY_REBUILD", "cpq.quote.events.v1")).statusCode(400);
        plan(wish("nobody", "REPLAY_REBUILD", TOPIC)).statusCode(400);

        assertThat(list())
                .noneMatch(run -> run.at("/run/request/consumer").asText().equals("ledger"));
    }

    @Test
    @Tag("REP-02")
    void plansWhatWouldHappenAndTouchesNothing() {
        String tenant = tenant();
        publish(tenant, 7);
        awaitLive(tenant, 7);
        ObjectNode wish = wish(ShelfConsumer.NAME, "REPLAY_VALIDATE_ONLY", TOPIC);
        ((ObjectNode) wish.path("selection")).putArray("tenants").add(tenant);

        JsonNode plan = planned(wish).at("/run/plan");

        assertThat(plan.at("/applied/OrderCompleted").asLong()).isEqualTo(7);
        assertThat(plan.path("records").asLong()).isGreaterThanOrEqualTo(7);
        assertThat(plan.path("exact").asBoolean()).isTrue();
        assertThat(plan.path("partitions")).hasSize(6);
        assertThat(plan.path("suppressed").toString()).contains("can only select");
        assertThat(plan.path("approvalNeeded").asBoolean()).isTrue();
    }

    @Test
    @Tag("REP-03")
    void wantsAnotherPersonsApproval() {
        String id =
                planned(wish(ShelfConsumer.NAME, "SHADOW", TOPIC)).at("/run/id").asText();

        command(id, "start", "operator-1").statusCode(409).body("type", equalTo("urn:cpq:problem:approval-needed"));
        command(id, "approve", "operator-1").statusCode(403);
        command(id, "approve", "operator-2").statusCode(200);
        command(id, "start", "operator-1").statusCode(200);

        JsonNode report = awaitState(id, "COMPLETED");
        assertThat(report.at("/run/approved/by").asText()).isEqualTo("operator-2");
    }

    @Test
    @Tag("REP-04")
    @Tag("REP-05")
    void swapsARebuiltProjectionInOnlyWhenItIsAsGoodAndReconcilesItsCounts() {
        String tenant = tenant();
        publish(tenant, 20);
        awaitLive(tenant, 20);
        database().execute("update shelf set content = 'scribbled over' where id like ?", tenant + "-3");
        long inbox = database().number("select count(*) from inbox_message");

        JsonNode refused = run(wish(ShelfConsumer.NAME, "REPLAY_REBUILD", TOPIC), "REJECTED");

        assertThat(refused.at("/run/comparison/different").asLong()).isEqualTo(1);
        assertThat(content(tenant + "-3")).isEqualTo("scribbled over");
        assertThat(database().number("select count(*) from shelf_shadow")).isZero();

        JsonNode accepted =
                run(wish(ShelfConsumer.NAME, "REPLAY_REBUILD", TOPIC).put("acceptDifferences", true), "COMPLETED");

        assertThat(content(tenant + "-3")).contains("completedTasks");
        assertThat(accepted.path("reconciled").asBoolean()).isTrue();
        assertThat(accepted.at("/total/applied").asLong()).isGreaterThanOrEqualTo(20);
        assertThat(database().number("select count(*) from inbox_message"))
                .as("the live inbox is none of a replay's business")
                .isEqualTo(inbox);
        assertAudited(accepted, "completed");
        assertAudited(refused, "rejected");
    }

    @Test
    @Tag("REP-04")
    void refusesAShadowThatLacksWhatIsLive() {
        database()
                .execute(
                        "insert into shelf values (?, 1, 'from a time that the topic has forgotten')",
                        "lost-" + tenant());

        JsonNode refused =
                run(wish(ShelfConsumer.NAME, "REPLAY_REBUILD", TOPIC).put("acceptDifferences", true), "REJECTED");

        assertThat(refused.at("/run/comparison/missing").asLong()).isPositive();
        assertThat(refused.at("/run/note").asText()).contains("missing", "live stays");
        assertThat(database().execute("delete from shelf where id like 'lost-%'"))
                .isPositive();
    }

    @Test
    @Tag("REP-01")
    void letsAValidatingHandlerWriteNowhere() {
        String tenant = tenant();
        publish(tenant, 3);
        awaitLive(tenant, 3);

        shelf.fault(Fault.VALIDATION_WRITES);
        JsonNode throughItsRole = run(wish(ShelfConsumer.NAME, "REPLAY_VALIDATE_ONLY", TOPIC), "PAUSED");
        assertThat(throughItsRole.at("/run/note").asText()).contains("permission denied for table shelf");

        shelf.allIsWell();
        shelf.fault(Fault.VALIDATION_USES_ITS_BEANS);
        command(throughItsRole.at("/run/id").asText(), "resume", "operator-1").statusCode(200);
        JsonNode throughItsBeans = await().atMost(PATIENCE)
                .until(
                        () -> get(throughItsRole.at("/run/id").asText()),
                        run -> run.at("/run/note").asText().contains("read-only"));
        assertThat(throughItsBeans.at("/run/note").asText())
                .contains("cannot execute INSERT in a read-only transaction");

        assertThat(database().number("select count(*) from shelf where id like ?", tenant + "%"))
                .isEqualTo(3);
    }

    @Test
    @Tag("REP-01")
    void refusesToValidateWithARoleThatCanWrite() {
        database().execute("grant delete on shelf to search_reader");
        try {
            plan(wish(ShelfConsumer.NAME, "REPLAY_VALIDATE_ONLY", TOPIC))
                    .statusCode(409)
                    .body("detail", containsString("search_reader may write to shelf"));
        } finally {
            database().execute("revoke delete on shelf from search_reader");
        }
    }

    @Test
    @Tag("REP-01")
    void validatesOldEventsAgainstWhatIsStored() {
        String tenant = tenant();
        publish(tenant, 4);
        awaitLive(tenant, 4);
        database().execute("delete from shelf where id = ?", tenant + "-2");
        ObjectNode wish = wish(ShelfConsumer.NAME, "REPLAY_VALIDATE_ONLY", TOPIC);
        ((ObjectNode) wish.path("selection")).putArray("tenants").add(tenant);

        JsonNode report = run(wish, "REJECTED");

        assertThat(report.at("/run/findings").asLong()).isEqualTo(1);
        assertThat(report.at("/run/findingSamples/0").asText()).isEqualTo(tenant + "-2 is not on the shelf");
        assertThat(report.at("/total/applied").asLong()).isEqualTo(4);
    }

    @Test
    @Tag("REP-03")
    void goesOnBehindTheLastStepAfterAnInterruption() {
        String tenant = tenant();
        publish(tenant, 30);
        awaitLive(tenant, 30);
        shelf.interruptAtBatch(2);

        JsonNode report = run(wish(ShelfConsumer.NAME, "SHADOW", TOPIC), "COMPLETED");

        assertThat(shelf.interruptionsLeft()).isZero();
        assertThat(report.at("/run/comparison/live/hash").asText())
                .isEqualTo(report.at("/run/comparison/shadow/hash").asText());
        assertThat(report.path("reconciled").asBoolean()).isTrue();
    }

    @Test
    @Tag("REP-03")
    void pausesResumesAndStopsWhenAsked() {
        String tenant = tenant();
        publish(tenant, 60);
        awaitLive(tenant, 60);
        String id = begun(wish(ShelfConsumer.NAME, "REPLAY_REBUILD", TOPIC).put("rate", 5));
        await().atMost(PATIENCE).until(() -> get(id).at("/total/applied").asLong() > 0);

        command(id, "pause", "operator-2").statusCode(200);
        JsonNode paused = get(id);
        assertThat(paused.at("/run/note").asText()).isEqualTo("paused by operator-2");
        command(id, "pause", "operator-2").statusCode(409);
        command(id, "resume", "operator-2").statusCode(200);
        command(id, "stop", "operator-2").statusCode(200);

        JsonNode stopped = awaitState(id, "STOPPED");
        assertThat(stopped.path("percent").asInt()).isLessThan(100);
        assertThat(database().number("select count(*) from shelf_shadow")).isZero();
        assertThat(database().number("select count(*) from shelf where id like ?", tenant + "%"))
                .isEqualTo(60);
        assertAudited(stopped, "stopped");
    }

    @Test
    @Tag("REP-03")
    void standsBackWhileLiveConsumptionFallsBehind() {
        String tenant = tenant();
        shelf.fault(Fault.LIVE_IS_STUCK);
        publish(tenant, 40);

        String id = begun(wish(ShelfConsumer.NAME, "REPLAY_REBUILD", TOPIC));

        await().atMost(PATIENCE).until(() -> get(id).at("/run/note").asText().startsWith("waits for live consumption"));
        assertThat(get(id).at("/total/applied").asLong()).isZero();
        shelf.allIsWell();
        awaitState(id, "COMPLETED");
        awaitLive(tenant, 40);
    }

    static ObjectNode endedPayload() {
        return (ObjectNode) example("cpq.audit.ReplayEnded.v1").path("payload");
    }

    private static void assertAudited(JsonNode report, String outcome) {
        String id = report.at("/run/id").asText();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(KafkaBroker.records().readToEnd("cpq.audit.events.v1").stream()
                                .map(record -> parse(record.value()))
                                .filter(envelope ->
                                        envelope.path("aggregateId").asText().equals(id)))
                        .satisfiesExactly(
                                started -> {
                                    assertThat(started.path("eventType").asText())
                                            .isEqualTo("ReplayStarted");
                                    assertThat(started.at("/payload/approvedBy").asText())
                                            .isEqualTo("operator-2");
                                    assertThat(started.at("/payload/reason").asText())
                                            .isEqualTo("a test");
                                },
                                ended -> {
                                    assertThat(ended.path("eventType").asText()).isEqualTo("ReplayEnded");
                                    assertThat(ended.at("/payload/outcome").asText())
                                            .isEqualTo(outcome);
                                    assertThat(ended.at("/payload/read").asLong())
                                            .isEqualTo(
                                                    report.at("/total/applied").asLong()
                                                            + report.at("/total/ignored")
                                                                    .asLong()
                                                            + report.at("/total/unselected")
                                                                    .asLong()
                                                            + report.at("/total/unreadable")
                                                                    .asLong());
                                }));
    }

    private JsonNode run(ObjectNode wish, String state) {
        return awaitState(begun(wish), state);
    }

    private String begun(ObjectNode wish) {
        String id = planned(wish).at("/run/id").asText();
        command(id, "approve", "operator-2").statusCode(200);
        command(id, "start", "operator-1").statusCode(200);
        return id;
    }

    private JsonNode awaitState(String id, String state) {
        return await().atMost(PATIENCE)
                .until(() -> get(id), run -> run.at("/run/state").asText().equals(state));
    }

    private JsonNode planned(ObjectNode wish) {
        return parse(plan(wish).statusCode(201).extract().asByteArray());
    }

    private ValidatableResponse plan(ObjectNode wish) {
        return given().auth()
                .oauth2(token("operator-1"))
                .contentType("application/json")
                .body(wish.toString())
                .post("/ops/replays")
                .then();
    }

    private ValidatableResponse command(String id, String verb, String subject) {
        return given().auth()
                .oauth2(token(subject))
                .contentType("application/json")
                .post("/ops/replays/" + id + "/" + verb)
                .then();
    }

    private static JsonNode get(String id) {
        return parse(given().auth()
                .oauth2(token("operator-1"))
                .get("/ops/replays/" + id)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray());
    }

    private static JsonNode list() {
        return parse(given().auth()
                .oauth2(token("operator-1"))
                .get("/ops/replays")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray());
    }

    private static String token(String subject) {
        return TokenIssuer.tokens().user(subject, "acme", Set.of("operator"));
    }

    private static ObjectNode wish(String consumer, String mode, String topic) {
        ObjectNode wish = JSON.createObjectNode()
                .put("consumer", consumer)
                .put("mode", mode)
                .put("reason", "a test");
        wish.putObject("selection").put("topic", topic);
        return wish;
    }

    private static String tenant() {
        return "t" + UUID.randomUUID().toString().substring(0, 12);
    }

    private static void publish(String tenant, int count) {
        KafkaBroker.records()
                .publish(IntStream.range(0, count)
                        .mapToObj(number -> event(tenant, tenant + "-" + number))
                        .toList());
    }

    private static ProducerRecord<String, byte[]> event(String tenant, String id) {
        ObjectNode envelope = example("cpq.order.OrderCompleted.v1")
                .put("messageId", UUID.randomUUID().toString())
                .put("tenantId", tenant)
                .put("aggregateId", id)
                .put("aggregateVersion", 1);
        return new ProducerRecord<>(
                TOPIC, tenant + ":order:" + id, envelope.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode example(String schemaId) {
        try (InputStream file = ReplayIT.class.getResourceAsStream("/cpq-topics/examples/" + schemaId + ".json")) {
            return (ObjectNode) JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitLive(String tenant, int count) {
        await().atMost(PATIENCE)
                .until(() -> database().number("select count(*) from shelf where id like ?", tenant + "-%") == count);
    }

    private static String content(String id) {
        return String.valueOf(database()
                .query("select content from shelf where id = ?", id)
                .getFirst()
                .get("content"));
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Rows database() {
        return PostgresServer.rows("search");
    }

    /** The library as the service that may project orders and tell of replays. */
    public static class AsProjector implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.application.name",
                    "search-projector",
                    "cpq.messaging.replay.batch-size",
                    "10",
                    "cpq.messaging.replay.look-every",
                    "PT0.1S",
                    "cpq.messaging.replay.lag-tolerance",
                    "20");
        }
    }
}
