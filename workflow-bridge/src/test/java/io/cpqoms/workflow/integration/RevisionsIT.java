package io.cpqoms.workflow.integration;

import static io.cpqoms.testkit.Eventually.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.testkit.TokenIssuer;
import io.cpqoms.workflow.engine.ServerTest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A quote that is recalled or returned comes back as its next revision, and each revision is decided by itself. */
@QuarkusTest
@ServerTest
@WithTestResource(FakeDomain.class)
@TestProfile(BridgeTest.Impatient.class)
@Tag("W6")
@Tag("DOM-04")
class RevisionsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STEEP = "25";

    private final Published events = new Published("acme");
    private final String approver = TokenIssuer.tokens().user("mia", "acme", Set.of("approver", "sales-managers"));

    @Test
    void aRecallEndsTheApprovalAndSubmittingAgainStartsAnother() {
        UUID quote = UUID.randomUUID();
        events.publish(of(1, 1, events.quoteSubmitted(quote, 3, STEEP)));
        String recalled = openTask(quote, ":r1:s1");

        events.publish(events.quoteRecalled(quote, 4, 1));
        await().until(() -> "withdrawn".equals(outcome(quote, ":r1:s1")));
        complete(recalled, "approve").statusCode(404);

        events.publish(of(2, 1, events.quoteSubmitted(quote, 6, STEEP)));
        complete(openTask(quote, ":r2:s1"), "approve").statusCode(200);

        await().until(() -> "approved".equals(outcome(quote, ":r2:s1")));
        assertThat(decision(quote, "approve").path("decidedRevision").asInt()).isEqualTo(2);
        assertThat(FakeDomain.calls("/quotes/" + quote + "/approve")).hasSize(1);
        assertThat(letters(quote)).isZero();
    }

    @Test
    void anApproverReturnsItAndWhoComesLateLearnsThat() {
        UUID quote = UUID.randomUUID();
        events.publish(of(1, 1, events.quoteSubmitted(quote, 3, STEEP)));
        String task = openTask(quote, ":r1:s1");

        complete(task, "return").statusCode(200);

        await().until(() -> "returned".equals(outcome(quote, ":r1:s1")));
        complete(task, "approve").statusCode(409).body("type", endsWith("task-decided"));
        JsonNode told = decision(quote, "return-for-revision");
        assertThat(told.path("decidedBy").asText()).isEqualTo("mia");
        assertThat(told.path("reason").asText()).isEqualTo("As discussed.");
        assertThat(told.path("decidedRevision").asInt()).isEqualTo(1);
        assertThat(FakeDomain.calls("/quotes/" + quote + "/reject")).isEmpty();
    }

    /** The quote went on while the decision was under way: the decision is about nothing any more, and nobody must look at it. */
    @Test
    void aDecisionOnASupersededRevisionIsObsolete() {
        for (String decision : Set.of("approve", "reject", "return")) {
            UUID quote = UUID.randomUUID();
            FakeDomain.reply(
                    "/quotes/" + quote + "/" + (decision.equals("return") ? "return-for-revision" : decision),
                    FakeDomain.Reply.problem(409, "superseded", "This was meant for revision 1."));
            events.publish(of(1, 1, events.quoteSubmitted(quote, 3, STEEP)));

            complete(openTask(quote, ":r1:s1"), decision).statusCode(200);

            await().until(() -> "obsolete".equals(outcome(quote, ":r1:s1")));
        }
    }

    /** REST refuses the requester before; what he completes in Tasklist only quote-service finds out, and somebody else is asked. */
    @Test
    @Tag("WFL-09")
    void aRequesterWhoAnsweredHimselfLeavesTheTaskToSomebodyElse() {
        for (String decision : Set.of("approve", "return")) {
            UUID quote = UUID.randomUUID();
            String path = "/quotes/" + quote + "/" + (decision.equals("return") ? "return-for-revision" : decision);
            FakeDomain.reply(path, FakeDomain.Reply.problem(409, "self-approval", "sam submitted the quote."));
            events.publish(of(1, 1, events.quoteSubmitted(quote, 3, STEEP)));
            String own = openTask(quote, ":r1:s1");

            complete(own, decision).statusCode(200);
            String asked = await().until(() -> openTask(quote, ":r1:s1"), task -> !task.equals(own));
            complete(asked, decision).statusCode(200);

            await().until(() -> (decision.equals("return") ? "returned" : "approved").equals(outcome(quote, ":r1:s1")));
            assertThat(FakeDomain.calls(path)).hasSize(2);
        }
    }

    @Test
    @Tag("SEC-01")
    void onlyAnApproverOfTheGroupAndTheTenantReturnsIt() {
        UUID quote = UUID.randomUUID();
        events.publish(of(1, 1, events.quoteSubmitted(quote, 3, STEEP)));
        String task = openTask(quote, ":r1:s1");

        complete(TokenIssuer.tokens().user("eve", "other", Set.of("approver", "sales-managers")), task, "return")
                .statusCode(404);
        complete(TokenIssuer.tokens().user("dan", "acme", Set.of("approver", "sales-directors")), task, "return")
                .statusCode(403);
        complete(TokenIssuer.tokens().user("sam", "acme", Set.of("approver", "sales-managers")), task, "return")
                .statusCode(409)
                .body("type", endsWith("self-approval"));
        assertThat(outcome(quote, ":r1:s1")).isEqualTo("running");
    }

    private static ObjectNode of(int revision, int submission, ObjectNode event) {
        event.withObject("/payload").put("revision", revision).put("submission", submission);
        return event;
    }

    private String openTask(UUID quote, String ending) {
        return await().until(
                        () -> given().auth()
                                .oauth2(approver)
                                .get("/tasks?state=open&subjectId=" + quote)
                                .<String>path("items.find { it.businessKey.endsWith('" + ending + "') }?.taskId"),
                        taskId -> taskId != null);
    }

    private ValidatableResponse complete(String task, String decision) {
        return complete(approver, task, decision);
    }

    private static ValidatableResponse complete(String token, String task, String decision) {
        return given().auth()
                .oauth2(token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(ContentType.JSON)
                .body(Map.of("decision", decision, "reason", "As discussed."))
                .post("/tasks/" + task + "/complete")
                .then();
    }

    private static JsonNode decision(UUID quote, String verb) {
        try {
            return JSON.readTree(
                    FakeDomain.calls("/quotes/" + quote + "/" + verb).getFirst().body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A call has no JSON", e);
        }
    }

    private static String outcome(UUID quote, String ending) {
        return BridgeTest.query(
                        "select coalesce(outcome, 'running') as outcome from process_link where business_key = ?",
                        "acme:quote:" + quote + ending)
                .stream()
                .map(row -> String.valueOf(row.get("outcome")))
                .findFirst()
                .orElse("none");
    }

    private static long letters(UUID quote) {
        return BridgeTest.ROWS.number(
                "select count(*) from dead_letter where aggregate_key = ?", "acme:quote:" + quote);
    }
}
