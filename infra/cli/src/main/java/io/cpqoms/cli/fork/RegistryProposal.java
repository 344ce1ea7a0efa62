package io.cpqoms.cli.fork;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.console.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a fork asks of the topic registry: topics of its own in place of those that the forked service owns, and a reader's or
 * writer's place on those of others.
 *
 * <p>Entries are taken over as they are written, so that the proposal reads like the registry it shall become part of.
 */
final class RegistryProposal {
    private static final String REGISTRY = "infra/topics/kafka-topics.yaml";
    private static final Pattern ENTRY = Pattern.compile("(?m)^ {2}- name: (\\S+)$");
    private static final Pattern REFERENCE = Pattern.compile("urn:cpq:schema:([\\w.-]+)");

    private final Path topics;
    private final String service;
    private final JsonNode registry;
    private final Map<String, String> entries = new LinkedHashMap<>();

    private RegistryProposal(Path topics, String service, String yaml) throws JsonProcessingException {
        this.topics = topics;
        this.service = service;
        this.registry = new YAMLMapper().readTree(yaml);
        String list = yaml.substring(yaml.indexOf("\ntopics:"));
        List<Integer> starts =
                ENTRY.matcher(list).results().map(match -> match.start()).toList();
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1) : list.length();
            String entry = list.substring(starts.get(i), end).strip();
            entries.put(
                    entry.lines()
                            .findFirst()
                            .orElseThrow()
                            .replace("- name: ", "")
                            .strip(),
                    entry);
        }
    }

    static RegistryProposal of(Path checkout, String service) {
        Path registry = checkout.resolve(REGISTRY);
        try {
            return new RegistryProposal(registry.resolveSibling("."), service, TextFiles.read(registry));
        } catch (JsonProcessingException e) {
            throw new CpqFailure(registry + " is no YAML: " + e.getOriginalMessage());
        }
    }

    /** The second parts of the topics the service owns: whose facts they carry. */
    List<String> ownSubjects() {
        return owned().map(topic -> topic.path("name").asText().split("\\.")[1])
                .distinct()
                .toList();
    }

    /** The file {@code kafka-topics.yaml} of the fork. */
    String yaml(ForkNames names, Renaming renaming) {
        StringBuilder yaml = new StringBuilder(TextFiles.template("kafka-topics.yaml.txt")
                .replace("{service}", names.service())
                .replace("{domain}", names.domain()));
        List<JsonNode> own = owned().toList();
        yaml.append(own.isEmpty() ? "topics: []\n" : "topics:\n");
        for (JsonNode topic : own) {
            String entry = entries.get(topic.path("name").asText());
            if (entry == null) {
                throw new CpqFailure(
                        "the registry's entry of " + topic.path("name") + " does not begin with '  - name:'");
            }
            yaml.append("  ").append(renaming.text(alone(entry))).append("\n\n");
        }
        List<String> joins = joins(names);
        yaml.append(joins.isEmpty() ? "joins: []\n" : "joins:\n");
        joins.forEach(yaml::append);
        return yaml.toString();
    }

    /** The schemas of its own events, with what they refer to; the platform's common ones stay in the platform. */
    Set<String> ownSchemas() {
        Set<String> own = new LinkedHashSet<>();
        List<String> open = new ArrayList<>(owned().flatMap(topic -> Json.stream(topic.path("events")))
                .map(JsonNode::asText)
                .toList());
        Set<String> subjects = Set.copyOf(ownSubjects());
        while (!open.isEmpty()) {
            String id = open.removeLast();
            if (subjects.contains(id.split("\\.")[1]) && own.add(id)) {
                Matcher references = REFERENCE.matcher(TextFiles.read(schema(id)));
                references.results().map(match -> match.group(1)).forEach(open::add);
            }
        }
        return own;
    }

    Path schema(String id) {
        return topics.resolve("schemas").resolve(id + ".json").normalize();
    }

    /** The example of an event; there is none for a schema that others only refer to. */
    Stream<Path> example(String id) {
        Path example = topics.resolve("examples").resolve(id + ".json").normalize();
        return Files.exists(example) ? Stream.of(example) : Stream.empty();
    }

    private Stream<JsonNode> owned() {
        return Json.stream(registry.path("topics"))
                .filter(topic -> topic.path("owner").asText().equals(service));
    }

    /** An entry whose other readers and writers are gone: nobody reads the fork's topics yet. */
    private String alone(String entry) {
        return Pattern.compile("(?m)^( {4}(?:producers|consumers): )\\[([^]]*)]")
                .matcher(entry)
                .replaceAll(list -> list.group(1)
                        + (Set.of(list.group(2).split(", ?")).contains(service) ? "[" + service + "]" : "[]"));
    }

    private List<String> joins(ForkNames names) {
        List<String> joins = new ArrayList<>();
        for (JsonNode topic : registry.path("topics")) {
            List<String> places = topic.path("owner").asText().equals(service)
                    ? List.of()
                    : Stream.of("producers", "consumers")
                            .filter(place -> Json.stream(topic.path(place))
                                    .anyMatch(name -> name.asText().equals(service)))
                            .toList();
            if (!places.isEmpty()) {
                joins.add("  - topic: " + topic.path("name").asText() + "\n");
                places.forEach(place -> joins.add("    " + place + ": [" + names.service() + "]\n"));
            }
        }
        return joins;
    }
}
