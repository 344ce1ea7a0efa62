package io.cpqoms.messaging.internal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows what the relays publish, park and fail, and what is not published yet; a parked row is also an error in the log. */
@ApplicationScoped
public class RelayMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(RelayMetrics.class);

    private final Counter published;
    private final Counter parked;
    private final Counter failures;
    private final Counter manifestsFailed;
    private final Counter manifestsDropped;
    private volatile List<OutboxCare.Shard> shards = List.of();
    private volatile int topicsHeld;

    RelayMetrics(MeterRegistry meters) {
        published = meters.counter("cpq.outbox.published");
        parked = meters.counter("cpq.outbox.parked");
        failures = meters.counter("cpq.outbox.failures");
        manifestsFailed = Counter.builder("cpq.outbox.manifests.failed")
                .description("Tries to send manifests that failed; they are tried again")
                .register(meters);
        manifestsDropped = Counter.builder("cpq.outbox.manifests.dropped")
                .description("Published messages that no manifest will name, because too many waited for one")
                .register(meters);
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
        Gauge.builder("cpq.outbox.topics.held", this, RelayMetrics::topicsHeld)
                .description("Topics whose messages wait because the topic is missing or may not be written")
                .register(meters);
    }

    /** Rows that are held with their topic count as neither: the topic is what is told of. */
    void published(RelayPublisher.Published page) {
        published.increment(page.sent().size());
        page.refused().forEach((row, refusal) -> {
            if (!refusal.topicHeld()) {
                parked.increment();
                LOG.atError()
                        .addKeyValue("topic", row.topic())
                        .addKeyValue("key", row.key())
                        .addKeyValue("messageId", row.messageId())
                        .addKeyValue("reason", refusal.reason())
                        .log("outbox row parked");
            }
        });
    }

    void failed() {
        failures.increment();
    }

    void manifestFailed() {
        manifestsFailed.increment();
    }

    void manifestDropped() {
        manifestsDropped.increment();
    }

    void observed(List<OutboxCare.Shard> now, List<OutboxCare.HeldTopic> heldNow) {
        shards = now;
        topicsHeld = heldNow.size();
    }

    private double topicsHeld() {
        return topicsHeld;
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
