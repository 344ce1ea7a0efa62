package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.ReceivedEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what became of messages, batch times and version gaps, per consumer. */
@ApplicationScoped
public class InboxMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(InboxMetrics.class);

    private final MeterRegistry meters;

    InboxMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void recorded(String consumer, List<InboxStore.Claim> claims) {
        for (InboxStatus status : InboxStatus.values()) {
            long count =
                    claims.stream().filter(claim -> claim.status() == status).count();
            if (count > 0) {
                meters.counter(
                                "cpq.inbox.messages",
                                "consumer",
                                consumer,
                                "status",
                                status.name().toLowerCase(Locale.ROOT))
                        .increment(count);
            }
        }
    }

    /** Records that their headers kept out of the inbox. */
    void skipped(String consumer, int count) {
        if (count > 0) {
            meters.counter("cpq.inbox.messages", "consumer", consumer, "status", "skipped")
                    .increment(count);
        }
    }

    void batch(String consumer, Duration time) {
        meters.timer("cpq.inbox.batch", "consumer", consumer).record(time);
    }

    void retried(String consumer, FailureScope scope) {
        meters.counter(
                        "cpq.inbox.retries",
                        "consumer",
                        consumer,
                        "scope",
                        scope.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    /** Messages that came again with the same content. */
    void duplicates(String consumer, int count) {
        if (count > 0) {
            meters.counter("cpq.inbox.messages", "consumer", consumer, "status", "duplicate")
                    .increment(count);
        }
    }

    /** An event of a type that this release doesn't know and the consumer didn't ask for. */
    void unknownType(String consumer, ReceivedEvent event) {
        meters.counter("cpq.inbox.unknown.types", "consumer", consumer).increment();
        LOG.atDebug()
                .addKeyValue("consumer", consumer)
                .addKeyValue("eventType", event.eventType())
                .addKeyValue("topic", event.topic())
                .log("unknown type passed over");
    }

    /** 0 running, 1 paused by its breaker, 2 in need of a person: stopped, or suspected to be a wrong release. */
    void watch(String consumer, IntSupplier state) {
        meters.gauge("cpq.inbox.consumer.state", Tags.of("consumer", consumer), state, IntSupplier::getAsInt);
    }

    /** A gap that was waited for in vain. */
    void gapPassed(String consumer, ReceivedEvent event, long last) {
        meters.counter("cpq.inbox.gaps.passed", "consumer", consumer).increment();
        LOG.atError()
                .addKeyValue("consumer", consumer)
                .addKeyValue("aggregate", event.aggregateKey())
                .addKeyValue("version", event.aggregateVersion())
                .addKeyValue("lastVersion", last)
                .log("aggregate version missing, going on without it");
    }

    void gap(String consumer, ReceivedEvent event, long last) {
        meters.counter("cpq.inbox.gaps", "consumer", consumer).increment();
        LOG.atWarn()
                .addKeyValue("consumer", consumer)
                .addKeyValue("aggregate", event.aggregateKey())
                .addKeyValue("version", event.aggregateVersion())
                .addKeyValue("lastVersion", last)
                .log("aggregate version gap");
    }
}
