package io.cpqoms.workflow.integration;

import static io.cpqoms.testkit.Eventually.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.testkit.ForgedCursors;
import io.cpqoms.testkit.TokenIssuer;
import io.cpqoms.workflow.engine.ServerTest;
import io.cpqoms.workflow.integration.FakeDomain.Reply;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Events in, commands out, people in between: the running bridge over Kafka, HTTP and REST. */
@QuarkusTest
@ServerTest
@WithTestResource(FakeDomain.class)
@TestProfile(BridgeTest.Impatient.class)
class JourneyIT {

    private static final int APPROVERS = 12;

    private static final Map<String, String> APPROVE = Map.of("decision", "approve", "reason", "Good customer.");

    private final Published events = new Published("acme");
    private final String approver = as("mia");
    private final String operator = TokenIssuer.tokens().user("olga", "acme", Set.of("operator", "order-operations"));

    @Test
    @Tag("DOM-05")
    void takesTheDecisionOfAnApproverToQuoteService() {
        UUID quote = UUID.randomUUID();
        events.publish(events.quoteSubmitted(quote, 1, "25"));
        String task = openTask(approver, quote);

        tasks(approver, quote)
                .body("items[0].kind", equalTo("approval"))
                .body("items[0].candidateGroup", equalTo("sales-managers"))
                .body("items[0].level", equalTo("manager"))
                .body("items[0].processKey", equalTo("quote-approval"))
                .body("items[0].dueAt", notNullValue());
        complete(approver, task, "k1", APPROVE).statusCode(200).body("decidedBy", equalTo("mia"));

        await().until(() -> "approved".equals(BridgeTest.outcome(quote)));
        assertThat(FakeDomain.calls("/quotes/" + quote + "/approve").getFirst().body())
                .contains("\"decidedBy\":\"mia\"", "\"reason\":\"Good customer.\"");
        complete(approver, task, "k1", APPROVE).statusCode(200).header("Idempotency-Replayed", "true");
        complete(approver, task, "k2", APPROVE)
                .statusCode(409)
                .body("type", equalTo("urn:cpq:problem:task-decided"))
                .body("detail", containsString("mia decided approve"));
    }

    @Test
    @Tag("K2")
    void decidesInTheNameThatTheIdentityProviderGave() {
        String requester = "CN=Sam Ødegård,O=ACME|77@example.com";
        String decider = "CN=Anna Müller,O=ACME|5f7c@example.com";
        UUID quote = UUID.randomUUID();
        ObjectNode submitted = events.quoteSubmitted(quote, 1, "25");
        submitted.withObject("/payload").put("requestedBy", requester);
        submitted.withObject("/actor").put("subject", requester);
        events.publish(submitted);
        String task = openTask(approver, quote);

        complete(as(requester), task, "s1", APPROVE).statusCode(409).body("detail", containsString(requester));
        complete(as(decider), task, "s2", APPROVE).statusCode(200).body("decidedBy", equalTo(decider));

        await().until(() -> "approved".equals(BridgeTest.outcome(quote)));
        assertThat(FakeDomain.calls("/quotes/" + quote + "/approve").getFirst().body())
                .contains("\"decidedBy\":\"" + decider + "\"");
    }

    @Test
    @Tag("K2")
    void knowsARequesterByExactlyHisName() {
        UUID quote = UUID.randomUUID();
        ObjectNode submitted = events.quoteSubmitted(quote, 1, "25");
        submitted.withObject("/payload").put("requestedBy", "anna");
        events.publish(submitted);
        String task = openTask(approver, quote);

        complete(as("Anna"), task, "e1", APPROVE).statusCode(200).body("decidedBy", equalTo("Anna"));
    }

    @Test
    @Tag("DOM-05")
    void startsNothingWhereThePolicyAsksNobody() {
        UUID unasked = UUID.randomUUID();
        UUID asked = UUID.randomUUID();

        events.publish(events.quoteSubmitted(unasked, 1, "10"));
        events.publish(events.quoteAccepted(unasked, 3));
        events.publish(events.quoteSubmitted(asked, 1, "25"));

        await().until(() -> "ordered".equals(BridgeTest.outcome(unasked)));
        openTask(approver, asked);
        assertThat(BridgeTest.processes(unasked, "quote-approval")).isZero();
        assertThat(FakeDomain.calls("/quotes/" + unasked + "/approve")).isEmpty();
    }

