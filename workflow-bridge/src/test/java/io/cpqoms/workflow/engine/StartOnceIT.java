package io.cpqoms.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpqoms.command.database.AcrossTenants;
import io.cpqoms.workflow.process.BusinessKey;
import io.cpqoms.workflow.process.KeyTaken;
import io.cpqoms.workflow.process.ProcessKey;
import io.cpqoms.workflow.process.ProcessStart;
import io.cpqoms.workflow.process.ProcessStarts;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A process starts exactly once per business key; the link row is what guards it. */
@AcrossTenants
@QuarkusTest
@ServerTest
@TestProfile(ManualWork.class)
@Tag("WFL-01")
class StartOnceIT {

    private static final int THREADS = 16;

    @Inject
    ProcessDriver driver;

    @Inject
    ProcessStarts starts;

    @Inject
    RuntimeService runtime;

    @Test
    void startsOneInstanceHoweverManyTryAtOnce() throws Exception {
        var key = new BusinessKey.OfQuote("acme", UUID.randomUUID(), 1);
        var fact = start(key);
        var started = new AtomicInteger();
        var together = new CyclicBarrier(THREADS);

        var threads = IntStream.range(0, THREADS)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    await(together);
                    if (driver.start(fact)) {
                        started.incrementAndGet();
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(started).hasValue(1);
        assertThat(instances(key)).isEqualTo(1);
        assertThat(driver.told(key.text())).containsExactly("ProcessStarted 1");
    }

    @Test
    void doesNotStartAgainAfterTheFirstInstanceEnded() {
        var key = new BusinessKey.OfQuote("acme", UUID.randomUUID(), 1);
        var fact = start(key);
        driver.start(fact);
        driver.complete(driver.take(key.text(), "confirm-acceptance"));
        driver.complete(driver.take(key.text(), "create-order"), Map.of("orderId", "o"), Map.of());
        driver.complete(driver.take(key.text(), "mark-ordered"));

        boolean again = driver.start(fact);

        assertThat(again).isFalse();
        assertThat(instances(key)).isZero();
    }

    @Test
    @Tag("W6")
    void refusesAnotherFactThatWantsTheSameKeyAndSaysWhoHasIt() {
        var key = new BusinessKey.OfQuote("acme", UUID.randomUUID(), 1);
        var first = start(key);
        var second = start(key);
        driver.start(first);

        assertThatThrownBy(() -> driver.start(second))
                .isInstanceOf(KeyTaken.class)
                .hasMessageContainingAll(
                        first.causationId().toString(),
                        "is running",
                        second.causationId().toString());
        assertThat(instances(key)).isEqualTo(1);
    }

    @Test
    void leavesNothingBehindWhenTheTransactionFailsAfterTheStart() {
        var key = new BusinessKey.OfQuote("acme", UUID.randomUUID(), 1);
        var start = start(key);

        assertThatThrownBy(() -> driver.inTransaction(() -> {
                    starts.startOnce(start);
                    throw new IllegalStateException("the handler fails after the start");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(instances(key)).isZero();
        assertThat(driver.start(ProcessKey.QUOTE_TO_ORDER, key, Map.of()))
                .as("the link went with the failed start")
                .isTrue();
    }

    @Test
    void commitsLinkEngineRowsAndOutboxInOneTransaction() {
        var key = new BusinessKey.OfQuote("acme", UUID.randomUUID(), 1);
        driver.start(ProcessKey.QUOTE_TO_ORDER, key, Map.of());

        var transactions = ProcessDriver.rows().query("""
                        select l.xmin::text as link, e.xmin::text as execution, o.xmin::text as outbox
                        from process_link l
                        join act_ru_execution e on e.id_ = l.process_instance_id
                        join outbox_message o on o.aggregate_id = l.process_instance_id
                        where l.business_key = ?""", key.text()).getFirst();

        assertThat(transactions.get("link"))
                .isEqualTo(transactions.get("execution"))
                .isEqualTo(transactions.get("outbox"));
    }

    /** The guard removed: without a link of its own, the engine itself would start any number of instances. */
    @Test
    void refusesAStartThatGoesPastTheGuard() {
        var key = new BusinessKey.OfQuote("acme", UUID.randomUUID(), 1);

        assertThatThrownBy(() ->
                        driver.inTransaction(() -> runtime.startProcessInstanceByKey("quote-to-order", key.text())))
                .hasMessageContaining("start processes with ProcessStarts only");
        assertThat(instances(key)).isZero();
    }

    private static ProcessStart start(BusinessKey key) {
        return new ProcessStart(ProcessKey.QUOTE_TO_ORDER, key, UUID.randomUUID(), UUID.randomUUID(), Map.of());
    }

    private long instances(BusinessKey key) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(key.text())
                .count();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
