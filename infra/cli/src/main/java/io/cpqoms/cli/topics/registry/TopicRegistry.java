package io.cpqoms.cli.topics.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.console.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The governed registry: its topics, services, retention classes and capacity. */
public final class TopicRegistry {
    public static final String FILE_NAME = "kafka-topics.yaml";
    private static final String BUNDLED = "/cpq-topics/" + FILE_NAME;

    private final JsonNode document;
    private final List<RegisteredTopic> topics;

    private TopicRegistry(JsonNode document) {
        this.document = document;
        this.topics = Json.stream(document.path("topics"))
                .map(node -> new RegisteredTopic(node, document))
                .toList();
    }

    /** The registry that was built into this command. */
    public static TopicRegistry bundled() {
        try (InputStream file =
                Objects.requireNonNull(TopicRegistry.class.getResourceAsStream(BUNDLED), "the registry " + BUNDLED)) {
            return new TopicRegistry(new YAMLMapper().readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException("the topic registry is not readable", e);
        }
    }

    /** @throws CpqFailure when the file is missing or no YAML, with line and column */
    public static TopicRegistry read(Path file) {
        try {
            return of(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new CpqFailure("%s is not readable as YAML at line %d, column %d: %s"
                    .formatted(
                            file.getFileName(),
                            e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                            e.getLocation() == null ? 0 : e.getLocation().getColumnNr(),
                            e.getOriginalMessage()));
        } catch (IOException e) {
            throw CpqFailure.environment("can't read the registry " + file + ": " + e.getMessage(), e);
        }
    }

    public static TopicRegistry of(String yaml) throws JsonProcessingException {
        return new TopicRegistry(new YAMLMapper().readTree(yaml));
    }

    /** With a service that has no place on any topic. */
    public TopicRegistry joinedBy(String service) {
        return new TopicRegistry(with(service));
    }

    private ObjectNode with(String service) {
        ObjectNode joined = document.deepCopy();
        joined.withArray("/services").addObject().put("name", service).put("team", service);
        return joined;
    }

    /**
     * With what a service outside of it proposes: the service, topics of its own, and its place on those that exist. A
     * proposal adds and never changes.
     */
    public TopicRegistry joinedBy(String service, Path proposal) {
        TopicRegistry proposed = read(proposal);
        ObjectNode joined = with(service);
        for (RegisteredTopic topic : proposed.all()) {
            if (find(topic.name()).isPresent()) {
                throw new CpqFailure(proposal + " proposes " + topic.name()
                        + ", which is in the registry already; delete the entry and use the registry's");
            }
            if (topic.retention().isEmpty()) {
                throw new CpqFailure(proposal + " proposes " + topic.name()
                        + " without a retention; bound it, for instance retention: P7D");
            }
            joined.withArray("/topics").add(topic.node());
        }
        proposed.document.path("joins").forEach(join -> join(joined, join, proposal));
        return new TopicRegistry(joined);
    }

    private static void join(ObjectNode joined, JsonNode join, Path proposal) {
        String name = join.path("topic").asText();
        JsonNode entry = Json.stream(joined.path("topics"))
                .filter(topic -> topic.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new CpqFailure(proposal + " joins " + name + ", which is not registered"));
        for (String place : List.of("producers", "consumers")) {
            join.path(place).forEach(((ObjectNode) entry).withArrayProperty(place)::add);
        }
    }

    public JsonNode document() {
        return document;
    }

    public List<RegisteredTopic> all() {
        return topics;
    }

    public Optional<RegisteredTopic> find(String name) {
        return topics.stream().filter(topic -> topic.name().equals(name)).findFirst();
    }

    /** The topics as a cluster of so many brokers can hold them: never more replicas than brokers. */
    public List<GovernedTopic> topics(int brokers) {
        return topics.stream().map(topic -> topic.on(brokers)).toList();
    }

    /** Service names with the team that answers for each, in the order of the file. */
    public Map<String, String> services() {
        Map<String, String> services = new LinkedHashMap<>();
        for (JsonNode service : document.path("services")) {
            services.put(service.path("name").asText(), service.path("team").asText());
        }
        return services;
    }

    /** The longest retention of a class; absent when the class is unknown or has no readable bound. */
    public Optional<Duration> maximumRetention(String retentionClass) {
        return Durations.parse(document.path("retentionClasses")
                .path(retentionClass)
                .path("maximum")
                .asText());
    }

    public PlannedLoad planned() {
        return PlannedLoad.of(document.path("planned"));
    }

    public Capacity capacity() {
        return Capacity.of(document.path("capacity"));
    }
}
