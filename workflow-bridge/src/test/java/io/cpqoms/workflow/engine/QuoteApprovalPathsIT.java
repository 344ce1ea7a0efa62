package io.cpqoms.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every path through the approval of a quote, on the real engine and database. */
@QuarkusTest
@ServerTest
@TestProfile(ManualWork.class)
@Tag("WFL-05")
class QuoteApprovalPathsIT {

    private static final Map<String, Object> APPROVE = Map.of("decision", "approve", "reason", "Good customer.");
    private static final Map<String, Object> RETURN = Map.of("decision", "return", "reason", "Fewer cheeses.");
    private static final Map<String, Object> REJECT = Map.of("decision", "reject", "reason", "Too cheap.");

    @Inject
    ProcessDriver driver;

    @Test
    void asksTheGroupThatThePolicyNames() {
        String quote = driver.submitted();

        var task = driver.userTasks(quote).getFirst();
        driver.decide(task, "mia", APPROVE);
        var approval = driver.take(quote, "approve-quote");
        driver.complete(approval);

        assertThat(task.getDueDate()).isInTheFuture();
        assertThat(approval.getVariables())
                .containsEntry("level", "manager")
                .containsEntry("approverGroup", "sales-managers")
                .containsEntry("policyVersion", "approval-policy:1.0")
                .containsEntry("decidedBy", "mia")
                .containsEntry("reason", "Good customer.");
        assertThat(driver.outcome(quote)).isEqualTo("approved");
        assertThat(driver.told(quote)).containsExactly("ProcessStarted 1", "ApprovalRequested 2", "ProcessEnded 3");
    }

    @Test
    void asksTheDirectorsAtTheirLevel() {
        String quote = driver.submitted("acme", "director");

        assertThat(driver.candidateGroups(driver.userTasks(quote).getFirst())).containsExactly("sales-directors");
    }

    @Test
    void rejects() {
        String quote = driver.submitted();

        driver.decide(driver.userTasks(quote).getFirst(), "mia", REJECT);
        driver.complete(driver.take(quote, "reject-quote"));

        assertThat(driver.outcome(quote)).isEqualTo("rejected");
    }

    @Test
    @Tag("DOM-04")
    void returnsForRevision() {
        String quote = driver.submitted();
        String late = driver.submitted();
        driver.decide(driver.userTasks(quote).getFirst(), "mia", RETURN);
        driver.decide(driver.userTasks(late).getFirst(), "mia", RETURN);

        driver.complete(driver.take(quote, "return-quote"));
        driver.refuse(driver.take(late, "return-quote"), "QUOTE_NOT_PENDING", Map.of());

        assertThat(driver.outcome(quote)).isEqualTo("returned");
        assertThat(driver.outcome(late)).isEqualTo("obsolete");
    }

    @Test
    void remindsWithoutDisturbingTheTask() {
        String quote = driver.submitted();
        var task = driver.userTasks(quote).getFirst();

        driver.fire(quote, "reminder-due");

        assertThat(driver.userTasks(quote)).extracting("id").containsExactly(task.getId());
        assertThat(driver.told(quote)).containsExactly("ProcessStarted 1", "ApprovalRequested 2", "SendNotification 1");
    }

    @Test
    void raisesAnOverdueDecisionToTheDirectors() {
        String quote = driver.submitted();
        var task = driver.userTasks(quote).getFirst();

        driver.fire(quote, "escalation-due");

        var raised = driver.userTasks(quote);
        assertThat(raised).hasSize(1).extracting("id").doesNotContain(task.getId());
        assertThat(driver.candidateGroups(raised.getFirst())).containsExactly("sales-directors");
        assertThat(driver.told(quote))
                .containsExactly("ProcessStarted 1", "ApprovalRequested 2", "ApprovalRequested 3");
    }

    @Test
    void asksAgainWhenTheApproverTurnsOutToBeTheRequester() {
        String quote = driver.submitted();
        driver.decide(driver.userTasks(quote).getFirst(), "sam", APPROVE);

        driver.refuse(driver.take(quote, "approve-quote"), "SELF_APPROVAL", Map.of());
        driver.decide(driver.userTasks(quote).getFirst(), "mia", APPROVE);

        assertThat(driver.take(quote, "approve-quote").getVariables()).containsEntry("decidedBy", "mia");
    }

    @Test
    void asksAgainWhenTheRequesterReturnsItToHimself() {
        String quote = driver.submitted();
        driver.decide(driver.userTasks(quote).getFirst(), "sam", RETURN);

        driver.refuse(driver.take(quote, "return-quote"), "SELF_APPROVAL", Map.of());
        driver.decide(driver.userTasks(quote).getFirst(), "mia", RETURN);

        assertThat(driver.take(quote, "return-quote").getVariables()).containsEntry("decidedBy", "mia");
    }

    @Test
    void endsAsObsoleteWhenTheQuoteIsNoLongerPending() {
        String approved = driver.submitted();
        String rejected = driver.submitted();
        driver.decide(driver.userTasks(approved).getFirst(), "mia", APPROVE);
        driver.decide(driver.userTasks(rejected).getFirst(), "mia", REJECT);

        driver.refuse(driver.take(approved, "approve-quote"), "QUOTE_NOT_PENDING", Map.of());
        driver.refuse(driver.take(rejected, "reject-quote"), "QUOTE_NOT_PENDING", Map.of());

        assertThat(driver.outcome(approved)).isEqualTo("obsolete");
        assertThat(driver.outcome(rejected)).isEqualTo("obsolete");
    }

    @Test
    void endsAnOpenApprovalWhenTheQuoteIsWithdrawn() {
        String quote = driver.submitted();

        int taken = driver.correlate("QuoteWithdrawn", quote);

        assertThat(taken).isEqualTo(1);
        assertThat(driver.userTasks(quote)).isEmpty();
        assertThat(driver.isGone(quote)).isTrue();
        assertThat(driver.outcome(quote)).isEqualTo("withdrawn");
        assertThat(driver.correlate("QuoteWithdrawn", quote)).isZero();
    }
}
