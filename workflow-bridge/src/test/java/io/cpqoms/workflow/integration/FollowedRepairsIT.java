package io.cpqoms.workflow.integration;

import static io.cpqoms.testkit.Eventually.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.command.database.AcrossTenants;
import io.cpqoms.testkit.TokenIssuer;
import io.cpqoms.workflow.engine.ServerTest;
import io.cpqoms.workflow.integration.FakeDomain.Reply;
import io.cpqoms.workflow.integration.Published.Repaired;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fallout may be repaired at order-service directly: the process follows the order's facts, whoever caused them. */
@AcrossTenants
@QuarkusTest
@ServerTest
@WithTestResource(FakeDomain.class)
@TestProfile(BridgeTest.Impatient.class)
@Tag("O2")
class FollowedRepairsIT {

    private static final int RACES = 8;

    private final Published events = new Published("acme");
    private final String operator = TokenIssuer.tokens().user("olga", "acme", Set.of("operator", "order-operations"));

    @Inject
    ProcessEngine engine;

    /** An order with one task of its plan. */
    private record Case(UUID order, UUID work, UUID fallout) {

        static Case fresh() {
            return new Case(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        }

        String path() {
            return "/orders/" + order;
        }

        String perform() {
            return path() + "/tasks/" + work + "/perform";
        }

        String repair() {
            return path() + "/fallouts/" + fallout + "/repair";
        }

        Repaired repaired(String repair) {
            return new Repaired(fallout, work, repair, "anna");
        }
    }

