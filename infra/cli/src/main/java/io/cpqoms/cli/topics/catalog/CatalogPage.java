package io.cpqoms.cli.topics.catalog;

import io.cpqoms.cli.topics.registry.Durations;
import io.cpqoms.cli.topics.registry.Measured;
import io.cpqoms.cli.topics.registry.PartitionSize;
import io.cpqoms.cli.topics.registry.RegisteredTopic;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import io.cpqoms.cli.topics.schema.SchemaSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The catalog as a Markdown page: the picture, who owns and does what, and each topic with its answers. */
final class CatalogPage {
    private final TopicRegistry registry;
    private final SchemaSet schemas;
    private final StringBuilder page = new StringBuilder();

    CatalogPage(TopicRegistry registry, SchemaSet schemas) {
        this.registry = registry;
        this.schemas = schemas;
    }

    String text() {
        line("# Topics");
        line();
        line("Written by `./cpq topics catalog` from `infra/topics`; a test compares it, so change the registry,"
                + " not this page.");
        line();
        line("![producers, topics and consumers](topics.svg)");
        services();
        overview();
        registry.all().stream().filter(topic -> !topic.isDeadLetter()).forEach(this::topic);
        deadLetters();
        return page.toString();
    }

    private void services() {
        line();
        line("## Services");
        line();
        line("| service | team | owns | writes | reads | contract |");
        line("|---|---|---|---|---|---|");
        for (Map.Entry<String, String> service : registry.services().entrySet()) {
            String name = service.getKey();
            line("| %s | %s | %s | %s | %s | [AsyncAPI](asyncapi/%s.yaml) |"
                    .formatted(
                            name,
                            service.getValue(),
                            names(topics(topic -> topic.owner().equals(name) && !topic.isDeadLetter())),
                            names(topics(topic -> topic.producers().contains(name) && !topic.isDeadLetter())),
                            names(topics(topic -> topic.consumers().contains(name))),
                            name));
        }
    }

    private void overview() {
        line();
        line("## All topics");
        line();
        line("| topic | kind | partitions | kept | classification | replay | dead letters |");
        line("|---|---|---|---|---|---|---|");
        for (RegisteredTopic topic : registry.all()) {
            line("| %s | %s | %d | %s | %s | %s | %s |"
                    .formatted(
                            link(topic),
                            topic.kind().word(),
                            topic.partitions(),
                            retention(topic),
                            flags(topic),
                            replay(topic),
                            topic.deadLetterTopic().orElse("–")));
        }
    }

    private void topic(RegisteredTopic topic) {
        line();
        line("## " + topic.name());
        line();
        line(topic.purpose() + " Owned by **" + topic.owner() + "** ("
                + registry.services().getOrDefault(topic.owner(), "?") + ").");
        topic.reserved().ifPresent(why -> line("Reserved: " + why));
        topic.sharedWriters().ifPresent(why -> line("Several services write: " + why));
        line();
        line("- writes: " + names(topic.producers()) + " · reads: " + names(topic.consumers()));
        line("- key: `" + topic.key() + "`, order within: " + topic.orderingScope());
        line("- partitions: "
                + PartitionSize.of(topic.sizing(), registry.capacity()).explanation(topic.sizing(), registry.capacity())
                + " (" + topic.sizing().basis() + ")");
        line("- measured: "
                + topic.measured().map(Measured::words).orElse("not yet; the load above is a planning target"));
        line("- messages up to " + topic.maxMessageBytes() + " bytes, " + topic.replication() + " replicas, "
                + topic.minInsyncReplicas() + " in sync, " + topic.cleanupPolicy());
        if (!topic.sunset().equals("none")) {
            line("- ends on " + topic.sunset());
        }
        events(topic);
        line();
        line("| question | answer |");
        line("|---|---|");
        topic.answers()
                .properties()
                .forEach(answer ->
                        line("| " + answer.getKey() + " | " + answer.getValue().asText() + " |"));
    }

    private void events(RegisteredTopic topic) {
        if (topic.schemaIds().isEmpty()) {
            return;
        }
        line();
        line("| event | what it says |");
        line("|---|---|");
        for (String id : topic.schemaIds()) {
            String file = "../../infra/topics/schemas/" + id + ".json";
            line("| [" + id + "](" + file + ") | "
                    + schemas.document(id).path("description").asText() + " |");
        }
    }

    private void deadLetters() {
        line();
        line("## Dead-letter topics");
        line();
        line("| topic | owner | of | writes | carries | alert at | looked at within |");
        line("|---|---|---|---|---|---|---|");
        for (RegisteredTopic topic : topics(RegisteredTopic::isDeadLetter)) {
            List<RegisteredTopic> sources = topics(source ->
                    source.deadLetterTopic().filter(topic.name()::equals).isPresent());
            String within = Durations.parse(
                            topic.node().path("deadLetter").path("triageTime").asText())
                    .map(Duration::toMillis)
                    .map(Durations::words)
                    .orElse("?");
            line("| %s | %s | %s | %s | %s | %s | %s |"
                    .formatted(
                            topic.name(),
                            topic.owner(),
                            names(sources),
                            names(topic.producers()),
                            names(topic.schemaIds()),
                            topic.node()
                                    .path("deadLetter")
                                    .path("alertThreshold")
                                    .asText(),
                            within));
        }
    }

    private static String flags(RegisteredTopic topic) {
        Set<String> flags = new TreeSet<>();
        if (topic.personalData()) {
            flags.add("personal data");
        }
        if (topic.financialData()) {
            flags.add("financial data");
        }
        String tail = flags.isEmpty() ? "" : " (" + String.join(", ", flags) + ")";
        return topic.classification().word() + tail;
    }

    private static String replay(RegisteredTopic topic) {
        return !topic.replayAllowed() ? "forbidden" : topic.replayNeedsApproval() ? "with approval" : "free";
    }

    private static String retention(RegisteredTopic topic) {
        return Durations.words(topic.retention().map(Duration::toMillis).orElse(0L));
    }

    private static String link(RegisteredTopic topic) {
        return topic.isDeadLetter()
                ? topic.name()
                : "[" + topic.name() + "](#" + topic.name().replace(".", "") + ")";
    }

    private List<RegisteredTopic> topics(Predicate<RegisteredTopic> which) {
        return registry.all().stream().filter(which).toList();
    }

    private static String names(List<?> things) {
        String names = things.stream()
                .map(thing -> thing instanceof RegisteredTopic topic ? topic.name() : String.valueOf(thing))
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "–" : names;
    }

    private void line(String text) {
        page.append(text).append('\n');
    }

    private void line() {
        line("");
    }
}
