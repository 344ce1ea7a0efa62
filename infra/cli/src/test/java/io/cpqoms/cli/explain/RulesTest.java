package io.cpqoms.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.cli.explain.Facts.Attempt;
import io.cpqoms.cli.explain.Facts.Backlog;
import io.cpqoms.cli.explain.Facts.Fallout;
import io.cpqoms.cli.explain.Facts.Hit;
import io.cpqoms.cli.explain.Facts.Incident;
import io.cpqoms.cli.explain.Facts.Mail;
import io.cpqoms.cli.explain.Facts.Outbox;
import io.cpqoms.cli.explain.Facts.Process;
import io.cpqoms.cli.explain.Facts.Task;
import io.cpqoms.cli.explain.Facts.Trail;
import io.cpqoms.cli.explain.Facts.Unpublished;
import io.cpqoms.cli.explain.Facts.Withheld;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each cause by the facts that show it, and which of two counts. */
@Tag("OPS-04")
class RulesTest {

    private static final Fallout FALLOUT = new Fallout(
            "f-1",
            "provision",
            "provisioning",
            "no free port",
            "order-operations",
            Scene.LONG_AGO,
            List.of("retry", "skip"));

    @ParameterizedTest
    @CsvSource({
        "inProgress, moves",
        "acknowledged, moves",
        "completed, ended",
        "draft, waits-for-somebody",
        "approved, waits-for-somebody"
    })
    void isWellWhenNothingHoldsIt(String state, String cause) {
        Verdict verdict = new Scene().state(state).verdict();

        assertThat(verdict.cause()).isEqualTo(cause);
        assertThat(verdict.stuck()).isFalse();
        assertThat(verdict.command()).isEmpty();
        assertThat(verdict.next()).isNotBlank();
    }

    @Test
    void namesTheEventThatIsWithheldAndNotTheOnesBehindIt() {
        Verdict verdict = new Scene()
                .outbox(new Outbox(
                        true,
                        List.of(),
                        Optional.empty(),
                        List.of(withheld(4712, true, false), withheld(4711, false, false)),
                        false))
                .verdict();

        assertStuck(verdict, "event-withheld", "order-service", "too large");
        assertThat(verdict.command())
                .contains("./cpq outbox release order-service 4711 --reason <reason> --tenant acme");
    }

    @Test
    void namesTheTopicThatIsHeld() {
        Verdict verdict = new Scene()
                .outbox(new Outbox(true, List.of(), Optional.empty(), List.of(withheld(4711, false, true)), false))
                .verdict();

        assertStuck(verdict, "topic-held", "order-service", "cpq.order.events.v1");
        assertThat(verdict.command()).contains("./cpq topics apply");
    }

    @Test
    void tellsAnUnpublishedEventOnlyWhenItIsOld() {
        Outbox fresh = new Outbox(true, List.of(unpublished(1)), Optional.empty(), List.of(), false);
        Outbox old = new Outbox(true, List.of(unpublished(60)), Optional.empty(), List.of(), false);
        Outbox orphaned = new Outbox(true, List.of(unpublished(60)), Optional.empty(), List.of(), true);

        assertThat(new Scene().outbox(fresh).verdict().cause()).isEqualTo("moves");
        assertStuck(new Scene().outbox(old).verdict(), "event-unpublished", "order-service", "waits for Kafka");
        assertStuck(new Scene().outbox(orphaned).verdict(), "event-unpublished", "order-service", "no relay");
    }

    @Test
    void tellsAnOutboxThatIsSoFarBehindThatNobodyKnows() {
        Outbox far = behind(Scene.LONG_AGO);

        assertStuck(new Scene().outbox(far).verdict(), "outbox-behind", "order-service", "at least 20,001 events wait");
        assertThat(new Scene()
                        .outbox(behind(Scene.NOW.minusSeconds(1)))
                        .verdict()
                        .cause())
                .as("a burst that is on its way")
                .isEqualTo("moves");
    }

    private static Outbox behind(Instant oldest) {
        return new Outbox(true, List.of(), Optional.of(new Backlog(20_001, Optional.of(oldest))), List.of(), false);
    }

    @Test
    void hasALetterProcessedAgainAndOneThatNobodyCanReadDiscarded() {
        Verdict exhausted =
                new Scene().letter("workflow-bridge", "exhausted", 6).verdict();
        Verdict unreadable =
                new Scene().letter("workflow-bridge", "bad-data", 0).verdict();

        assertStuck(exhausted, "dead-letter", "workflow-bridge.orders", "no such product");
        assertThat(exhausted.command().orElseThrow()).startsWith("./cpq dlq redrive workflow-bridge 0198c0de");
        assertThat(unreadable.look().orElseThrow()).startsWith("./cpq dlq show workflow-bridge 0198c0de");
        assertThat(unreadable.command().orElseThrow())
                .startsWith("./cpq dlq discard workflow-bridge 0198c0de")
                .contains("--reason <reason>")
                .as("it is asked whether that is meant")
                .doesNotContain("--yes");
    }

