package io.cpqoms.workflow.integration;

import static io.cpqoms.testkit.Eventually.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One revision may be submitted again: each submission has an approval of its own, and what ends one leaves the others alone. */
@QuarkusTest
@ServerTest
@WithTestResource(FakeDomain.class)
@TestProfile(BridgeTest.Impatient.class)
@Tag("W6")
class SubmissionsIT {

    private static final String APPROVED = "approved";
    private static final int RACES = 20;
    private static final String WITHDRAWN = "withdrawn";

    /** More than a policy lets pass without a person. */
    private static final String STEEP = "25";

    private final Published events = new Published("acme");
    private final String approver = TokenIssuer.tokens().user("mia", "acme", Set.of("approver", "sales-managers"));

    @Test
    void asksAgainWhenARevisionThatWasSentBackIsSubmittedAgain() {
        UUID quote = UUID.randomUUID();
        events.publish(of(1, events.quoteSubmitted(quote, 3, STEEP)));
        decide(quote, "reject");
        await().until(() -> "rejected".equals(outcome(quote, ":r1:s1")));

        events.publish(of(2, events.quoteSubmitted(quote, 5, STEEP)));
        decide(quote, "approve");

        await().until(() -> APPROVED.equals(outcome(quote, ":r1:s2")));
        assertThat(BridgeTest.processes(quote, "quote-approval")).isEqualTo(2);
        assertThat(letters(quote)).isZero();
    }

    @Test
    void withdrawsTheSubmissionThatIsNamedAndNoOther() {
        UUID quote = UUID.randomUUID();
        events.publish(of(1, events.quoteSubmitted(quote, 3, STEEP)));
        events.publish(of(2, events.quoteSubmitted(quote, 5, STEEP)));

        events.publish(of(2, events.quoteCancelled(quote, 6)));

        await().until(() -> WITHDRAWN.equals(outcome(quote, ":r1:s2")));
        assertThat(outcome(quote, ":r1:s1")).isEqualTo("running");
    }

    /** The later of the two waits and finds the task gone; neither is the victim of a deadlock. */
    @Test
    @Tag("W4")
    void endsOnceWhenAPersonAndAWithdrawalComeAtOnce() throws Exception {
        long before = deadlocks();
        try (ExecutorService together = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < RACES; i++) {
                UUID quote = UUID.randomUUID();
                events.publish(of(1, events.quoteSubmitted(quote, 3, STEEP)));
                String task = openTask(quote);

                Future<?> fact = together.submit(() -> events.publish(of(1, events.quoteCancelled(quote, 4))));
                Future<Integer> person = together.submit(
                        () -> complete(task, "approve").extract().statusCode());

                assertThat(person.get()).isIn(200, 404, 409);
                fact.get();
                await().until(() -> Set.of(APPROVED, WITHDRAWN).contains(outcome(quote, ":r1:s1")));
                assertThat(letters(quote)).isZero();
            }
        }
        assertThat(deadlocks()).isEqualTo(before);
    }

    @Test
    void findsAnApprovalFromBeforeSubmissionsWereCounted() {
        UUID quote = UUID.randomUUID();
        events.publish(events.quoteSubmitted(quote, 3, STEEP));
        await().until(() -> "running".equals(outcome(quote, ":r1")));

        events.publish(events.quoteCancelled(quote, 4));

        await().until(() -> WITHDRAWN.equals(outcome(quote, ":r1")));
    }

    @Test
    void theFirstCountedSubmissionStartsBesideOneThatWasNotCounted() {
        UUID quote = UUID.randomUUID();
        events.publish(events.quoteSubmitted(quote, 3, STEEP));
        decide(quote, "approve");
        await().until(() -> APPROVED.equals(outcome(quote, ":r1")));

        events.publish(of(1, events.quoteSubmitted(quote, 5, STEEP)));
        decide(quote, "approve");

        await().until(() -> APPROVED.equals(outcome(quote, ":r1:s1")));
        assertThat(letters(quote)).isZero();
    }

    @Test
    void ordersARevisionOnceHoweverOftenItWasSubmitted() {
        UUID quote = UUID.randomUUID();
        events.publish(of(2, events.quoteSubmitted(quote, 3, "10")));

        events.publish(events.quoteAccepted(quote, 5));

        await().until(() -> "ordered".equals(outcome(quote, ":r1")));
    }

    private static ObjectNode of(int submission, ObjectNode event) {
        event.withObject("/payload").put("submission", submission);
        return event;
    }

    private void decide(UUID quote, String decision) {
        complete(openTask(quote), decision).statusCode(200);
    }

    private String openTask(UUID quote) {
        return await().until(
                        () -> given().auth()
                                .oauth2(approver)
                                .get("/tasks?state=open&subjectId=" + quote)
                                .<String>path("items[0].taskId"),
                        taskId -> taskId != null);
    }

    private ValidatableResponse complete(String task, String decision) {
        return given().auth()
                .oauth2(approver)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(ContentType.JSON)
                .body(Map.of("decision", decision, "reason", "As discussed."))
                .post("/tasks/" + task + "/complete")
                .then();
    }

    /** How the process under this ending of the key stands. */
    private static String outcome(UUID quote, String ending) {
        return BridgeTest.query(
                        "select coalesce(outcome, 'running') as outcome from process_link where business_key = ?",
                        "acme:quote:" + quote + ending)
                .stream()
                .map(row -> String.valueOf(row.get("outcome")))
                .findFirst()
                .orElse("none");
    }

    private static long deadlocks() {
        return BridgeTest.ROWS.number("select deadlocks from pg_stat_database where datname = current_database()");
    }

    private static long letters(UUID quote) {
        return BridgeTest.ROWS.number(
                "select count(*) from dead_letter where aggregate_key = ?", "acme:quote:" + quote);
    }
}
