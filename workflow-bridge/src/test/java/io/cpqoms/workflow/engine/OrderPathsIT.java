package io.cpqoms.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.command.database.AcrossTenants;
import io.cpqoms.workflow.process.BusinessKey;
import io.cpqoms.workflow.process.ProcessKey;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every path from an accepted quote to a fulfilled order, on the real engine and database. */
@AcrossTenants
@QuarkusTest
@ServerTest
@TestProfile(ManualWork.class)
@Tag("WFL-05")
class OrderPathsIT {

    private static final String T1 = UUID.randomUUID().toString();
    private static final String T2 = UUID.randomUUID().toString();
    private static final String T3 = UUID.randomUUID().toString();
    private static final String F1 = UUID.randomUUID().toString();
    private static final String F2 = UUID.randomUUID().toString();

    @Inject
    ProcessDriver driver;

    @Inject
    UserTasks tasks;

    @Test
    void turnsAnAcceptedQuoteIntoItsOrder() {
        var quote = new BusinessKey.OfQuote("acme", UUID.randomUUID(), 2);
        driver.start(ProcessKey.QUOTE_TO_ORDER, quote, Map.of());

        driver.complete(driver.take(quote.text(), "confirm-acceptance"));
        driver.complete(driver.take(quote.text(), "create-order"), Map.of("orderId", "o-1"), Map.of());
        var marking = driver.take(quote.text(), "mark-ordered");
        driver.complete(marking);

        assertThat(marking.getVariables()).containsEntry("orderId", "o-1");
        assertThat(driver.outcome(quote.text())).isEqualTo("ordered");
    }

    @Test
    void waitsForEveryTaskBeforeTheOrderCanBeReleased() {
        String order = decomposed(T1, T2, T3);

        assertThat(driver.waitsAt(order)).containsExactly("release-order", "task-ready", "task-ready", "task-ready");
        assertThat(ProcessDriver.rows()
                        .number(
                                "select count(*) from act_ru_variable where proc_inst_id_ = ? and name_ = 'taskIds'",
                                driver.instance(order)))
                .as("the list of tasks is never stored")
                .isZero();
    }

    @Test
    void performsEachTaskWhenItIsReadyAndEndsWithTheLast() {
        String order = decomposed(T1, T2);
        driver.complete(driver.take(order, "release-order"));

        perform(order, T2);
        assertThat(driver.outcome(order)).isNull();
        perform(order, T1);

        assertThat(driver.outcome(order)).isEqualTo("fulfilled");
        assertThat(driver.told(order)).containsExactly("ProcessStarted 1", "ProcessEnded 2");
    }

    @Test
    @Tag("WFL-02")
    void takesReadinessOfATaskOnceAndOnlyForThatTask() {
        String order = decomposed(T1, T2);

        assertThat(ready(order, T1)).isEqualTo(1);
        assertThat(ready(order, T1)).isZero();
        assertThat(ready(order, "another")).isZero();
        assertThat(driver.take(order, "perform-task").getVariables()).containsEntry("orderTaskId", T1);
    }

    @Test
    void retriesATaskThatFellOutWithANewExternalTask() {
        String order = decomposed(T1);
        driver.complete(driver.take(order, "release-order"));
        String first = fallOut(order, T1, F1);

        repair(order, F1, "retry");
        var second = driver.take(order, "perform-task");
        driver.refuse(second, "FALLOUT", Map.of("raisedFalloutId", F2));
        repair(order, F2, "retry");
        driver.complete(driver.take(order, "perform-task"));

        assertThat(second.getId()).isNotEqualTo(first);
        assertThat(driver.outcome(order)).isEqualTo("fulfilled");
        assertThat(driver.told(order))
                .containsExactly("ProcessStarted 1", "FalloutTaskOpened 2", "FalloutTaskOpened 3", "ProcessEnded 4");
    }

