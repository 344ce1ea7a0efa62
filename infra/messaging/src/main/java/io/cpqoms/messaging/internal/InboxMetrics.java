package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.ReceivedEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what became of messages, batch times and version gaps, per consumer. */
@ApplicationScoped
public class InboxMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(InboxMetrics.class);

    private static final String SKIPPED = "skipped";
    private static final String DUPLICATE = "duplicate";
    private static final String CONSUMER = "consumer";

    private final MeterRegistry meters;
    private final Gauges gauges;

    InboxMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.gauges = new Gauges(meters);
    }

    /**
     * Shows a consumer from its start: how it is, and every counter at zero, because of one that first appears as 1 nobody
     * sees the increase.
     *
     * @param state 0 running, 1 paused by its breaker, 2 in need of a person: stopped, or suspected to be a wrong release
     * @param breakerOpen for how long it has taken nothing but probes
     */
    void watch(String consumer, IntSupplier state, Supplier<Duration> breakerOpen) {
        Tags tags = Tags.of(CONSUMER, consumer);
        gauges.count(
                "cpq.inbox.consumer.state",
                "0 the consumer takes what comes, 1 its breaker is open, 2 it needs a person",
                tags,
                state::getAsInt);
        gauges.age(
                "cpq.inbox.breaker.open.age",
                "How long the consumer has taken nothing but probes; 0 while it takes what comes",
                tags,
                breakerOpen);
        for (InboxStatus status : InboxStatus.values()) {
            messages(consumer, status.name());
        }
        messages(consumer, SKIPPED);
        messages(consumer, DUPLICATE);
        for (FailureScope scope : FailureScope.values()) {
            retries(consumer, scope);
        }
        for (Resumption.Source source : Resumption.Source.values()) {
            resumptions(consumer, source);
        }
        batches(consumer);
        unknownTypes(consumer);
        gaps(consumer);
        gapsPassed(consumer);
    }

    void recorded(String consumer, List<InboxStore.Claim> claims) {
        for (InboxStatus status : InboxStatus.values()) {
            messages(consumer, status.name())
                    .increment(claims.stream()
                            .filter(claim -> claim.status() == status)
                            .count());
        }
    }

    /** Records that their headers kept out of the inbox. */
    void skipped(String consumer, int count) {
        messages(consumer, SKIPPED).increment(count);
    }

    void batch(String consumer, Duration time) {
        batches(consumer).record(time);
    }

    void retried(String consumer, FailureScope scope) {
        retries(consumer, scope).increment();
    }

    /** A partition was given to this instance, or was cut short while it read it, and what said where to read on. */
    void resumed(String consumer, Resumption.Source source) {
        resumptions(consumer, source).increment();
    }

    /** Messages that came again with the same content. */
    void duplicates(String consumer, int count) {
        messages(consumer, DUPLICATE).increment(count);
    }

    /** An event of a type that this release doesn't know and the consumer didn't ask for. */
    void unknownType(String consumer, ReceivedEvent event) {
        unknownTypes(consumer).increment();
        LOG.atDebug()
                .addKeyValue("consumer", consumer)
                .addKeyValue("eventType", event.eventType())
                .addKeyValue("topic", event.topic())
                .log("unknown type passed over");
    }

    /** A gap that was waited for in vain. */
    void gapPassed(String consumer, ReceivedEvent event, long last) {
        gapsPassed(consumer).increment();
        LOG.atError()
                .addKeyValue("consumer", consumer)
                .addKeyValue("aggregate", event.aggregateKey())
                .addKeyValue("version", event.aggregateVersion())
                .addKeyValue("lastVersion", last)
                .log("aggregate version missing, going on without it");
    }

    void gap(String consumer, ReceivedEvent event, long last) {
        gaps(consumer).increment();
        LOG.atWarn()
                .addKeyValue("consumer", consumer)
                .addKeyValue("aggregate", event.aggregateKey())
                .addKeyValue("version", event.aggregateVersion())
                .addKeyValue("lastVersion", last)
                .log("aggregate version gap");
    }

    private Counter messages(String consumer, String status) {
        return Counter.builder("cpq.inbox.messages")
                .description("What became of messages; parked ones are counted again when they are settled")
                .tags(CONSUMER, consumer, "status", status.toLowerCase(Locale.ROOT))
                .register(meters);
    }

    private Counter retries(String consumer, FailureScope scope) {
        return Counter.builder("cpq.inbox.retries")
                .description("Batches, records and parked keys that are tried again, by how far their failure reaches")
                .tags(CONSUMER, consumer, "scope", scope.name().toLowerCase(Locale.ROOT))
                .register(meters);
    }

    private Counter resumptions(String consumer, Resumption.Source source) {
        return Counter.builder("cpq.inbox.resumptions")
                .description(
                        "Partitions taken on, or cut short while they are read, by what said where to read: anything but kafka reads again what was read, or has lost it")
                .tags(CONSUMER, consumer, "source", source.name().toLowerCase(Locale.ROOT))
                .register(meters);
    }

    private Timer batches(String consumer) {
        return Timer.builder("cpq.inbox.batch")
                .description("From the records of a poll to their durable end, waits included")
                .tags(CONSUMER, consumer)
                .register(meters);
    }

    private Counter unknownTypes(String consumer) {
        return Counter.builder("cpq.inbox.unknown.types")
                .description("Events passed over because this release does not know their type")
                .tags(CONSUMER, consumer)
                .register(meters);
    }

    private Counter gaps(String consumer) {
        return Counter.builder("cpq.inbox.gaps")
                .description("Events that came before an earlier version of their aggregate")
                .tags(CONSUMER, consumer)
                .register(meters);
    }

    private Counter gapsPassed(String consumer) {
        return Counter.builder("cpq.inbox.gaps.passed")
                .description("Missing versions that were waited for in vain")
                .tags(CONSUMER, consumer)
                .register(meters);
    }
}