    @ParameterizedTest
    @CsvSource({"RETRYING, key-parked", "GAP, version-missing", "WAITING, key-parked"})
    void tellsWhyAKeyIsHeldBack(String how, String cause) {
        assertStuck(
                new Scene().held("workflow-bridge", how).verdict(),
                cause,
                "workflow-bridge.orders",
                "nobody knows why");
    }

    @Test
    void tellsAConsumerThatTakesNothing() {
        assertStuck(
                new Scene().standing("workflow-bridge", "suspected", 5, 2).verdict(),
                "consumer-stopped",
                "workflow-bridge.orders",
                "takes nothing");
        assertStuck(
                new Scene().standing("workflow-bridge", "paused", 5, 2).verdict(),
                "consumer-paused",
                "workflow-bridge.orders",
                "2 records wait");
        assertThat(new Scene()
                        .standing("workflow-bridge", "paused", Scene.VERSION, 0)
                        .verdict()
                        .cause())
                .as("an open breaker over an empty topic")
                .isEqualTo("moves");
    }

    @Test
    void tellsAConsumerThatHasNotComeToIt() {
        assertStuck(
                new Scene().standing("workflow-bridge", "running", 5, 900).verdict(),
                "consumer-behind",
                "workflow-bridge.orders",
                "version 5 of 7");
        assertThat(new Scene()
                        .standing("workflow-bridge", "running", 5, 0)
                        .verdict()
                        .cause())
                .as("who skips types may never see the last version")
                .isEqualTo("moves");
    }

    @Test
    void findsNoFaultWithAConsumerThatSkipsTypesAndWorksOffWhatIsNewer() {
        assertThat(new Scene()
                        .skipping("workflow-bridge", Scene.LONG_AGO.plusSeconds(60))
                        .verdict()
                        .cause())
                .isEqualTo("moves");
        assertStuck(
                new Scene().skipping("workflow-bridge", Scene.LONG_AGO).verdict(),
                "consumer-behind",
                "workflow-bridge.orders",
                "version 5 of 7");
    }

    @Test
    void tellsAServiceThatDoesNotAnswer() {
        Verdict verdict = new Scene().without("workflow-bridge").verdict();

        assertStuck(verdict, "service-away", "workflow-bridge", "connection refused");
        assertThat(verdict.command()).contains("./cpq up");
    }

    @Test
    void isNotStuckWhenOnlyWhoTellsOfItIsAway() {
        Verdict verdict =
                new Scene().state("completed").without("audit-service").verdict();

        assertThat(verdict.cause()).isEqualTo("teller-away");
        assertThat(verdict.stuck()).isFalse();
        assertThat(verdict.why()).contains("the order is completed", "audit-service", "connection refused");
        assertThat(new Scene()
                        .state("completed")
                        .without("quote-service")
                        .verdict()
                        .cause())
                .as("no owner of it, and nobody who tells of it")
                .isEqualTo("ended");
    }

    @Test
    void doesNotSayThatItMovesWhenTheOwnerLeavesAQuestionOpen() {
        Verdict verdict = new Scene()
                .unanswered("order-service", "/ops/aggregates/order/1")
                .verdict();

        assertThat(verdict.cause()).isEqualTo("question-unanswered");
        assertThat(verdict.stuck()).isFalse();
        assertThat(verdict.why()).contains("order-service at /ops/aggregates/order/1", "it took too long");
        assertThat(new Scene()
                        .fallout(FALLOUT)
                        .unanswered("order-service", "/ops/aggregates/order/1")
                        .verdict()
                        .cause())
                .as("what is known counts")
                .isEqualTo("fallout-open");
    }

    @Test
    void judgesNoTrailThatWasNotReadToItsEnd() {
        assertThat(new Scene()
                        .trail(new Trail(false, 3, Optional.empty(), Optional.empty(), List.of(2L)))
                        .verdict()
                        .cause())
                .isEqualTo("moves");
    }

    @Test
    void tellsTheStepThatUsedUpItsTries() {
        Process process = new Process(
                "order-fulfilment",
                "acme:order:1",
                "running",
                Scene.LONG_AGO,
                List.of(new Incident("perform-task", "500 from order-service", Scene.LONG_AGO)),
                List.of());

        assertStuck(
                new Scene().process(process).verdict(), "process-incident", "perform-task", "500 from order-service");
    }

