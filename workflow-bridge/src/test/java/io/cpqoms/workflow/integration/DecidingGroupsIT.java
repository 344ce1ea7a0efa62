package io.cpqoms.workflow.integration;

import static io.cpqoms.testkit.Eventually.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.cpqoms.command.database.AcrossTenants;
import io.cpqoms.testkit.TokenIssuer;
import io.cpqoms.workflow.engine.ServerTest;
import io.cpqoms.workflow.integration.FakeDomain.Reply;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A decision belongs to the group that the policy names: the role of an approver alone opens no task. */
@AcrossTenants
@QuarkusTest
@ServerTest
@WithTestResource(FakeDomain.class)
@TestProfile(BridgeTest.Impatient.class)
@Tag("W1")
class DecidingGroupsIT {

    private static final String SALES_MANAGERS = "sales-managers";
    private static final String SALES_DIRECTORS = "sales-directors";
    private static final Map<String, String> APPROVE = Map.of("decision", "approve", "reason", "Good customer.");

    private final Published events = new Published("acme");
    private final String manager = token("mia", "approver", SALES_MANAGERS);
    private final String director = token("dora", "approver", SALES_DIRECTORS);

    @Inject
    ProcessEngine engine;

    @Test
    void aManagerDecidesAtTheManagersLevelAndADirectorDoesNot() {
        UUID quote = submitted("25");
        String task = openTask(quote);

        complete(director, task, APPROVE).statusCode(403).body("detail", containsString(SALES_MANAGERS));
        complete(manager, task, APPROVE).statusCode(200).body("decidedBy", equalTo("mia"));

        await().until(() -> "approved".equals(BridgeTest.outcome(quote)));
    }

    @Test
    void aDirectorDecidesAtTheDirectorsLevelAndNobodyElse() {
        UUID quote = submitted("45");
        String task = openTask(quote);

        complete(token("ann", "approver"), task, APPROVE)
                .statusCode(403)
                .body("detail", containsString("Only the group " + SALES_DIRECTORS + " may decide"));
        complete(token("bob", "approver", "an-unknown-group"), task, APPROVE)
                .statusCode(403)
                .body("detail", containsString(SALES_DIRECTORS));
        complete(manager, task, APPROVE).statusCode(403).body("detail", containsString(SALES_DIRECTORS));
        complete(token("eve", "sales", SALES_DIRECTORS), task, APPROVE).statusCode(403);
        complete(director, task, APPROVE).statusCode(200).body("decidedBy", equalTo("dora"));

        await().until(() -> "approved".equals(BridgeTest.outcome(quote)));
    }

    @Test
    void anEscalatedDecisionLeavesTheManagersForGood() {
        UUID quote = submitted("25");
        String managers = openTask(quote);

        escalate(quote);
        String directors = openTask(quote);

        assertThat(directors).isNotEqualTo(managers);
        complete(manager, managers, APPROVE).statusCode(404);
        complete(manager, directors, APPROVE).statusCode(403).body("detail", containsString(SALES_DIRECTORS));
        complete(director, directors, APPROVE).statusCode(200);
        await().until(() -> "approved".equals(BridgeTest.outcome(quote)));
    }

    @Test
    void aDirectorDoesNotDecideOnHisOwnQuote() {
        String task = openTask(submitted("45"));

        complete(token("sam", "approver", SALES_DIRECTORS), task, APPROVE)
                .statusCode(409)
                .body("type", equalTo("urn:cpq:problem:self-approval"));
    }

    @Test
    void aRepairBelongsToTheOperatorsOfOrders() {
        UUID order = UUID.randomUUID();
        UUID work = UUID.randomUUID();
        fallOut(order, work);
        String task = openTask(order);
        Map<String, String> skip = Map.of("decision", "skip", "reason", "Not needed.");

        complete(token("otto", "operator"), task, skip)
                .statusCode(403)
                .body("detail", containsString("order-operations"));
        complete(token("olga", "operator", "order-operations"), task, skip).statusCode(200);
        await().until(() -> "fulfilled".equals(BridgeTest.outcome(order)));
    }

