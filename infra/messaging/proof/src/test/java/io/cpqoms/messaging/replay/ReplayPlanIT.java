package io.cpqoms.messaging.replay;

import static io.cpqoms.messaging.replay.ReplayDesk.TOPIC;
import static io.cpqoms.messaging.replay.ReplayDesk.awaitCommitted;
import static io.cpqoms.messaging.replay.ReplayDesk.awaitLive;
import static io.cpqoms.messaging.replay.ReplayDesk.awaitState;
import static io.cpqoms.messaging.replay.ReplayDesk.command;
import static io.cpqoms.messaging.replay.ReplayDesk.database;
import static io.cpqoms.messaging.replay.ReplayDesk.list;
import static io.cpqoms.messaging.replay.ReplayDesk.plan;
import static io.cpqoms.messaging.replay.ReplayDesk.planned;
import static io.cpqoms.messaging.replay.ReplayDesk.publish;
import static io.cpqoms.messaging.replay.ReplayDesk.tenant;
import static io.cpqoms.messaging.replay.ReplayDesk.validation;
import static io.cpqoms.messaging.replay.ReplayDesk.wish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TestServers;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans of replays on real servers: what is refused, what would happen, and who must agree. */
@QuarkusTest
@TestProfile(ReplayIT.AsProjector.class)
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "search"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
class ReplayPlanIT {

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
        awaitCommitted(tenant, 7);

        JsonNode plan = planned(validation(tenant)).at("/run/plan");

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
        String tenant = tenant();
        publish(tenant, 3);
        awaitLive(tenant, 3);
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
    @Tag("REP-02")
    void refusesASelectionThatCanSelectNothing() {
        ObjectNode misspelt = wish(ShelfConsumer.NAME, "REPLAY_VALIDATE_ONLY", TOPIC);
        selection(misspelt).putArray("eventTypes").add("OrderComplete");
        plan(misspelt).statusCode(400).body("detail", containsString("carries no [OrderComplete]; it carries [Order"));

        ObjectNode elsewhere = wish(ShelfConsumer.NAME, "REPLAY_VALIDATE_ONLY", TOPIC);
        selection(elsewhere).putObject("offsets").putObject("9").put("from", 0).put("to", 5);
        plan(elsewhere).statusCode(400).body("detail", containsString("has partitions 0 to 5, not 9"));

        ObjectNode tomorrow = wish(ShelfConsumer.NAME, "REPLAY_VALIDATE_ONLY", TOPIC);
        selection(tomorrow).put("from", Instant.now().plus(Duration.ofDays(1)).toString());
        plan(tomorrow).statusCode(409).body("type", equalTo("urn:cpq:problem:nothing-to-replay"));
    }

    @ParameterizedTest
    @Tag("SEC-04")
    @ValueSource(strings = {"consumer", "mode", "selection", "reason"})
    void namesThePartThatIsMissing(String part) {
        ObjectNode wish = wish(ShelfConsumer.NAME, "REPLAY_VALIDATE_ONLY", TOPIC);
        wish.remove(part);

        plan(wish).statusCode(400).body("violations[0].field", equalTo(part));
    }

    @Test
    @Tag("SEC-04")
    void refusesAWindowThatIsNone() {
        ObjectNode wish = wish(ShelfConsumer.NAME, "REPLAY_VALIDATE_ONLY", TOPIC);
        selection(wish).putObject("offsets").putNull("0");

        plan(wish).statusCode(400).body("violations[0].field", equalTo("selection.offsets.0"));
    }

    @Test
    @Tag("REP-02")
    void saysWhatOfTheWindowIsGoneAndWhatIsNotThereYet() {
        String tenant = tenant();
        publish(tenant, 30);
        awaitLive(tenant, 30);
        ObjectNode gone = wish(ShelfConsumer.NAME, "REPLAY_VALIDATE_ONLY", TOPIC);
        selection(gone).putObject("offsets").putObject("0").put("from", 0).put("to", 1_000_000);

        forgetAsRetentionWould();

        plan(gone)
                .statusCode(409)
                .body("type", equalTo("urn:cpq:problem:nothing-to-replay"))
                .body("detail", containsString("what was before is gone with retention"))
                .body("detail", containsString("up to 1000000 is not written yet"));

        publish(tenant + "b", 30);
        awaitLive(tenant + "b", 30);
        String remarks = planned(wish(ShelfConsumer.NAME, "REPLAY_REBUILD", TOPIC))
                .at("/run/plan/remarks")
                .toString();
        assertThat(remarks).contains("partition 0 begins at offset", "gone with retention");
    }

    private static ObjectNode selection(ObjectNode wish) {
        return (ObjectNode) wish.path("selection");
    }

    /** Takes all records of the topic away and, because they could never be rebuilt, what live made of them. */
    private static void forgetAsRetentionWould() {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                TestServers.ofThisJvm().kafkaAddress()))) {
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            IntStream.range(0, 6).forEach(part -> ends.put(new TopicPartition(TOPIC, part), OffsetSpec.latest()));
            Map<TopicPartition, RecordsToDelete> before = new HashMap<>();
            admin.listOffsets(ends)
                    .all()
                    .get()
                    .forEach((part, end) -> before.put(part, RecordsToDelete.beforeOffset(end.offset())));
            admin.deleteRecords(before).all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("The records were not deleted", e);
        }
        database().execute("delete from shelf");
    }
}
