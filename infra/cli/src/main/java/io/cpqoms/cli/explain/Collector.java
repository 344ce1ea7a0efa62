package io.cpqoms.cli.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.explain.Facts.Aggregate;
import io.cpqoms.cli.explain.Facts.Cut;
import io.cpqoms.cli.explain.Facts.Hit;
import io.cpqoms.cli.explain.Facts.Letter;
import io.cpqoms.cli.explain.Facts.Outbox;
import io.cpqoms.cli.explain.Facts.Places;
import io.cpqoms.cli.explain.Facts.Standing;
import io.cpqoms.cli.explain.Facts.Trail;
import io.cpqoms.cli.explain.Facts.Truth;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;

/** Asks every service about a quote or an order. */
final class Collector {

    private static final String SEARCH = "search-projector";
    private static final String BRIDGE = "workflow-bridge";

    /** Whoever reads about quotes and orders, drivers first. */
    private static final List<String> READERS =
            List.of("order-service", BRIDGE, SEARCH, "notification-service", "audit-service");

    private final Sources sources;
    private final String tenant;
    private final Places places;
    private final Clock clock;
    private final List<Cut> cut = new ArrayList<>();

    Collector(Sources sources, String tenant, Places places, Clock clock) {
        this.sources = sources;
        this.tenant = tenant;
        this.places = places;
        this.clock = clock;
    }

    Facts collect(String asked, Subject subject) {
        List<Subject> story = new ArrayList<>(List.of(subject));
        if (subject.isQuote()) {
            orderOf(subject).ifPresent(story::add);
        }
        List<Aggregate> aggregates =
                story.stream().map(this::aggregate).flatMap(Optional::stream).toList();
        List<Facts.Process> processes = each(story, BRIDGE, "/processes?limit=50&subjectId=", Reading::process);
        List<Facts.Task> tasks = each(story, BRIDGE, "/tasks?limit=50&subjectId=", Reading::task);
        List<Facts.Mail> mails =
                each(story, "notification-service", "/notifications?limit=200&subjectId=", Reading::mail);
        return new Facts(
                asked,
                tenant,
                clock.instant(),
                aggregates,
                processes,
                tasks,
                mails,
                sources.absent(),
                List.copyOf(cut),
                places);
    }

    private <T> List<T> each(List<Subject> story, String service, String path, Function<JsonNode, T> reading) {
        return story.stream()
                .flatMap(part -> list(service, path + part.id()).items().stream())
                .map(reading)
                .toList();
    }

    private Sources.Listing list(String service, String path) {
        Sources.Listing list = sources.list(service, path);
        if (list.cut()) {
            cut.add(new Cut(service, path, list.items().size()));
        }
        return list;
    }

    private Optional<Subject> orderOf(Subject quote) {
        return sources.list("order-service", "/orders?limit=1&quoteId=" + quote.id()).items().stream()
                .findFirst()
                .map(order -> new Subject(Subject.ORDER, Reading.text(order, "orderId")));
    }

    private Optional<Aggregate> aggregate(Subject subject) {
        return sources.ask(subject.owner(), subject.path()).map(view -> aggregate(subject, view));
    }

    private Aggregate aggregate(Subject subject, JsonNode view) {
        List<JsonNode> plan = subject.isQuote()
                ? List.of()
                : sources.ask(subject.owner(), subject.path() + "/plan")
                        .map(found -> Json.list(found.path("tasks")))
                        .orElse(List.of());
        Truth truth = Reading.truth(subject, view, plan);
        String standing = "/ops/aggregates/" + subject.kind() + "/" + subject.id();
        List<Standing> standings = new ArrayList<>();
        List<Letter> letters = new ArrayList<>();
        for (String service : READERS) {
            sources.ask(service, standing).ifPresent(found -> {
                found.path("consumers").forEach(consumer -> {
                    if (readsOf(subject, consumer)) {
                        standings.add(Reading.standing(service, consumer));
                    }
                });
                letters.addAll(Reading.letters(service, found));
            });
        }
        return new Aggregate(truth, outbox(subject, standing), standings, letters, hit(subject), trail(subject));
    }

    private static boolean readsOf(Subject subject, JsonNode consumer) {
        String topic = "cpq." + subject.kind() + ".events.v1";
        return Json.stream(consumer.path("topics"))
                .anyMatch(read -> read.asText().equals(topic));
    }

    private Outbox outbox(Subject subject, String standing) {
        Optional<JsonNode> own = sources.ask(subject.owner(), standing);
        boolean relayMissing = sources.ask(subject.owner(), "/ops/outbox").stream()
                .flatMap(status -> Json.stream(status.path("shards")))
                .anyMatch(shard -> !shard.path("held").asBoolean());
        return new Outbox(
                own.isPresent(),
                own.map(Reading::unpublished).orElse(List.of()),
                own.flatMap(Reading::behind),
                own.map(Reading::withheld).orElse(List.of()),
                relayMissing);
    }

    private Optional<Hit> hit(Subject subject) {
        String kind = subject.kind();
        return sources.ask(SEARCH, "/search/" + kind + "s?limit=5&q=" + subject.id())
                .map(answer -> {
                    Optional<JsonNode> document = Json.stream(answer.path("items"))
                            .filter(item -> Reading.text(item, kind + "Id").equals(subject.id()))
                            .findFirst();
                    return new Hit(
                            document.map(found -> found.path("version").asLong()),
                            document.map(found -> Reading.text(found, "state")),
                            answer.at("/freshness/text").asText());
                });
    }

    private Trail trail(Subject subject) {
        Sources.Listing read =
                list("audit-service", "/timelines/" + subject.kind() + "/" + subject.id() + "?limit=200");
        List<JsonNode> facts = read.items().stream()
                .filter(fact -> Reading.text(fact, "aggregateId").equals(subject.id()))
                .toList();
        if (facts.isEmpty()) {
            return Trail.empty(read.whole());
        }
        List<Long> versions = facts.stream()
                .map(fact -> fact.path("aggregateVersion").asLong())
                .toList();
        long last = versions.stream().mapToLong(Long::longValue).max().orElse(0);
        return new Trail(
                read.whole(),
                last,
                Optional.of(Reading.text(facts.getLast(), "summary")),
                Optional.of(Reading.instant(facts.getLast(), "occurredAt")),
                LongStream.rangeClosed(1, last)
                        .boxed()
                        .filter(version -> !versions.contains(version))
                        .toList());
    }
}
