package io.cpqoms.cli.topics.check;

import io.cpqoms.cli.topics.registry.RegisteredTopic;
import io.cpqoms.cli.topics.registry.TopicKind;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What an entry names exists, and who may write and read it fits its kind. */
final class ReferenceRules {
    private ReferenceRules() {}

    static Stream<Finding> duplicates(Contracts contracts) {
        Set<String> seen = new HashSet<>();
        return contracts.registry().all().stream()
                .filter(topic -> !seen.add(topic.name()))
                .map(topic -> new Finding("duplicate", topic.name(), "is registered twice", "keep one entry"));
    }

    static Stream<Finding> services(Contracts contracts) {
        Set<String> known = contracts.registry().services().keySet();
        return contracts.registry().all().stream()
                .flatMap(topic -> Stream.of(
                                Stream.of(topic.owner()), topic.producers().stream(), topic.consumers().stream())
                        .flatMap(names -> names)
                        .distinct()
                        .filter(name -> !known.contains(name))
                        .map(name -> new Finding(
                                "service",
                                topic.name(),
                                "names " + name + ", which is not among the services",
                                "register it under services, or name one of " + known)));
    }

    static Stream<Finding> writers(Contracts contracts) {
        return contracts.registry().all().stream()
                .filter(topic -> !topic.isDeadLetter())
                .flatMap(ReferenceRules::writers);
    }

    private static Stream<Finding> writers(RegisteredTopic topic) {
        List<Finding> findings = new ArrayList<>();
        boolean command = topic.kind() == TopicKind.COMMAND;
        if (!command && topic.sharedWriters().isEmpty() && !topic.producers().equals(List.of(topic.owner()))) {
            findings.add(new Finding(
                    "writer",
                    topic.name(),
                    "lets " + topic.producers() + " write although " + topic.owner() + " owns it",
                    "a " + topic.kind().word()
                            + " has one writer, its owner; where that can't be, say why under sharedWriters"));
        }
        if (command && !topic.consumers().equals(List.of(topic.owner()))) {
            findings.add(new Finding(
                    "writer",
                    topic.name(),
                    "lets " + topic.consumers() + " read although " + topic.owner() + " owns it",
                    "a command has one reader, the owner who obeys it"));
        }
        if (command && topic.producers().isEmpty()) {
            findings.add(new Finding(
                    "writer", topic.name(), "has no producer", "name who may command, or remove the topic"));
        }
        return findings.stream();
    }

    static Stream<Finding> readers(Contracts contracts) {
        return contracts.registry().all().stream()
                .filter(topic -> !topic.isDeadLetter())
                .filter(topic -> topic.reserved().isEmpty())
                .filter(topic ->
                        topic.consumers().isEmpty() || topic.schemaIds().isEmpty())
                .map(topic -> new Finding(
                        "reader",
                        topic.name(),
                        topic.consumers().isEmpty() ? "has no consumer" : "carries no event",
                        "name them, or say under reserved why the topic exists before they do"));
    }

    static Stream<Finding> schemas(Contracts contracts) {
        Set<String> used = new HashSet<>();
        List<Finding> findings = new ArrayList<>();
        for (RegisteredTopic topic : contracts.registry().all()) {
            used.addAll(topic.schemaIds());
            topic.schemaIds().stream()
                    .filter(id -> !contracts.schemas().current().contains(id))
                    .forEach(id -> findings.add(new Finding(
                            "schema-missing",
                            topic.name(),
                            "may carry " + id + ", which has no schema",
                            "add schemas/" + id + ".json")));
        }
        contracts.schemas().current().eventIds().stream()
                .filter(id -> !used.contains(id))
                .forEach(id -> findings.add(new Finding(
                        "schema-unused",
                        "schemas/" + id + ".json",
                        "belongs to no topic",
                        "name it under the events of a topic, or delete it")));
        return findings.stream();
    }

    static Stream<Finding> ends(Contracts contracts) {
        return contracts.registry().all().stream()
                .filter(topic -> hasEnded(topic.sunset(), contracts.today()))
                .map(topic -> new Finding(
                        "sunset",
                        topic.name(),
                        "should have ended on " + topic.sunset(),
                        "move its readers and remove the entry, or agree on another date"));
    }

    private static boolean hasEnded(String sunset, LocalDate today) {
        try {
            return !sunset.equals("none") && LocalDate.parse(sunset).isBefore(today);
        } catch (DateTimeParseException e) {
            return true;
        }
    }
}