    /** A release of quote-service from before it asked the policy says nothing, which is not the same as nobody. */
    @Test
    @Tag("DOM-05")
    void asksTheHighestLevelWhereNothingIsSaidOfThePolicy() {
        UUID quote = UUID.randomUUID();

        events.publish(Published.unsaid(events.quoteSubmitted(quote, 1, "0")));
        openTask(approver, quote);

        tasks(approver, quote)
                .body("items[0].candidateGroup", equalTo("sales-directors"))
                .body("items[0].level", equalTo("director"))
                .body("items[0].reason", containsString("does not say what the approval policy asks"));
    }

    @Test
    void refusesWhoMayNotDecideAndSaysWhatWouldBeRight() {
        UUID quote = UUID.randomUUID();
        events.publish(events.quoteSubmitted(quote, 1, "25"));
        String task = openTask(approver, quote);
        String requester = as("sam");
        String stranger = TokenIssuer.tokens().user("eve", "other", Set.of("approver", "sales-managers"));

        complete(requester, task, "r1", APPROVE).statusCode(409).body("type", equalTo("urn:cpq:problem:self-approval"));
        complete(operator, task, "r2", APPROVE).statusCode(403);
        complete(stranger, task, "r3", APPROVE).statusCode(404);
        complete(approver, task, "r4", Map.of("decision", "skip", "reason", "x"))
                .statusCode(400)
                .body("detail", containsString("approve, reject"));
        complete(approver, task, "r5", Map.of("decision", "approve"))
                .statusCode(400)
                .body("violations[0].field", equalTo("reason"));
        tasks(stranger, quote).body("items", hasSize(0));
        tasks(approver, quote).body("items", hasSize(1));
    }

    @Test
    @Tag("WFL-02")
    void endsAnOpenApprovalWhenTheQuoteIsCancelledAndRecordsALateMessageAsIgnored() {
        UUID quote = UUID.randomUUID();
        events.publish(events.quoteSubmitted(quote, 1, "25"));
        openTask(approver, quote);

        events.publish(events.quoteCancelled(quote, 2));
        await().until(() -> "withdrawn".equals(BridgeTest.outcome(quote)));
        events.publish(events.quoteCancelled(quote, 3));

        await().untilAsserted(() -> assertThat(BridgeTest.query(
                        "select result, reason from process_message where business_key = ? order by recorded_at",
                        "acme:quote:" + quote + ":r1"))
                .extracting(row -> row.get("result"))
                .containsExactly("applied", "ignored"));
        tasks(approver, quote).body("items", hasSize(0));
    }

    @Test
    @Tag("DOM-09")
    void fulfilsAnOrderTaskByTaskAndLetsAnOperatorRepairAFallout() {
        UUID order = UUID.randomUUID();
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        UUID fallout = UUID.randomUUID();
        String perform = "/orders/" + order + "/tasks/" + second + "/perform";
        FakeDomain.reply(
                "/orders/" + order + "/plan",
                Reply.ok("{\"tasks\":[{\"taskId\":\"%s\"},{\"taskId\":\"%s\"}]}".formatted(first, second)));
        FakeDomain.reply(
                perform,
                Reply.ok("{\"taskId\":\"%s\",\"state\":\"failed\",\"falloutId\":\"%s\"}".formatted(second, fallout)));

        events.publish(events.orderCreated(order));
        await().until(() -> !FakeDomain.calls("/orders/" + order + "/release").isEmpty());
        events.publish(events.tasksReady(order, 2, List.of(first)));
        await().until(() -> !FakeDomain.calls("/orders/" + order + "/tasks/" + first + "/perform")
                .isEmpty());
        events.publish(events.tasksReady(order, 3, List.of(second)));
        String task = openTask(operator, order);
        tasks(operator, order)
                .body("items[0].kind", equalTo("fallout"))
                .body("items[0].candidateGroup", equalTo("order-operations"))
                .body("items[0].falloutId", equalTo(fallout.toString()))
                .body("items[0].orderTaskId", equalTo(second.toString()));
        complete(operator, task, "f1", Map.of("decision", "retry", "reason", "Restocked."))
                .statusCode(200);

        await().until(() -> "fulfilled".equals(BridgeTest.outcome(order)));
        assertThat(FakeDomain.calls("/orders/" + order + "/fallouts/" + fallout + "/repair")
                        .getFirst()
                        .body())
                .contains("\"repair\":\"retry\"", "\"repairedBy\":\"olga\"", "\"reason\":\"Restocked.\"");
        assertThat(FakeDomain.calls(perform))
                .hasSize(2)
                .extracting(FakeDomain.Call::key)
                .doesNotHaveDuplicates();
        assertThat(BridgeTest.told(order)).containsExactly("ProcessStarted", "FalloutTaskOpened", "ProcessEnded");
    }

