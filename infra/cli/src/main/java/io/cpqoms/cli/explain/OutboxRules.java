package io.cpqoms.cli.explain;

import io.cpqoms.cli.explain.Facts.Aggregate;
import io.cpqoms.cli.explain.Facts.Unpublished;
import io.cpqoms.cli.explain.Facts.Withheld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What keeps the owning service's events from their topic. */
final class OutboxRules {

    /** A relay publishes within milliseconds; what it has not come to after this waits for something. */
    private static final Duration PROMPT = Duration.ofSeconds(5);

    private OutboxRules() {}

    static List<Rule> all() {
        return List.of(OutboxRules::withheld, OutboxRules::topicHeld, OutboxRules::unpublished, OutboxRules::behind);
    }

    static Optional<Verdict> withheld(Facts facts) {
        return facts.aggregates().stream()
                .flatMap(aggregate -> aggregate.outbox().withheld().stream()
                        .filter(event -> !event.topicHeld()
                                && !event.behind()
                                && event.state().equals("PARKED"))
                        .map(event -> withheld(facts, aggregate, event)))
                .findFirst();
    }

    private static Verdict withheld(Facts facts, Aggregate aggregate, Withheld event) {
        String service = aggregate.truth().service();
        return Verdict.stuck(
                        "event-withheld",
                        "in the outbox of " + service,
                        event.eventType() + " (version " + event.version() + ") can't be published: " + event.failure(),
                        event.since())
                .then("it and the later events of the " + aggregate.truth().kind()
                        + " wait until somebody mends the cause and releases, repairs or discards it")
                .bid(Bidding.of(facts.tenant()).release(service, event.outboxId()));
    }

    static Optional<Verdict> topicHeld(Facts facts) {
        return facts.aggregates().stream()
                .flatMap(aggregate -> aggregate.outbox().withheld().stream()
                        .filter(Withheld::topicHeld)
                        .map(event -> Verdict.stuck(
                                        "topic-held",
                                        "in the outbox of " + aggregate.truth().service(),
                                        "topic " + event.topic() + " is held: " + event.failure(),
                                        event.since())
                                .then("it goes by itself, in order, once the topic takes records")
                                .bid(Bidding.TOPICS)))
                .findFirst();
    }

    static Optional<Verdict> unpublished(Facts facts) {
        return facts.aggregates().stream()
                .flatMap(aggregate -> aggregate.outbox().unpublished().stream()
                        .filter(event -> facts.age(event.since()).compareTo(PROMPT) > 0)
                        .map(event -> unpublished(aggregate, event)))
                .findFirst();
    }

    private static Verdict unpublished(Aggregate aggregate, Unpublished event) {
        return waits(
                aggregate,
                "event-unpublished",
                event.eventType() + " (version " + event.version() + ") is committed and not on its topic: ",
                event.since());
    }

    /** So much waits that nobody looked whether one of it does. */
    static Optional<Verdict> behind(Facts facts) {
        return facts.aggregates().stream()
                .flatMap(aggregate -> aggregate.outbox().behind().stream()
                        .flatMap(backlog -> backlog.oldest().stream()
                                .filter(oldest -> facts.age(oldest).compareTo(PROMPT) > 0)
                                .map(oldest -> waits(
                                        aggregate,
                                        "outbox-behind",
                                        String.format(
                                                Locale.ROOT,
                                                "at least %,d events wait there, and whether one of the %s does is not known: ",
                                                backlog.atLeast(),
                                                aggregate.truth().kind()),
                                        oldest))))
                .findFirst();
    }

    private static Verdict waits(Aggregate aggregate, String cause, String what, Instant since) {
        String service = aggregate.truth().service();
        boolean missing = aggregate.outbox().relayMissing();
        Verdict verdict = Verdict.stuck(
                cause,
                "in the outbox of " + service,
                what
                        + (missing
                                ? "no relay holds a shard of this outbox"
                                : "the relay waits for Kafka, or works off a backlog"),
                since);
        return missing
                ? verdict.then("it goes by itself when an instance with a relay runs")
                        .bid(Bidding.UP)
                : verdict.then("it goes by itself when Kafka takes records").bid(Bidding.outbox(service));
    }
}
