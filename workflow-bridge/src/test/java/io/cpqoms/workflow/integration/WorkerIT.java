package io.cpqoms.workflow.integration;

import static io.cpqoms.testkit.Eventually.await;
import static io.cpqoms.workflow.integration.Approvals.STEEP;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.cpqoms.command.database.AcrossTenants;
import io.cpqoms.testkit.TokenIssuer;
import io.cpqoms.workflow.engine.ServerTest;
import io.cpqoms.workflow.integration.FakeDomain.Call;
import io.cpqoms.workflow.integration.FakeDomain.Reply;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.ExternalTaskService;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** External tasks against a real HTTP server: keys, retries, refusals, incidents. */
@AcrossTenants
@QuarkusTest
@ServerTest
@WithTestResource(FakeDomain.class)
@TestProfile(BridgeTest.Impatient.class)
@Tag("WFL-03")
class WorkerIT {

    private final Published events = new Published("acme");

    @Inject
    ExternalTaskService externalTasks;

    @Inject
    MeterRegistry metrics;

    @Test
    @Tag("WFL-01")
    void startsOneProcessForAMessageThatIsDeliveredTwice() {
        UUID quote = UUID.randomUUID();

        events.publish(events.quoteSubmitted(quote, 1, STEEP), 3);
        Approvals.approve(quote);

        await().until(() -> "approved".equals(BridgeTest.outcome(quote)));
        assertThat(BridgeTest.processes(quote, "quote-approval")).isEqualTo(1);
        assertThat(FakeDomain.calls("/quotes/" + quote + "/approve")).hasSize(1);
        assertThat(BridgeTest.told(quote)).containsExactly("ProcessStarted", "ApprovalRequested", "ProcessEnded");
    }

    @Test
    @Tag("W6")
    void saysAloudThatASecondSubmissionOfTheSameRevisionStartsNothing() {
        UUID quote = UUID.randomUUID();
        double before = refusedStarts();
        events.publish(events.quoteSubmitted(quote, 1, STEEP));
        Approvals.approve(quote);
        await().until(() -> "approved".equals(BridgeTest.outcome(quote)));

        events.publish(events.quoteSubmitted(quote, 2, STEEP));
        events.publish(events.quoteAccepted(quote, 3));

        await().untilAsserted(() -> assertThat(BridgeTest.query(
                        "select failure_message from dead_letter where aggregate_key = ?", "acme:quote:" + quote))
                .singleElement()
                .satisfies(letter -> assertThat(String.valueOf(letter.get("failure_message")))
                        .contains("quote-approval of acme:quote:" + quote + ":r1", "ended as approved")));
        assertThat(refusedStarts()).isGreaterThan(before);
        await().untilAsserted(() -> assertThat(BridgeTest.processes(quote, "quote-to-order"))
                .as("what comes behind it goes on")
                .isEqualTo(1));
    }

    private double refusedStarts() {
        return metrics.counter("cpq.process.starts.refused", "process", "quote-approval")
                .count();
    }

    @Test
    void saysWhoItIsForWhomAndInWhichTrace() {
        UUID quote = UUID.randomUUID();

        events.publish(events.quoteSubmitted(quote, 1, STEEP));
        Approvals.approve(quote);

        await().until(() -> "approved".equals(BridgeTest.outcome(quote)));
        Call call = FakeDomain.calls("/quotes/" + quote + "/approve").getFirst();
        assertThat(call.headers())
                .containsEntry("cpq-tenant", "acme")
                .containsEntry("if-match", "*")
                .containsKeys("cpq-correlation-id", "cpq-causation-id");
        assertThat(call.headers().get("authorization")).startsWith("Bearer ey");
        assertThat(call.headers().get("traceparent")).contains(Published.TRACE_ID);
        assertThat(call.body())
                .contains("\"decidedBy\":\"mia\"", "\"policyVersion\":\"approval-policy:1.0\"", "Good customer.");
        assertThat(BridgeTest.query("""
                        select o.traceparent from outbox_message o join process_link l on o.aggregate_id = l.process_instance_id
                        where l.subject_id = ?""", quote))
                .hasSize(3)
                .allSatisfy(row -> assertThat((String) row.get("traceparent")).contains(Published.TRACE_ID));
    }

