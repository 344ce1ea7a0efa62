package io.cpqoms.cli.topics.check;

import io.cpqoms.cli.topics.registry.Durations;
import io.cpqoms.cli.topics.registry.RegisteredTopic;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every topic has a place for what its readers can't process, and that place protects it no less than the topic does. */
final class DeadLetterRules {
    /** Base64 of the original value, with room for headers and the failure. */
    private static final double GROWTH = 4.0 / 3.0;

    private DeadLetterRules() {}

    static Stream<Finding> present(Contracts contracts) {
        return contracts.registry().all().stream().flatMap(topic -> present(topic, contracts.registry()).stream());
    }

    private static Optional<Finding> present(RegisteredTopic topic, TopicRegistry registry) {
        if (topic.isDeadLetter()) {
            return topic.deadLetterTopic()
                    .map(name -> new Finding(
                            "dlq",
                            topic.name(),
                            "has the dead-letter topic " + name,
                            "a dead-letter topic has none: its rows are retried until they are written"));
        }
        Optional<RegisteredTopic> target = topic.deadLetterTopic().flatMap(registry::find);
        if (target.isEmpty() || !target.get().isDeadLetter()) {
            return Optional.of(new Finding(
                    "dlq",
                    topic.name(),
                    "has no dead-letter topic of the registry ("
                            + topic.deadLetterTopic().orElse("none") + ")",
                    "register " + expected(topic) + " of kind dlq and name it"));
        }
        return Optional.empty();
    }

    private static String expected(RegisteredTopic topic) {
        return topic.parsedName()
                .map(name -> name.domain() + "." + name.capability() + ".dlq.v1")
                .orElse("one");
    }

    static Stream<Finding> noWeaker(Contracts contracts) {
        return pairs(contracts.registry())
                .flatMap(pair -> weaknesses(pair.source(), pair.deadLetters()).stream()
                        .map(weakness -> new Finding(
                                "dlq-weaker",
                                pair.deadLetters().name(),
                                "is weaker than " + pair.source().name() + ": " + weakness,
                                "a dead letter is the original and deserves the same protection")));
    }

    private static List<String> weaknesses(RegisteredTopic source, RegisteredTopic dlq) {
        List<String> weaknesses = new ArrayList<>();
        if (dlq.replication() < source.replication() || dlq.minInsyncReplicas() < source.minInsyncReplicas()) {
            weaknesses.add("fewer replicas, or fewer of them in sync");
        }
        if (dlq.classification().isWeakerThan(source.classification())) {
            weaknesses.add("classified " + dlq.classification().word() + ", not "
                    + source.classification().word());
        }
        if (source.personalData() && !dlq.personalData()) {
            weaknesses.add("not flagged for personal data");
        }
        if (source.financialData() && !dlq.financialData()) {
            weaknesses.add("not flagged for financial data");
        }
        if (dlq.maxMessageBytes() < source.maxMessageBytes() * GROWTH) {
            weaknesses.add("takes " + dlq.maxMessageBytes() + " bytes, but a letter about " + source.maxMessageBytes()
                    + " bytes needs a third more");
        }
        return weaknesses;
    }

    static Stream<Finding> writers(Contracts contracts) {
        return contracts.registry().all().stream()
                .filter(RegisteredTopic::isDeadLetter)
                .flatMap(dlq -> {
                    Set<String> readers = pairs(contracts.registry())
                            .filter(pair -> pair.deadLetters().name().equals(dlq.name()))
                            .flatMap(pair -> pair.source().consumers().stream())
                            .collect(Collectors.toCollection(TreeSet::new));
                    Set<String> writers = new TreeSet<>(dlq.producers());
                    return writers.equals(readers)
                            ? Stream.empty()
                            : Stream.of(new Finding(
                                    "dlq-writer",
                                    dlq.name(),
                                    "lets " + writers + " write, but the readers of its source topics are " + readers,
                                    "exactly who reads a source may write its dead letters"));
                });
    }

    static Stream<Finding> triage(Contracts contracts) {
        return contracts.registry().all().stream()
                .filter(RegisteredTopic::isDeadLetter)
                .filter(dlq -> {
                    Optional<Duration> triage = Durations.parse(
                            dlq.node().path("deadLetter").path("triageTime").asText());
                    return triage.isEmpty()
                            || triage.get().compareTo(dlq.retention().orElse(Duration.ZERO)) >= 0;
                })
                .map(dlq -> new Finding(
                        "dlq-triage",
                        dlq.name(),
                        "does not say how soon people look at it, or later than it keeps records",
                        "give deadLetter: { alertThreshold, triageTime } with a time below the retention"));
    }

    private record Pair(RegisteredTopic source, RegisteredTopic deadLetters) {}

    private static Stream<Pair> pairs(TopicRegistry registry) {
        return registry.all().stream()
                .filter(topic -> !topic.isDeadLetter())
                .flatMap(source ->
                        source.deadLetterTopic().flatMap(registry::find).map(dlq -> new Pair(source, dlq)).stream());
    }
}
