package io.cpqoms.workflow.integration;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.workflow.engine.ServerTest;
import io.cpqoms.workflow.integration.FakeDomain.Reply;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody is away for longer than all tries would last: no incident for each task, but an age that everybody can see. */
@QuarkusTest
@ServerTest
@WithTestResource(FakeDomain.class)
@TestProfile(BridgeTest.Impatient.class)
@Tag("O3")
class AwayIT {

    /** More than twice as many as the profile allows before an incident. */
    private static final int TRIES_IN_VAIN = 10;

    private final Published events = new Published("acme");

    @Inject
    MeterRegistry metrics;

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 502, 503, 504})
    void goesOnByItselfHoweverLongSomebodyWasAway(int status) {
        UUID quote = UUID.randomUUID();
        String path = "/quotes/" + quote + "/approve";
        FakeDomain.reply(path, away(status, TRIES_IN_VAIN));

        events.publish(events.quoteSubmitted(quote, 1, Approvals.STEEP));
        Approvals.approve(quote);

        await().until(() -> "approved".equals(BridgeTest.outcome(quote)));
        assertThat(FakeDomain.calls(path)).hasSize(TRIES_IN_VAIN + 1);
        assertThat(FakeDomain.calls(path))
                .extracting(FakeDomain.Call::key)
                .containsOnly(FakeDomain.calls(path).getFirst().key());
    }

    @Test
    void saysSinceWhenInTheTaskAndInAMetricAndKeepsTheTriesForRealFailures() {
        UUID quote = UUID.randomUUID();
        String path = "/quotes/" + quote + "/reject";
        FakeDomain.reply("/quotes/" + quote + "/approve", away(503, 2_000));

        events.publish(events.quoteSubmitted(quote, 1, Approvals.STEEP));
        Approvals.approve(quote);

        await().until(() -> FakeDomain.calls("/quotes/" + quote + "/approve").size() > TRIES_IN_VAIN);
        String first = message(quote);
        assertThat(first).matches("Not reachable since \\d{4}-\\S+Z: 503 .*");
        double age = age("approve-quote");
        await().until(() -> age("approve-quote") > age);
        assertThat(message(quote)).as("the same beginning").startsWith(first.substring(0, first.indexOf(": ")));
        assertThat(BridgeTest.ROWS.number("""
                        select t.retries_ from act_ru_ext_task t join process_link l on l.process_instance_id = t.proc_inst_id_
                        where l.subject_id = ?""", quote)).isEqualTo(4);
        assertThat(age("reject-quote")).isZero();
        assertThat(FakeDomain.calls(path)).isEmpty();
    }

    @Test
    void leavesSomebodyAloneForAsLongAsHeAsked() {
        UUID quote = UUID.randomUUID();
        String path = "/quotes/" + quote + "/approve";
        FakeDomain.reply(path, new Reply(503, Map.of("Retry-After", "1"), ""));

        events.publish(events.quoteSubmitted(quote, 1, Approvals.STEEP));
        Approvals.approve(quote);
        await().until(() -> FakeDomain.calls(path).size() == 1);
        long from = System.nanoTime();
        await().until(() -> "approved".equals(BridgeTest.outcome(quote)));

        assertThat((System.nanoTime() - from) / 1_000_000).isGreaterThan(700);
    }

    private double age(String topic) {
        return metrics.get("cpq.external.task.away.oldest")
                .tag("topic", topic)
                .gauge()
                .value();
    }

    private static String message(UUID quote) {
        return (String) BridgeTest.query("""
                        select t.error_msg_ as message from act_ru_ext_task t
                        join process_link l on l.process_instance_id = t.proc_inst_id_ where l.subject_id = ?""", quote).getFirst().get("message");
    }

    private static Reply[] away(int status, int times) {
        return Stream.generate(() -> new Reply(status, Map.of(), ""))
                .limit(times)
                .toArray(Reply[]::new);
    }
}