    @Test
    void keepsTheIdempotencyKeyOverRetriesAndTakesANewOneForTheNextTask() {
        UUID quote = UUID.randomUUID();
        String order = UUID.randomUUID().toString();
        FakeDomain.reply(
                "/orders",
                new Reply(503, Map.of(), ""),
                Reply.problem(500, "unexpected", "on fire"),
                new Reply(409, Map.of("Retry-After", "1"), "{\"type\":\"urn:cpq:problem:quote-not-known\"}"),
                Reply.ok("{\"orderId\":\"" + order + "\"}"));

        events.publish(events.quoteAccepted(quote, 1));

        await().until(() -> "ordered".equals(BridgeTest.outcome(quote)));
        List<Call> creating = FakeDomain.calls("/orders").stream()
                .filter(call -> call.body().contains(quote.toString()))
                .toList();
        List<Call> marking = FakeDomain.calls("/quotes/" + quote + "/mark-ordered");
        assertThat(creating)
                .hasSize(4)
                .extracting(Call::key)
                .containsOnly(creating.getFirst().key());
        assertThat(marking).hasSize(1);
        assertThat(marking.getFirst().key()).isNotEqualTo(creating.getFirst().key());
        assertThat(marking.getFirst().body()).contains(order);
    }

    @ParameterizedTest
    @ValueSource(strings = {"illegal-transition", "offer-lapsed"})
    void endsTheApprovalAsObsoleteWhenTheQuoteMovedOn(String refusal) {
        UUID quote = UUID.randomUUID();
        FakeDomain.reply("/quotes/" + quote + "/approve", Reply.problem(409, refusal, "approve is refused"));

        events.publish(events.quoteSubmitted(quote, 1, STEEP));
        Approvals.approve(quote);

        await().until(() -> "obsolete".equals(BridgeTest.outcome(quote)));
    }

    @Test
    void makesAnIncidentAtOnceOfARefusalThatNoRepetitionCanHelp() {
        UUID quote = UUID.randomUUID();
        String path = "/quotes/" + quote + "/approve";
        FakeDomain.reply(path, Reply.problem(400, "invalid-input", "policyVersion: is too long"));

        events.publish(events.quoteSubmitted(quote, 1, STEEP));
        Approvals.approve(quote);

        await().untilAsserted(() ->
                assertThat(incidents(quote)).containsExactly("invalid-input: policyVersion: is too long"));
        given().auth()
                .oauth2(TokenIssuer.tokens().user("olga", "acme", Set.of("operator")))
                .get("/processes?subjectId=" + quote)
                .then()
                .statusCode(200)
                .body("items[0].steps.triesLeft", equalTo(List.of(0)))
                .body("items[0].steps.message", equalTo(List.of("invalid-input: policyVersion: is too long")))
                .body("items[0].steps.activity", equalTo(List.of("approve-quote")));
        assertThat(FakeDomain.calls(path)).hasSize(1);
    }

    @Test
    void goesOnWithTheSameKeyWhenAnOperatorRetriesAnIncident() {
        UUID quote = UUID.randomUUID();
        String path = "/quotes/" + quote + "/approve";
        Reply faulty = Reply.problem(500, "unexpected", "on fire");
        FakeDomain.reply(path, faulty, faulty, faulty, faulty);
        events.publish(events.quoteSubmitted(quote, 1, STEEP));
        Approvals.approve(quote);
        await().until(() -> !incidents(quote).isEmpty());

        String task = externalTasks
                .createExternalTaskQuery()
                .processInstanceId(instance(quote))
                .singleResult()
                .getId();
        externalTasks.setRetries(task, 1);

        await().until(() -> "approved".equals(BridgeTest.outcome(quote)));
        assertThat(FakeDomain.calls(path)).hasSize(5).extracting(Call::key).containsOnly(task);
    }

    private static List<Object> incidents(UUID quote) {
        return BridgeTest.query("""
                        select i.incident_msg_ as message from act_ru_incident i
                        join process_link l on l.process_instance_id = i.proc_inst_id_ where l.subject_id = ?""", quote).stream()
                .map(row -> row.get("message"))
                .toList();
    }

    private static String instance(UUID quote) {
        return (String) BridgeTest.query("select process_instance_id from process_link where subject_id = ?", quote)
                .getFirst()
                .get("process_instance_id");
    }
}