    @Test
    void showsAndCountsTheProcessesOfTheTenant() {
        String tenant = "tenant-" + UUID.randomUUID().toString().substring(0, 8);
        Published mine = new Published(tenant);
        UUID ended = UUID.randomUUID();
        UUID running = UUID.randomUUID();
        String auditor = TokenIssuer.tokens().user("ann", tenant, Set.of("auditor"));
        mine.publish(mine.quoteSubmitted(ended, 1, "25"));
        Approvals.approve(tenant, ended);
        mine.publish(mine.quoteSubmitted(running, 1, "25"));
        await().until(() -> "approved".equals(BridgeTest.outcome(ended)));
        openTask(TokenIssuer.tokens().user("mia", tenant, Set.of("approver")), running);

        given().auth()
                .oauth2(auditor)
                .get("/processes/count?processKey=quote-approval")
                .then()
                .statusCode(200)
                .body("total", equalTo(2))
                .body("running", equalTo(1))
                .body("ended", equalTo(1));
        given().auth()
                .oauth2(auditor)
                .get("/processes?state=ended")
                .then()
                .body("items", hasSize(1))
                .body("items[0].subjectId", equalTo(ended.toString()))
                .body("items[0].outcome", equalTo("approved"));
        given().auth()
                .oauth2(auditor)
                .get("/processes?subjectId=" + running)
                .then()
                .statusCode(200)
                .body("items.subjectId", equalTo(List.of(running.toString())));
        given().auth().oauth2(auditor).get("/processes?subjectId=one").then().statusCode(400);
        String cursor = given().auth()
                .oauth2(auditor)
                .get("/processes?limit=1")
                .then()
                .body("items[0].subjectId", notNullValue())
                .extract()
                .path("nextCursor");
        given().auth()
                .oauth2(auditor)
                .get("/processes?limit=1&cursor=" + cursor)
                .then()
                .body("items", hasSize(1))
                .body("nextCursor", equalTo(null));
        refused(given().auth().oauth2(auditor).get("/processes?state=ended&limit=1&cursor=" + cursor));
        refused(given().auth().oauth2(auditor).get("/tasks?cursor=" + cursor));
        refused(given().auth().oauth2(operator).get("/processes?limit=1&cursor=" + cursor));
        given().auth().oauth2(auditor).get("/processes?state=stuck").then().statusCode(400);
        given().get("/processes").then().statusCode(401);
    }

    @Test
    @Tag("K5")
    void refusesEveryForgedCursorByItsName() {
        for (String list : List.of("/processes?cursor=", "/tasks?cursor=")) {
            ForgedCursors.all()
                    .forEach(cursor -> refused(given().auth()
                            .oauth2(operator)
                            .urlEncodingEnabled(false)
                            .get(list + cursor)));
        }
    }

    private static void refused(Response answer) {
        answer.then().statusCode(400).body("violations.field", equalTo(List.of("cursor")));
    }

    @Test
    @Tag("W4")
    void takesOneDecisionOfManyAtOnceAndTellsTheOthersThatTheyCameTooLate() throws Exception {
        UUID quote = UUID.randomUUID();
        events.publish(events.quoteSubmitted(quote, 1, "25"));
        String task = openTask(approver, quote);
        List<Callable<Integer>> approvers = IntStream.range(0, APPROVERS)
                .<Callable<Integer>>mapToObj(i -> () -> complete(as("approver-" + i), task, "m" + i, APPROVE)
                        .extract()
                        .statusCode())
                .toList();

        List<Integer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(APPROVERS)) {
            for (Future<Integer> answer : threads.invokeAll(approvers)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).filteredOn(status -> status == 200).hasSize(1);
        assertThat(answers).isSubsetOf(200, 404, 409);
    }

    private static String as(String approver) {
        return TokenIssuer.tokens().user(approver, "acme", Set.of("approver", "sales-managers"));
    }

    @Test
    @Tag("K3")
    void namesTheTaskIdThatCannotBeKept() {
        given().urlEncodingEnabled(false)
                .auth()
                .oauth2(approver)
                .header("Idempotency-Key", "k")
                .contentType("application/json")
                .body(APPROVE)
                .post("/tasks/a%00b/complete")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("taskId"));
        given().auth()
                .oauth2(approver)
                .get("/tasks?subjectId=x")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("subjectId"));
    }

    private static String openTask(String token, UUID subject) {
        return await().until(
                        () -> (String) tasks(token, subject).extract().path("items[0].taskId"),
                        taskId -> taskId != null);
    }

    private static ValidatableResponse tasks(String token, UUID subject) {
        return given().auth()
                .oauth2(token)
                .get("/tasks?state=open&subjectId=" + subject)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse complete(String token, String task, String key, Map<String, String> body) {
        return given().auth()
                .oauth2(token)
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/tasks/" + task + "/complete")
                .then();
    }
}
