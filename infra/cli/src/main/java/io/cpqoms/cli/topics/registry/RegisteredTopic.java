package io.cpqoms.cli.topics.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.console.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One topic as its entry in the registry says, with the registry's defaults behind it. */
public record RegisteredTopic(JsonNode node, JsonNode registry) {
    private static final String NONE = "none";

    public String name() {
        return text("name");
    }

    /** The parts of the name; absent when it breaks the rule for names. */
    public Optional<TopicName> parsedName() {
        return TopicName.parse(name());
    }

    public String owner() {
        return text("owner");
    }

    public String purpose() {
        return text("purpose");
    }

    public TopicKind kind() {
        return TopicKind.of(text("kind"));
    }

    public boolean isDeadLetter() {
        return kind() == TopicKind.DLQ;
    }

    public String key() {
        return text("key");
    }

    public String orderingScope() {
        return text("orderingScope");
    }

    /** Whether records of one key must stay in one partition. */
    public boolean isKeyed() {
        return !orderingScope().equals(NONE);
    }

    public List<String> schemaIds() {
        return texts("events");
    }

    public int partitions() {
        return node.path("partitions").asInt();
    }

    public int replication() {
        return setting("replication").asInt();
    }

    public int minInsyncReplicas() {
        return setting("minInsyncReplicas").asInt();
    }

    public String cleanupPolicy() {
        return setting("cleanupPolicy").asText();
    }

    /** Absent when the entry names none or one that is no duration. */
    public Optional<Duration> retention() {
        return Durations.parse(text("retention"));
    }

    public String retentionClass() {
        return text("retentionClass");
    }

    public int maxMessageBytes() {
        return node.path("maxMessageBytes").asInt();
    }

    public Classification classification() {
        return Classification.of(text("classification"));
    }

    public boolean personalData() {
        return node.path("personalData").asBoolean();
    }

    public boolean financialData() {
        return node.path("financialData").asBoolean();
    }

    public List<String> producers() {
        return texts("producers");
    }

    /** Why others than the owner may write facts to it; absent where only the owner may. */
    public Optional<String> sharedWriters() {
        return node.hasNonNull("sharedWriters") ? Optional.of(text("sharedWriters")) : Optional.empty();
    }

    public List<String> consumers() {
        return texts("consumers");
    }

    public boolean replayAllowed() {
        return node.path("replay").path("allowed").asBoolean();
    }

    public boolean replayNeedsApproval() {
        return node.path("replay").path("approval").asBoolean();
    }

    public Optional<String> deadLetterTopic() {
        String name = text("deadLetterTopic");
        return name.isEmpty() || name.equals(NONE) ? Optional.empty() : Optional.of(name);
    }

    /** The date after which nobody may use it; "none" when no end is planned. */
    public String sunset() {
        return text("sunset");
    }

    /** Why it exists although nothing is written to it yet; absent for a topic in use. */
    public Optional<String> reserved() {
        return node.hasNonNull("reserved") ? Optional.of(text("reserved")) : Optional.empty();
    }

    public Sizing sizing() {
        return Sizing.of(node.path("sizing"));
    }

    /** Absent where nobody has measured it yet, so that its sizing is a planning target in every number. */
    public Optional<Measured> measured() {
        JsonNode measured = node.path("sizing").path("measured");
        return measured.isObject() ? Optional.of(Measured.of(measured)) : Optional.empty();
    }

    /** Its answers to the creation questions, its own or those of the set it names. */
    public JsonNode answers() {
        JsonNode answers = node.path("answers");
        return answers.isTextual() ? registry.path("answerSets").path(answers.asText()) : answers;
    }

    /** As a cluster of so many brokers can hold it. */
    public GovernedTopic on(int brokers) {
        int replicas = Math.min(brokers, replication());
        return new GovernedTopic(name(), partitions(), (short) replicas, config(replicas), consumers());
    }

    private Map<String, String> config(int replicas) {
        long retention = retention().map(Duration::toMillis).orElseThrow();
        return new TreeMap<>(Map.of(
                "cleanup.policy", cleanupPolicy(),
                "compression.type", setting("compression").asText(),
                "max.message.bytes", Integer.toString(maxMessageBytes()),
                "min.insync.replicas", Integer.toString(Math.min(replicas, minInsyncReplicas())),
                "retention.ms", Long.toString(retention)));
    }

    private String text(String field) {
        return node.path(field).asText();
    }

    private List<String> texts(String field) {
        return Json.stream(node.path(field)).map(JsonNode::asText).toList();
    }

    private JsonNode setting(String field) {
        return node.has(field) ? node.path(field) : registry.path("defaults").path(field);
    }
}
