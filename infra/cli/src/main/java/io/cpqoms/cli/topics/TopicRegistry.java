package io.cpqoms.cli.topics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.cpqoms.cli.console.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The governed registry, read from the jar of {@code infra/topics}. */
public final class TopicRegistry {
    private static final String FILE = "/cpq-topics/kafka-topics.yaml";

    private final JsonNode registry;

    private TopicRegistry(JsonNode registry) {
        this.registry = registry;
    }

    public static TopicRegistry bundled() {
        try (InputStream file =
                Objects.requireNonNull(TopicRegistry.class.getResourceAsStream(FILE), "the registry " + FILE)) {
            return new TopicRegistry(new YAMLMapper().readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException("the topic registry is not readable", e);
        }
    }

    /** The topics as a cluster of so many brokers can hold them: never more replicas than brokers. */
    public List<GovernedTopic> topics(int brokers) {
        List<GovernedTopic> topics = new ArrayList<>();
        for (JsonNode topic : registry.path("topics")) {
            int replicas = Math.min(brokers, setting(topic, "replication").asInt());
            List<String> consumers =
                    Json.stream(topic.path("consumers")).map(JsonNode::asText).toList();
            topics.add(new GovernedTopic(
                    topic.path("name").asText(),
                    topic.path("partitions").asInt(),
                    (short) replicas,
                    config(topic, replicas),
                    consumers));
        }
        return List.copyOf(topics);
    }

    private Map<String, String> config(JsonNode topic, int replicas) {
        int inSync = Math.min(replicas, setting(topic, "minInsyncReplicas").asInt());
        Duration retention = Duration.parse(topic.path("retention").asText());
        return new TreeMap<>(Map.of(
                "cleanup.policy", setting(topic, "cleanupPolicy").asText(),
                "compression.type", setting(topic, "compression").asText(),
                "max.message.bytes", topic.path("maxMessageBytes").asText(),
                "min.insync.replicas", Integer.toString(inSync),
                "retention.ms", Long.toString(retention.toMillis())));
    }

    private JsonNode setting(JsonNode topic, String name) {
        return topic.has(name) ? topic.path(name) : registry.path("defaults").path(name);
    }
}