    @Test
    void everyTaskOfAListSaysWhetherItsReaderMayDecideIt() {
        UUID quote = submitted("45");
        openTask(quote);

        tasks(director, quote).body("items[0].mayDecide", equalTo(true)).body("items[0].objection", nullValue());
        tasks(manager, quote)
                .body("items", hasSize(1))
                .body("items[0].candidateGroup", equalTo(SALES_DIRECTORS))
                .body("items[0].mayDecide", equalTo(false))
                .body("items[0].objection", containsString(SALES_DIRECTORS));
        tasks(token("ann", "auditor"), quote)
                .body("items[0].mayDecide", equalTo(false))
                .body("items[0].objection", containsString("role approver"));
        tasks(token("sam", "approver", SALES_DIRECTORS), quote)
                .body("items[0].mayDecide", equalTo(false))
                .body("items[0].objection", containsString("sam submitted this quote"));
    }

    @Test
    void aTaskBelongsToTheGroupsThatItHasNowAndNotToThoseItBeganWith() {
        UUID quote = submitted("25");
        String task = openTask(quote);

        engine.getTaskService().addCandidateGroup(task, "night-shift");
        engine.getTaskService().deleteCandidateGroup(task, SALES_MANAGERS);

        complete(manager, task, APPROVE).statusCode(403).body("detail", containsString("Only the group night-shift"));
        complete(token("nina", "approver", "night-shift"), task, APPROVE).statusCode(200);
    }

    @Test
    void aTokenWithoutEndIsRefusedByTheNameOfItsClaim() {
        var roles = new HashSet<>(Set.of("approver"));
        IntStream.range(0, 200).forEach(i -> roles.add("g" + i));

        given().auth()
                .oauth2(TokenIssuer.tokens().user("mia", "acme", roles))
                .get("/tasks")
                .then()
                .statusCode(401)
                .body("detail", containsString("The claim groups must be a list of at most 200"));
        roles.remove("g0");
        given().auth()
                .oauth2(TokenIssuer.tokens().user("mia", "acme", roles))
                .get("/tasks")
                .then()
                .statusCode(200);
    }

    private UUID submitted(String discount) {
        UUID quote = UUID.randomUUID();
        events.publish(events.quoteSubmitted(quote, 1, discount));
        return quote;
    }

    private void fallOut(UUID order, UUID work) {
        FakeDomain.reply("/orders/" + order + "/plan", Reply.ok("{\"tasks\":[{\"taskId\":\"%s\"}]}".formatted(work)));
        FakeDomain.reply(
                "/orders/" + order + "/tasks/" + work + "/perform",
                Reply.ok("{\"state\":\"failed\",\"falloutId\":\"%s\"}".formatted(UUID.randomUUID())));
        events.publish(events.orderCreated(order));
        await().until(() -> !FakeDomain.calls("/orders/" + order + "/release").isEmpty());
        events.publish(events.tasksReady(order, 2, List.of(work)));
    }

    /** The timer comes due now instead of in three days. */
    private void escalate(UUID quote) {
        ManagementService jobs = engine.getManagementService();
        var timer = jobs.createJobQuery()
                .processInstanceId((String)
                        BridgeTest.query("select process_instance_id from process_link where subject_id = ?", quote)
                                .getFirst()
                                .get("process_instance_id"))
                .activityId("escalation-due")
                .singleResult();
        jobs.executeJob(timer.getId());
    }

    private static String token(String subject, String role, String... groups) {
        var names = new HashSet<>(Set.of(groups));
        names.add(role);
        return TokenIssuer.tokens().user(subject, "acme", names);
    }

    private String openTask(UUID subject) {
        return await().until(
                        () -> (String) tasks(manager, subject).extract().path("items[0].taskId"),
                        taskId -> taskId != null);
    }

    private static ValidatableResponse tasks(String token, UUID subject) {
        return given().auth()
                .oauth2(token)
                .get("/tasks?subjectId=" + subject)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse complete(String token, String task, Map<String, String> body) {
        return given().auth()
                .oauth2(token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(ContentType.JSON)
                .body(body)
                .post("/tasks/" + task + "/complete")
                .then();
    }
}
