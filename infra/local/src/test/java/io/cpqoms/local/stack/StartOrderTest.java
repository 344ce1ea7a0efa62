package io.cpqoms.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpqoms.local.process.LocalStackException;
import io.cpqoms.local.stack.StartOrder.Step;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StartOrderTest {
    private final List<String> events = new CopyOnWriteArrayList<>();

    @Test
    void runsAStepOnlyAfterThoseItComesAfter() {
        StartOrder.run(
                List.of(step("kafka"), step("topics", "kafka"), step("quote-service", "topics", "not-selected")),
                () -> events.add("failed"));

        assertThat(events).containsExactly("kafka", "topics", "quote-service");
    }

    @Test
    void runsIndependentStepsSideBySide() {
        CountDownLatch bothRun = new CountDownLatch(2);
        Runnable meet = () -> {
            bothRun.countDown();
            await(bothRun);
        };

        StartOrder.run(List.of(new Step("a", List.of(), meet), new Step("b", List.of(), meet)), () -> {});

        assertThat(bothRun.getCount()).isZero();
    }

    @Test
    void reportsTheFirstFailureAtOnceAndStartsNothingBehindIt() {
        CountDownLatch broken = new CountDownLatch(1);
        Step slow = new Step("slow", List.of(), () -> await(broken));
        Step failing = new Step("failing", List.of(), () -> {
            throw new LocalStackException("no disk");
        });

        assertThatThrownBy(() -> StartOrder.run(List.of(slow, failing, step("behind", "failing")), broken::countDown))
                .isInstanceOf(LocalStackException.class)
                .hasMessage("no disk");
        assertThat(events).isEmpty();
    }

    private Step step(String name, String... after) {
        return new Step(name, List.of(after), () -> events.add(name));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
