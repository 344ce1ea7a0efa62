package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.internal.Gauges.Waiting;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Shows what is committed and not on Kafka, why, and for how long; every instance tells of the whole outbox. */
@Startup
@ApplicationScoped
public class OutboxGauges {

    private final Clock clock;
    private final Looks looks;
    private volatile Waiting unpublished = Waiting.NOTHING;
    private volatile Waiting withheld = Waiting.NOTHING;
    private volatile Waiting held = Waiting.NOTHING;
    private volatile long orphans;
    private volatile long forgotten;
    private volatile boolean movePending;

    OutboxGauges(MeterRegistry meters, Clock clock, Looks looks) {
        this.clock = clock;
        this.looks = looks;
        Gauges gauges = new Gauges(meters);
        gauges.count(
                "cpq.outbox.unpublished",
                "Committed events that are not on Kafka yet; counted up to " + OutboxCare.MOST_COUNTED + " a shard",
                Tags.empty(),
                this::unpublished);
        gauges.age(
                "cpq.outbox.oldest.unpublished.age",
                "How long the oldest committed event that is not on Kafka has been waiting",
                Tags.empty(),
                this::oldestUnpublished);
        gauges.count(
                "cpq.outbox.withheld",
                "Events that wait for a person: refused rows and those behind them, by key; counted up to "
                        + OutboxCare.MOST_COUNTED,
                Tags.empty(),
                () -> withheld.count());
        gauges.age(
                "cpq.outbox.oldest.withheld.age",
                "How long the oldest withheld event has been waiting for a person",
                Tags.empty(),
                () -> withheld.age(clock));
        gauges.count(
                "cpq.outbox.topics.held",
                "Topics whose events wait because the topic is missing or may not be written",
                Tags.empty(),
                () -> held.count());
        gauges.age(
                "cpq.outbox.oldest.held.age",
                "How long the oldest event has been waiting for a held topic",
                Tags.empty(),
                () -> held.age(clock));
        gauges.count(
                "cpq.outbox.shards.without.relay", "Shards that no instance publishes", Tags.empty(), () -> orphans);
        gauges.count(
                "cpq.outbox.forgotten",
                "Events that lie on Kafka and are not in the database that published them, since that was moved, and that nobody has settled",
                Tags.empty(),
                () -> forgotten);
        gauges.count(
                "cpq.outbox.move.pending",
                "1 while the database has moved and Kafka has not been asked yet what it knows and the database doesn't",
                Tags.empty(),
                () -> movePending ? 1 : 0);
        looks.begin(Looks.Source.OUTBOX);
    }

    /** Somebody has looked; until the next time the ages go on growing. */
    void observed(List<OutboxCare.Shard> shards, List<OutboxCare.HeldTopic> topics, OutboxCare.Withheld rows) {
        Instant now = clock.instant();
        long count = shards.stream().mapToLong(OutboxCare.Shard::unpublished).sum();
        Duration oldest = shards.stream()
                .map(OutboxCare.Shard::oldestUnpublished)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        unpublished = count == 0 ? Waiting.NOTHING : new Waiting(count, now.minus(oldest));
        withheld = rows.messages() == 0 ? Waiting.NOTHING : new Waiting(rows.messages(), now.minus(rows.oldest()));
        held = topics.stream()
                .map(OutboxCare.HeldTopic::since)
                .min(Comparator.naturalOrder())
                .map(since -> new Waiting(topics.size(), since))
                .orElse(Waiting.NOTHING);
        orphans = shards.stream().filter(shard -> !shard.held()).count();
        looks.succeeded(Looks.Source.OUTBOX);
    }

    void forgotten(long records) {
        forgotten = records;
    }

    void movePending(boolean pending) {
        movePending = pending;
    }

    long unpublished() {
        return unpublished.count();
    }

    Duration oldestUnpublished() {
        return unpublished.age(clock);
    }
}
