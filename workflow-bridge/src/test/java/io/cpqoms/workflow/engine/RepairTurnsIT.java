package io.cpqoms.workflow.engine;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.workflow.process.BusinessKey;
import io.cpqoms.workflow.process.FalloutRepair;
import io.cpqoms.workflow.process.FalloutRepairs;
import io.cpqoms.workflow.process.ProcessKey;
import io.cpqoms.workflow.process.ProcessTurns;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The fact of a repair and the process that would ask for it, in the same moment: neither misses the other. */
@QuarkusTest
@ServerTest
@TestProfile(ManualWork.class)
@Tag("O2")
class RepairTurnsIT {

    private final BusinessKey order = new BusinessKey.OfOrder("acme", UUID.randomUUID());
    private final String work = UUID.randomUUID().toString();
    private final UUID fallout = UUID.randomUUID();

    @Inject
    ProcessDriver driver;

    @Inject
    ProcessTurns turns;

    @Inject
    FalloutRepairs repairs;

    @Test
    void aProcessThatFallsOutWhileItsRepairIsToldHearsOfIt() throws Exception {
        LockedExternalTask performing = performing();
        Thread[] falling = new Thread[1];

        driver.inTransaction(() -> {
            turns.take(order);
            falling[0] = Thread.ofVirtual().start(() -> fallOut(performing));
            await().until(() -> ProcessDriver.rows()
                            .number("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                    + " and query like '%process_link%'")
                    > 0);
            repairs.keep(new FalloutRepair(order, fallout, "retry", "anna", "Restocked.", Instant.now()));
        });
        falling[0].join();

        assertThat(driver.userTasks(order.text())).isEmpty();
        assertThat(driver.take(order.text(), "perform-task").getId()).isNotEqualTo(performing.getId());
        assertThat(driver.told(order.text())).containsExactly("ProcessStarted 1");
    }

    @Test
    void aRepairThatWasNotLegalIsAskedForAgainUnlessAnotherWasToldMeanwhile() {
        fallOut(performing());
        driver.decide(driver.userTasks(order.text()).getFirst(), "olga", Map.of("repair", "skip", "reason", "x"));
        LockedExternalTask applying = driver.take(order.text(), "apply-repair");
        driver.inTransaction(
                () -> repairs.keep(new FalloutRepair(order, fallout, "skip", "anna", "Done.", Instant.now())));

        driver.refuse(applying, "REPAIR_REFUSED", Map.of());

        assertThat(driver.userTasks(order.text())).isEmpty();
        assertThat(driver.outcome(order.text())).isEqualTo("fulfilled");
    }

    private LockedExternalTask performing() {
        driver.start(ProcessKey.ORDER_FULFILMENT, order, Map.of());
        driver.complete(driver.take(order.text(), "decompose-order"), Map.of(), Map.of("taskIds", List.of(work)));
        driver.complete(driver.take(order.text(), "release-order"));
        driver.correlate("TaskReady:" + work, order.text());
        return driver.take(order.text(), "perform-task");
    }

    private void fallOut(LockedExternalTask performing) {
        driver.refuse(
                performing,
                "FALLOUT",
                Map.of("raisedFalloutId", fallout.toString(), "raisedFalloutCause", "No stock."));
    }
}
