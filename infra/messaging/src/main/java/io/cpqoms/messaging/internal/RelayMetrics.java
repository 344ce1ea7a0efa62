package io.cpqoms.messaging.internal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what the relays publish, park and fail; a parked row is also an error in the log. */
@ApplicationScoped
public class RelayMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(RelayMetrics.class);

    private final Counter published;
    private final Counter parked;
    private final Counter failures;

    RelayMetrics(MeterRegistry meters) {
        published = meters.counter("cpq.outbox.published");
        parked = meters.counter("cpq.outbox.parked");
        failures = meters.counter("cpq.outbox.failures");
    }

    void published(int count, Map<OutboxRow, String> refused) {
        published.increment(count);
        parked.increment(refused.size());
        refused.forEach((row, reason) -> LOG.atError()
                .addKeyValue("topic", row.topic())
                .addKeyValue("key", row.key())
                .addKeyValue("messageId", row.messageId())
                .addKeyValue("reason", reason)
                .log("outbox row parked"));
    }

    void failed() {
        failures.increment();
    }
}
