package io.cpqoms.messaging.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The bundled topic registry as this library needs it: who may write what where, and where failures go.
 *
 * <p>Every {@code cpq-topics/kafka-topics.yaml} on the class path counts: the platform's, and the proposal of a service that
 * the platform does not know yet. A proposal adds topics and joins those of others; it can't change one that exists.
 */
@ApplicationScoped
public class TopicRegistry {

    private static final String FILE = "cpq-topics/kafka-topics.yaml";

    /** What key, headers and batch framing may add to the value; the broker's limit counts them too. */
    private static final int RECORD_OVERHEAD = 2_000;

    /** What stands around a payload at most: about a kilobyte of ids and names, and an actor of 255 characters. */
    private static final int LONGEST_ENVELOPE = 4_000;

    private final Map<String, Topic> topics = new LinkedHashMap<>();

    /**
     * One governed topic.
     *
     * @param schemaIds {@code cpq.domain.Type.vN} of the messages it may carry
     * @param maxMessageBytes largest record the broker takes
     * @param replay whether old records may be read again, and whether a second person must agree
     */
    public record Topic(
            String name,
            List<String> schemaIds,
            List<String> producers,
            int maxMessageBytes,
            String classification,
            Optional<String> deadLetterTopic,
            List<String> consumers,
            Replay replay) {

        Topic joinedBy(List<String> moreProducers, List<String> moreConsumers) {
            return new Topic(
                    name,
                    schemaIds,
                    union(producers, moreProducers),
                    maxMessageBytes,
                    classification,
                    deadLetterTopic,
                    union(consumers, moreConsumers),
                    replay);
        }

        private static List<String> union(List<String> some, List<String> more) {
            return Stream.concat(some.stream(), more.stream()).distinct().toList();
        }

        public Optional<String> schemaIdOf(String eventType, int eventVersion) {
            String suffix = "." + eventType + ".v" + eventVersion;
            return schemaIds.stream().filter(id -> id.endsWith(suffix)).findFirst();
        }

        /** Whether any version of this type may be there. */
        boolean carriesType(String eventType) {
            return schemaIds.stream().anyMatch(id -> id.contains("." + eventType + ".v"));
        }
    }

    /** The replay policy of a topic. */
    public record Replay(boolean allowed, boolean approval) {}

    public TopicRegistry() {
        try {
            List<JsonNode> registries = new ArrayList<>();
            for (URL file : Resources.all(FILE)) {
                try (InputStream yaml = file.openStream()) {
                    registries.add(new YAMLMapper().readTree(yaml));
                }
            }
            registries.forEach(registry -> registry.path("topics").forEach(this::add));
            registries.forEach(registry -> registry.path("joins").forEach(this::join));
        } catch (IOException e) {
            throw new UncheckedIOException("The bundled topic registry " + FILE + " can't be read", e);
        }
    }

    private void add(JsonNode node) {
        Topic topic = read(node);
        if (topics.putIfAbsent(topic.name(), topic) != null) {
            throw new IllegalStateException("Topic " + topic.name() + " is in two registries on the class path; if the"
                    + " platform's has it now, delete it from the service's own " + FILE);
        }
    }

    private void join(JsonNode node) {
        topics.compute(node.path("topic").asText(), (name, topic) -> {
            if (topic == null) {
                throw new IllegalStateException(
                        FILE + " joins topic " + name + ", which no registry has; there are " + topics.keySet());
            }
            return topic.joinedBy(texts(node.path("producers")), texts(node.path("consumers")));
        });
    }

    public Topic topic(String name) {
        Topic topic = topics.get(name);
        if (topic == null) {
            throw new IllegalArgumentException(
                    "Topic " + name + " is not in the registry; it knows " + topics.keySet());
        }
        return topic;
    }

    /** The longest value, in bytes, that the topic takes with everything around it. */
    static int roomOf(Topic topic) {
        return topic.maxMessageBytes() - RECORD_OVERHEAD;
    }

    /** The longest payload that fits into any envelope that the topic takes. */
    static int payloadRoomOf(Topic topic) {
        return roomOf(topic) - LONGEST_ENVELOPE;
    }

    public boolean knows(String name) {
        return topics.containsKey(name);
    }

    Optional<Topic> find(String name) {
        return Optional.ofNullable(topics.get(name));
    }

    List<Topic> all() {
        return List.copyOf(topics.values());
    }

    private static Topic read(JsonNode node) {
        String deadLetters = node.path("deadLetterTopic").asText("none");
        return new Topic(
                node.path("name").asText(),
                texts(node.path("events")),
                texts(node.path("producers")),
                node.path("maxMessageBytes").asInt(),
                node.path("classification").asText(),
                deadLetters.equals("none") ? Optional.empty() : Optional.of(deadLetters),
                texts(node.path("consumers")),
                new Replay(
                        node.path("replay").path("allowed").asBoolean(false),
                        node.path("replay").path("approval").asBoolean(true)));
    }

    private static List<String> texts(JsonNode array) {
        List<String> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asText()));
        return List.copyOf(values);
    }
}