    @Test
    void performsATaskThatWasRetriedAtOrderService() {
        Case one = Case.fresh();
        openTask(one);

        events.publish(events.falloutRepaired(one.order(), 3, one.repaired("retry")));
        events.publish(events.tasksReady(one.order(), 4, List.of(one.work())));

        await().until(() -> "fulfilled".equals(BridgeTest.outcome(one.order())));
        assertThat(FakeDomain.calls(one.perform()))
                .hasSize(2)
                .extracting(FakeDomain.Call::key)
                .doesNotHaveDuplicates();
        assertThat(FakeDomain.calls(one.repair()))
                .as("order-service knows its own decision")
                .isEmpty();
        assertThat(BridgeTest.told(one.order())).containsExactly("ProcessStarted", "FalloutTaskOpened", "ProcessEnded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"skip", "completeManually"})
    void endsWhatWasSettledAtOrderServiceAndTellsTheLateWhoDecidedWhat(String repair) {
        Case one = Case.fresh();
        String task = openTask(one);

        events.publish(events.falloutRepaired(one.order(), 3, one.repaired(repair)));

        await().until(() -> "fulfilled".equals(BridgeTest.outcome(one.order())));
        assertThat(FakeDomain.calls(one.perform())).hasSize(1);
        complete(task, "retry")
                .statusCode(409)
                .body("type", equalTo("urn:cpq:problem:task-decided"))
                .body("detail", containsString("anna decided " + repair));
    }

    @Test
    void asksNobodyWhenTheRepairIsToldBeforeTheFallout() {
        Case retried = Case.fresh();
        Case skipped = Case.fresh();
        begin(retried);
        begin(skipped);
        events.publish(events.falloutRepaired(retried.order(), 2, retried.repaired("retry")));
        events.publish(events.falloutRepaired(skipped.order(), 2, skipped.repaired("skip")));
        await().untilAsserted(() -> {
            assertThat(results(retried)).containsExactly("ignored");
            assertThat(results(skipped)).containsExactly("ignored");
        });

        events.publish(events.tasksReady(retried.order(), 3, List.of(retried.work())));
        events.publish(events.tasksReady(skipped.order(), 3, List.of(skipped.work())));

        await().until(() -> "fulfilled".equals(BridgeTest.outcome(retried.order())));
        await().until(() -> "fulfilled".equals(BridgeTest.outcome(skipped.order())));
        assertThat(FakeDomain.calls(retried.perform())).hasSize(2);
        assertThat(FakeDomain.calls(skipped.perform())).hasSize(1);
        assertThat(BridgeTest.told(skipped.order())).containsExactly("ProcessStarted", "ProcessEnded");
    }

    @Test
    void takesARepairOnceHoweverOftenItIsTold() {
        Case one = Case.fresh();
        openTask(one);
        ObjectNode told = events.falloutRepaired(one.order(), 3, one.repaired("retry"));

        events.publish(told, 3);
        events.publish(events.falloutRepaired(one.order(), 4, one.repaired("skip")));

        await().until(() -> "fulfilled".equals(BridgeTest.outcome(one.order())));
        await().untilAsserted(() -> assertThat(results(one)).containsExactly("applied", "ignored"));
        assertThat(FakeDomain.calls(one.perform())).hasSize(2);
    }

    @Test
    void goesOnByADecisionWhoseFactHasNotComeHereAndRefusesItsContrary() {
        Case one = Case.fresh();
        String task = openTask(one);
        FakeDomain.reply(one.path(), closed(one, "skip"));

        complete(task, "retry").statusCode(409).body("detail", containsString("anna decided skip at 2026-11-30"));

        await().until(() -> "fulfilled".equals(BridgeTest.outcome(one.order())));
        assertThat(FakeDomain.calls(one.repair()))
                .singleElement()
                .satisfies(call -> assertThat(call.body()).contains("skip", "anna"));
        complete(task, "retry").statusCode(409).body("detail", containsString("anna decided skip"));
    }

    @Test
    void takesADecisionWhenOrderServiceCannotBeAskedAndBringsItThereLater() {
        Case one = Case.fresh();
        String task = openTask(one);
        FakeDomain.reply(one.path(), new Reply(503, Map.of(), ""));

        complete(task, "skip").statusCode(200);

        await().until(() -> "fulfilled".equals(BridgeTest.outcome(one.order())));
        assertThat(FakeDomain.calls(one.repair())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"retry", "skip"})
    void followsWhatStandsAtOrderServiceWhenItsOwnDecisionComesTooLate(String stands) {
        Case one = Case.fresh();
        String task = openTask(one);
        FakeDomain.reply(one.path(), Reply.ok("{}"), closed(one, stands));
        FakeDomain.reply(one.repair(), Reply.problem(409, "fallout-closed", "anna decided before"));

        complete(task, "completeManually").statusCode(200);

        await().until(() -> "fulfilled".equals(BridgeTest.outcome(one.order())));
        assertThat(FakeDomain.calls(one.perform())).hasSize(stands.equals("retry") ? 2 : 1);
    }

    @Test
    void tellsTheLateWhoDecidedInTasklist() {
        Case one = Case.fresh();
        String task = openTask(one);
        engine.getIdentityService().setAuthentication("otto", List.of("order-operations"), List.of("acme"));
        engine.getTaskService().claim(task, "otto");
        engine.getTaskService().complete(task, Map.of("repair", "skip", "reason", "Not needed."));
        engine.getIdentityService().clearAuthentication();

        complete(task, "retry").statusCode(409).body("detail", containsString("otto decided in Tasklist"));

        await().until(() -> "fulfilled".equals(BridgeTest.outcome(one.order())));
        assertThat(FakeDomain.calls(one.repair()).getFirst().body()).contains("\"repairedBy\":\"otto\"");
    }

    @Test
    void losesNoOrderWhenAPersonAndTheFactComeAtOnce() throws Exception {
        try (ExecutorService together = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < RACES; i++) {
                Case one = Case.fresh();
                String task = openTask(one);

                Future<?> fact = together.submit(
                        () -> events.publish(events.falloutRepaired(one.order(), 3, one.repaired("skip"))));
                Future<Integer> person = together.submit(
                        () -> complete(task, "completeManually").extract().statusCode());

                assertThat(person.get()).isIn(200, 409);
                fact.get();
                await().until(() -> "fulfilled".equals(BridgeTest.outcome(one.order())));
                await().untilAsserted(() -> assertThat(results(one)).hasSize(1));
                assertThat(FakeDomain.calls(one.perform())).hasSize(1);
            }
        }
    }

    private static List<Object> results(Case one) {
        return BridgeTest.query(
                        "select result from process_message where name = ? order by recorded_at",
                        "FalloutRepaired:" + one.fallout())
                .stream()
                .map(row -> row.get("result"))
                .toList();
    }

    private static Reply closed(Case one, String repair) {
        return Reply.ok("""
                {"fallouts": [{"falloutId": "%s", "state": "closed", "decision": {"repair": "%s", "repairedBy": "anna",
                  "reason": "x", "closedAt": "2026-11-30T10:00:00.000000Z"}}]}""".formatted(one.fallout(), repair));
    }

    /** Its one task will fail once. */
    private void begin(Case one) {
        FakeDomain.reply(one.path() + "/plan", Reply.ok("{\"tasks\":[{\"taskId\":\"%s\"}]}".formatted(one.work())));
        FakeDomain.reply(
                one.perform(), Reply.ok("{\"state\":\"failed\",\"falloutId\":\"%s\"}".formatted(one.fallout())));
        events.publish(events.orderCreated(one.order()));
        await().until(() -> !FakeDomain.calls(one.path() + "/release").isEmpty());
    }

    private String openTask(Case one) {
        begin(one);
        events.publish(events.tasksReady(one.order(), 2, List.of(one.work())));
        return await().until(
                        () -> (String) given().auth()
                                .oauth2(operator)
                                .get("/tasks?subjectId=" + one.order())
                                .then()
                                .statusCode(200)
                                .extract()
                                .path("items[0].taskId"),
                        taskId -> taskId != null);
    }

    private ValidatableResponse complete(String task, String decision) {
        return given().auth()
                .oauth2(operator)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(ContentType.JSON)
                .body(Map.of("decision", decision, "reason", "Because."))
                .post("/tasks/" + task + "/complete")
                .then();
    }
}
