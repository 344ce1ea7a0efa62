package io.cpqoms.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@org.junit.jupiter.api.Tag("M16")
class InboxMetricsTest {

    private static final String CONSUMER = "order.quotes";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    /** One that first appears as 1 has no increase that anybody sees. */
    @Test
    void countsEverythingFromZero() {
        watch(new AtomicInteger());

        assertThat(meters.find("cpq.inbox.messages").counters())
                .allMatch(counter -> counter.count() == 0)
                .extracting(counter -> counter.getId().getTag("status"))
                .containsExactlyInAnyOrder(
                        "done", "ignored", "stale", "refused", "parked", "dead", "skipped", "duplicate");
        assertThat(meters.find("cpq.inbox.retries").counters())
                .allMatch(counter -> counter.count() == 0)
                .extracting(counter -> counter.getId().getTag("scope"))
                .containsExactlyInAnyOrder(Arrays.stream(FailureScope.values())
                        .map(scope -> scope.name().toLowerCase(java.util.Locale.ROOT))
                        .toArray(String[]::new));
        assertThat(meters.get("cpq.inbox.batch").timer().count()).isZero();
        for (String name : new String[] {"gaps", "gaps.passed", "unknown.types"}) {
            Counter counter = meters.get("cpq.inbox." + name).counter();
            assertThat(counter.count()).isZero();
            assertThat(counter.getId().getTags()).containsExactly(Tag.of("consumer", CONSUMER));
        }
    }

    /** A registry forgets what only a gauge asks, and then shows NaN, on which no alert fires. */
    @Test
    void goesOnTellingAfterACollection() throws Exception {
        AtomicInteger state = new AtomicInteger();
        watch(state);

        collectGarbage();
        state.set(2);

        Gauge gauge = meters.get("cpq.inbox.consumer.state").gauge();
        assertThat(gauge.value()).isEqualTo(2);
        assertThat(meters.get("cpq.inbox.breaker.open.age").gauge().value()).isEqualTo(7);
    }

    private void watch(AtomicInteger state) {
        new InboxMetrics(meters).watch(CONSUMER, state::get, () -> Duration.ofSeconds(7 + state.get() * 0L));
    }

    private static void collectGarbage() {
        WeakReference<Object> collected = new WeakReference<>(new Object());
        for (int i = 0; i < 1_000 && collected.get() != null; i++) {
            System.gc();
        }
        assertThat(collected.get()).as("the collector runs when asked").isNull();
    }
}