    @Test
    void tellsTheStepThatIsTriedAgainAndWhen() {
        Attempt attempt = new Attempt(
                "perform-task",
                Optional.of(3),
                Optional.of(Scene.NOW.plusSeconds(30)),
                Optional.of("warehouse is away"));
        Process process =
                new Process("order-fulfilment", "acme:order:1", "running", Scene.LONG_AGO, List.of(), List.of(attempt));

        Verdict verdict = new Scene().process(process).verdict();

        assertStuck(verdict, "step-failing", "perform-task", "warehouse is away");
        assertThat(verdict.next()).contains("at 2026-11-30T12:00:30Z", "3 tries");
    }

    @Test
    void tellsThePartnersAnswerAndTheRepairs() {
        Verdict verdict = new Scene().state("held").fallout(FALLOUT).verdict();

        assertStuck(verdict, "fallout-open", "provisioning", "no free port");
        assertThat(verdict.next()).contains("order-operations", "retry, skip");
        assertThat(verdict.command().orElseThrow())
                .contains(
                        "./cpq token --role operator --tenant acme", "/orders/" + Scene.ORDER + "/fallouts/f-1/repair")
                .as("somebody decides")
                .contains("\"repair\":\"<repair>\",\"reason\":\"<reason>\"");
    }

    @Test
    void tellsWhoseApprovalIsMissing() {
        Task task = new Task(
                "t-1",
                "approval",
                "sales-managers",
                "25 percent is more than 20",
                "sally",
                Scene.LONG_AGO,
                Optional.of(Scene.NOW.plusSeconds(3600)));

        Verdict verdict = new Scene().task(task).verdict();

        assertStuck(verdict, "approval-open", "sales-managers", "25 percent is more than 20");
        assertThat(verdict.next()).contains("higher group at 2026-11-30T13:00:00Z");
        assertThat(verdict.command().orElseThrow())
                .contains("--role approver --group sales-managers", "/tasks/t-1/complete")
                .as("somebody decides")
                .contains("\"decision\":\"<decision>\",\"reason\":\"<reason>\"");
        assertThat(verdict.look().orElseThrow()).contains("/tasks?subjectId=" + Scene.ORDER);
    }

    @Test
    void tellsWhatOnlyKeepsPeopleFromKnowing() {
        assertStuck(
                new Scene()
                        .mail(new Mail("m-1", "order-held", "ops", "failed", "mailbox full", Scene.LONG_AGO))
                        .verdict(),
                "mail-undelivered",
                "notification-service",
                "mailbox full");
        assertStuck(
                new Scene()
                        .hit(new Hit(Optional.of(3L), Optional.of("held"), "4 minutes ago"))
                        .verdict(),
                "search-behind",
                "search-projector",
                "version 3");
        assertStuck(
                new Scene()
                        .trail(new Trail(true, 7, Optional.empty(), Optional.empty(), List.of(4L)))
                        .verdict(),
                "audit-behind",
                "audit-service",
                "[4]");
        assertStuck(
                new Scene().letter("search-projector", "exhausted", 6).verdict(),
                "dead-letter",
                "search-projector.orders",
                "no such product");
    }

    @Test
    void countsWhatIsFurtherUpTheStream() {
        Outbox withheld = new Outbox(true, List.of(), Optional.empty(), List.of(withheld(4711, false, false)), false);

        assertThat(new Scene().fallout(FALLOUT).outbox(withheld).verdict().cause())
                .isEqualTo("event-withheld");
        assertThat(new Scene()
                        .fallout(FALLOUT)
                        .letter("workflow-bridge", "exhausted", 6)
                        .verdict()
                        .cause())
                .as("without the bridge no repair goes on")
                .isEqualTo("dead-letter");
        assertThat(new Scene()
                        .fallout(FALLOUT)
                        .letter("search-projector", "exhausted", 6)
                        .verdict()
                        .cause())
                .as("a search that is behind holds nothing up")
                .isEqualTo("fallout-open");
    }

    private static void assertStuck(Verdict verdict, String cause, String where, String why) {
        assertThat(verdict.cause()).isEqualTo(cause);
        assertThat(verdict.stuck()).isTrue();
        assertThat(verdict.where()).contains(where);
        assertThat(verdict.why()).contains(why);
        assertThat(verdict.next()).isNotBlank();
        assertThat(verdict.command()).isPresent();
    }

    private static Withheld withheld(long id, boolean behind, boolean topicHeld) {
        return new Withheld(
                id, "OrderHeld", 6, "cpq.order.events.v1", "PARKED", "too large", behind, topicHeld, Scene.LONG_AGO);
    }

    private static Unpublished unpublished(long seconds) {
        return new Unpublished("OrderHeld", 6, "cpq.order.events.v1", Scene.NOW.minusSeconds(seconds));
    }
}