    @Test
    void settlesATaskThatIsSkippedOrCompletedManually() {
        String order = decomposed(T1, T2);
        driver.complete(driver.take(order, "release-order"));
        fallOut(order, T1, F1);
        fallOut(order, T2, F2);

        repair(order, F1, "skip");
        repair(order, F2, "completeManually");

        assertThat(driver.outcome(order)).isEqualTo("fulfilled");
    }

    @Test
    void keepsTwoFalloutsOfOneOrderApart() {
        String order = decomposed(T1, T2);
        fallOut(order, T1, F1);
        fallOut(order, T2, F2);

        var tasks = driver.userTasks(order);

        assertThat(tasks).extracting(task -> driver.variable(task, "falloutId")).containsExactlyInAnyOrder(F1, F2);
        assertThat(tasks)
                .allSatisfy(task -> assertThat(driver.variable(task, "orderTaskId"))
                        .isEqualTo(driver.variable(task, "falloutId").equals(F1) ? T1 : T2));
        assertThat(tasks).extracting(driver::candidateGroups).containsOnly(List.of("order-operations"));
        assertThat(tasks)
                .as("what Tasklist tells the operator")
                .allSatisfy(task -> assertThat(task.getDescription())
                        .contains(order, String.valueOf(driver.variable(task, "falloutId"))));
    }

    @Test
    @Tag("K16")
    void listsATaskWithoutReadingItsThousandSiblings() {
        String order = decomposed(T1, T2, T3);
        fallOut(order, T1, F1);
        ProcessDriver.rows()
                .execute(
                        "update act_ru_variable set type_ = 'read by nobody' where text_ in (?, ?) and proc_inst_id_ = ?",
                        T2,
                        T3,
                        driver.instance(order));

        List<OpenTask> open = tasks.page(order, order, Optional.empty(), 10);

        assertThat(open).hasSize(1);
        assertThat(open.getFirst().text("falloutId")).contains(F1);
        assertThat(open.getFirst().text("orderTaskId")).contains(T1);
    }

    @Test
    void asksAgainWhenARepairIsNotLegal() {
        String order = decomposed(T1);
        fallOut(order, T1, F1);
        driver.decide(driver.userTasks(order).getFirst(), "olga", Map.of("repair", "skip", "reason", "no stock"));

        driver.refuse(driver.take(order, "apply-repair"), "REPAIR_REFUSED", Map.of());

        assertThat(driver.userTasks(order)).extracting("name").containsExactly("Repair fallout");
    }

    private String decomposed(String... taskIds) {
        var order = new BusinessKey.OfOrder("acme", UUID.randomUUID());
        driver.start(ProcessKey.ORDER_FULFILMENT, order, Map.of());
        driver.complete(driver.take(order.text(), "decompose-order"), Map.of(), Map.of("taskIds", List.of(taskIds)));
        return order.text();
    }

    private int ready(String order, String taskId) {
        return driver.correlate("TaskReady:" + taskId, order);
    }

    private void perform(String order, String taskId) {
        ready(order, taskId);
        driver.complete(driver.take(order, "perform-task"));
    }

    private String fallOut(String order, String taskId, String falloutId) {
        ready(order, taskId);
        var task = driver.take(order, "perform-task");
        driver.refuse(task, "FALLOUT", Map.of("raisedFalloutId", falloutId, "raisedFalloutCause", "Out of stock."));
        return task.getId();
    }

    private void repair(String order, String falloutId, String repair) {
        var task = driver.userTasks(order).stream()
                .filter(open -> falloutId.equals(driver.variable(open, "falloutId")))
                .findFirst()
                .orElseThrow();
        driver.decide(task, "olga", Map.of("repair", repair, "reason", "because"));
        var applying = driver.take(order, "apply-repair");
        assertThat(applying.getVariables())
                .containsEntry("falloutId", falloutId)
                .containsEntry("repair", repair)
                .containsEntry("decidedBy", "olga");
        driver.complete(applying);
    }
}
