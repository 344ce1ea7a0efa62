package io.cpqoms.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RelayMetricsTest {

    @Test
    @Tag("M12")
    void showsHeldTopicsFromTheStart() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        RelayMetrics metrics = new RelayMetrics(meters);
        assertThat(meters.get("cpq.outbox.topics.held").gauge().value()).isZero();

        metrics.observed(
                List.of(), List.of(new OutboxCare.HeldTopic("cpq.quote.events.v1", 7, Instant.EPOCH, "missing")));

        assertThat(meters.get("cpq.outbox.topics.held").gauge().value()).isEqualTo(1);
    }
}
