package io.cpqoms.messaging.replay;

import static io.cpqoms.messaging.replay.ReplayDesk.TOPIC;
import static io.cpqoms.messaging.replay.ReplayDesk.awaitCommitted;
import static io.cpqoms.messaging.replay.ReplayDesk.awaitLive;
import static io.cpqoms.messaging.replay.ReplayDesk.awaitState;
import static io.cpqoms.messaging.replay.ReplayDesk.begun;
import static io.cpqoms.messaging.replay.ReplayDesk.command;
import static io.cpqoms.messaging.replay.ReplayDesk.content;
import static io.cpqoms.messaging.replay.ReplayDesk.database;
import static io.cpqoms.messaging.replay.ReplayDesk.example;
import static io.cpqoms.messaging.replay.ReplayDesk.get;
import static io.cpqoms.messaging.replay.ReplayDesk.list;
import static io.cpqoms.messaging.replay.ReplayDesk.parse;
import static io.cpqoms.messaging.replay.ReplayDesk.plan;
import static io.cpqoms.messaging.replay.ReplayDesk.publish;
import static io.cpqoms.messaging.replay.ReplayDesk.run;
import static io.cpqoms.messaging.replay.ReplayDesk.tenant;
import static io.cpqoms.messaging.replay.ReplayDesk.validation;
import static io.cpqoms.messaging.replay.ReplayDesk.wish;
import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.messaging.replay.ShelfConsumer.Fault;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs of replays of a small projection on real servers: what they do, report, and must not do. */
@QuarkusTest
@TestProfile(ReplayIT.AsProjector.class)
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "search"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
class ReplayIT {

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
    @Tag("REP-04")
    @Tag("REP-05")
    void swapsARebuiltProjectionInOnlyWhenItIsAsGoodAndReconcilesItsCounts() {
        String tenant = tenant();
        publish(tenant, 20);
        awaitLive(tenant, 20);
        database().execute("update shelf set content = 'scribbled over' where id like ?", tenant + "-3");
        long inbox = inboxRows();

        JsonNode refused = run(wish(ShelfConsumer.NAME, "REPLAY_REBUILD", TOPIC), "REJECTED");

        assertThat(refused.at("/run/comparison/different").asLong()).isEqualTo(1);
        assertThat(content(tenant + "-3")).isEqualTo("scribbled over");
        await().untilAsserted(() ->
                assertThat(shadows()).as("tidied up after the verdict").isZero());

        JsonNode accepted =
                run(wish(ShelfConsumer.NAME, "REPLAY_REBUILD", TOPIC).put("acceptDifferences", true), "COMPLETED");

        assertThat(content(tenant + "-3")).contains("completedTasks");
        assertThat(accepted.path("reconciled").asBoolean()).isTrue();
        assertThat(accepted.at("/total/applied").asLong()).isGreaterThanOrEqualTo(20);
        assertThat(inboxRows())
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
        awaitCommitted(tenant, 3);

        shelf.fault(Fault.VALIDATION_WRITES);
        JsonNode throughItsRole = run(wish(ShelfConsumer.NAME, "REPLAY_VALIDATE_ONLY", TOPIC), "PAUSED");
        assertThat(throughItsRole.at("/run/note").asText()).contains("permission denied for table shelf");

        shelf.allIsWell();
        shelf.fault(Fault.VALIDATION_USES_ITS_BEANS);
        command(throughItsRole.at("/run/id").asText(), "resume", "operator-1").statusCode(200);
        JsonNode throughItsBeans = await().until(
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
        awaitCommitted(tenant, 4);
        database().execute("delete from shelf where id = ?", tenant + "-2");

        JsonNode report = run(validation(tenant), "REJECTED");

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
        await().until(() -> get(id).at("/total/applied").asLong() > 0);

        command(id, "pause", "operator-2").statusCode(200);
        JsonNode paused = get(id);
        assertThat(paused.at("/run/note").asText()).isEqualTo("paused by operator-2");
        command(id, "pause", "operator-2").statusCode(409);
        command(id, "resume", "operator-2").statusCode(200);
        command(id, "stop", "operator-2").statusCode(200);

        JsonNode stopped = awaitState(id, "STOPPED");
        assertThat(stopped.path("percent").asInt()).isLessThan(100);
        assertThat(shadows()).isZero();
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

        await().until(() -> get(id).at("/run/note").asText().startsWith("waits for live consumption"));
        assertThat(get(id).at("/total/applied").asLong()).isZero();
        shelf.allIsWell();
        awaitState(id, "COMPLETED");
        awaitLive(tenant, 40);
    }

    static ObjectNode endedPayload() {
        return (ObjectNode) example("cpq.audit.ReplayEnded.v1").path("payload");
    }

    /** Of the shelf alone: other consumers of the topic come to its records in their own time. */
    private static long inboxRows() {
        return database().number("select count(*) from inbox_message where consumer = ?", ShelfConsumer.NAME);
    }

    private static long shadows() {
        return database().number("select count(*) from shelf_shadow");
    }

    private static void assertAudited(JsonNode report, String outcome) {
        String id = report.at("/run/id").asText();
        await().untilAsserted(() -> assertThat(KafkaBroker.records().readToEnd("cpq.audit.events.v1").stream()
                        .map(record -> parse(record.value()))
                        .filter(envelope ->
                                envelope.path("aggregateId").asText().equals(id)))
                .satisfiesExactly(
                        started -> {
                            assertThat(started.path("eventType").asText()).isEqualTo("ReplayStarted");
                            assertThat(started.at("/payload/approvedBy").asText())
                                    .isEqualTo("operator-2");
                            assertThat(started.at("/payload/reason").asText()).isEqualTo("a test");
                        },
                        ended -> {
                            assertThat(ended.path("eventType").asText()).isEqualTo("ReplayEnded");
                            assertThat(ended.at("/payload/outcome").asText()).isEqualTo(outcome);
                            assertThat(ended.at("/payload/read").asLong())
                                    .isEqualTo(report.at("/total/applied").asLong()
                                            + report.at("/total/ignored").asLong()
                                            + report.at("/total/unselected").asLong()
                                            + report.at("/total/unreadable").asLong());
                        }));
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
