package io.cpqoms.messaging.internal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows what the relays publish, park and fail, and what is not published yet; a parked row is also an error in the log. */
@ApplicationScoped
public class RelayMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(RelayMetrics.class);

    private final Counter published;
    private final Counter parked;
    private final Counter failures;
    private volatile List<OutboxCare.Shard> shards = List.of();

    RelayMetrics(MeterRegistry meters) {
        published = meters.counter("cpq.outbox.published");
        parked = meters.counter("cpq.outbox.parked");
        failures = meters.counter("cpq.outbox.failures");
        Gauge.builder("cpq.outbox.unpublished", this, RelayMetrics::unpublished)
                .description("Committed events that are not on Kafka yet; counted up to " + OutboxCare.MOST_COUNTED)
                .register(meters);
        Gauge.builder("cpq.outbox.oldest.unpublished.age", this, RelayMetrics::oldestSeconds)
                .baseUnit("seconds")
                .description("How long the oldest of them has been waiting")
                .register(meters);
        Gauge.builder("cpq.outbox.shards.without.relay", this, RelayMetrics::orphans)
                .description("Shards that no instance publishes")
                .register(meters);
    }

    void published(int count, Map<OutboxRow, RelayPublisher.Refusal> refused) {
        published.increment(count);
        parked.increment(refused.size());
        refused.forEach((row, refusal) -> LOG.atError()
                .addKeyValue("topic", row.topic())
                .addKeyValue("key", row.key())
                .addKeyValue("messageId", row.messageId())
                .addKeyValue("reason", refusal.reason())
                .log("outbox row parked"));
    }

    void failed() {
        failures.increment();
    }

    void observed(List<OutboxCare.Shard> now) {
        shards = now;
    }

    double unpublished() {
        return shards.stream().mapToLong(OutboxCare.Shard::unpublished).sum();
    }

    double oldestSeconds() {
        return shards.stream()
                        .map(OutboxCare.Shard::oldestUnpublished)
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1_000.0;
    }

    private double orphans() {
        return shards.stream().filter(shard -> !shard.held()).count();
    }
}
