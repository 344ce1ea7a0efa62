package io.cpqoms.messaging.internal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what the relays publish, park and fail; a parked row is also an error in the log. The counters are there from the
 * start: of one that first appears as 1, nobody sees the increase.
 */
@Startup
@ApplicationScoped
public class RelayMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(RelayMetrics.class);

    private final Counter published;
    private final Counter parked;
    private final Counter failures;
    private final Counter manifestsFailed;
    private final Counter manifestsDropped;

    RelayMetrics(MeterRegistry meters) {
        published = counter(meters, "cpq.outbox.published", "Events that Kafka has acknowledged");
        parked = counter(meters, "cpq.outbox.parked", "Events withheld: refused, or behind a refused one of their key");
        failures = counter(meters, "cpq.outbox.failures", "Ticks of a relay that failed; they are tried again");
        manifestsFailed = counter(
                meters, "cpq.outbox.manifests.failed", "Tries to send manifests that failed; they are tried again");
        manifestsDropped = counter(
                meters,
                "cpq.outbox.manifests.dropped",
                "Published events that no manifest will name, because too many waited for one");
    }

    private static Counter counter(MeterRegistry meters, String name, String description) {
        return Counter.builder(name).description(description).register(meters);
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
}
