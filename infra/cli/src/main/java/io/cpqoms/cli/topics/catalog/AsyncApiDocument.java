package io.cpqoms.cli.topics.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.topics.registry.RegisteredTopic;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import io.cpqoms.cli.topics.schema.SchemaSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** One service's AsyncAPI 3 document: what it sends and receives, with schemas and examples, closed in itself. */
final class AsyncApiDocument {
    private static final String VERSION = "3.0.0";
    private static final String KAFKA_BINDING = "0.5.0";
    private static final String COMPONENTS = "#/components/schemas/";
    private static final String ENVELOPE = "Envelope";

    private final TopicRegistry registry;
    private final SchemaSet schemas;
    private final SortedMap<String, JsonNode> examples;
    private final ObjectNode document = Json.object();

    AsyncApiDocument(TopicRegistry registry, SchemaSet schemas, SortedMap<String, JsonNode> examples) {
        this.registry = registry;
        this.schemas = schemas;
        this.examples = examples;
    }

    ObjectNode of(String service) {
        document.put("asyncapi", VERSION);
        document.putObject("info")
                .put("title", service)
                .put("version", "1.0.0")
                .put("description", "What " + service + " writes and reads on Kafka. Written by ./cpq topics catalog.");
        document.put("defaultContentType", "application/json");
        document.putObject("channels");
        document.putObject("operations");
        ObjectNode components = document.putObject("components");
        components.putObject("messages");
        components.putObject("schemas");
        for (RegisteredTopic topic : registry.all()) {
            if (topic.producers().contains(service)) {
                channel(topic);
                operation(topic, "send");
            }
            if (topic.consumers().contains(service)) {
                channel(topic);
                operation(topic, "receive");
            }
        }
        sharedTypes();
        return document;
    }

    private void channel(RegisteredTopic topic) {
        ObjectNode channel = document.withObject("/channels").putObject(topic.name());
        channel.put("address", topic.name()).put("title", topic.purpose());
        channel.put("description", "Key: " + topic.key() + "; order within: " + topic.orderingScope() + ".");
        ObjectNode messages = channel.putObject("messages");
        for (String id : topic.schemaIds()) {
            messages.putObject(id).put("$ref", "#/components/messages/" + id);
            message(id);
        }
        ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
        kafka.put("topic", topic.name()).put("partitions", topic.partitions()).put("replicas", topic.replication());
        ObjectNode configuration = kafka.putObject("topicConfiguration");
        ArrayNode cleanup = configuration.putArray("cleanup.policy");
        for (String policy : topic.cleanupPolicy().split(",")) {
            cleanup.add(policy);
        }
        configuration
                .put("retention.ms", topic.retention().map(Duration::toMillis).orElse(0L))
                .put("max.message.bytes", topic.maxMessageBytes());
        kafka.put("bindingVersion", KAFKA_BINDING);
    }

    private void operation(RegisteredTopic topic, String action) {
        ObjectNode operation = document.withObject("/operations").putObject(action + "-" + topic.name());
        operation.put("action", action);
        operation.putObject("channel").put("$ref", "#/channels/" + topic.name());
        ArrayNode messages = operation.putArray("messages");
        for (String id : topic.schemaIds()) {
            messages.addObject().put("$ref", "#/channels/" + topic.name() + "/messages/" + id);
        }
    }

    private void message(String id) {
        JsonNode schema = schemas.document(id);
        ObjectNode message = document.withObject("/components/messages").putObject(id);
        message.put("name", id)
                .put("title", schema.path("title").asText())
                .put("summary", schema.path("description").asText())
                .put("contentType", "application/json");
        ObjectNode payload = message.putObject("payload");
        ArrayNode parts = payload.putArray("allOf");
        parts.addObject().put("$ref", COMPONENTS + ENVELOPE);
        parts.addObject().put("type", "object").putObject("properties").set("payload", portable(schema));
        JsonNode example = examples.get(id);
        if (example != null) {
            message.putArray("examples").addObject().put("name", "valid").set("payload", example);
        }
    }

    private void sharedTypes() {
        ObjectNode target = document.withObject("/components/schemas");
        for (Map.Entry<String, JsonNode> type :
                schemas.document(SchemaSet.COMMON).path("$defs").properties()) {
            target.set(type.getKey(), portable(type.getValue()));
        }
        ObjectNode envelope = portable(schemas.document(SchemaSet.ENVELOPE));
        target.set(ENVELOPE, envelope);
    }

    /** A schema as AsyncAPI understands it: without identity of its own, references into this document. */
    private static ObjectNode portable(JsonNode schema) {
        ObjectNode copy = schema.deepCopy();
        copy.remove(List.of("$schema", "$id"));
        for (JsonNode parent : copy.findParents("$ref")) {
            String reference = parent.path("$ref").asText();
            ((ObjectNode) parent).put("$ref", COMPONENTS + reference.substring(reference.lastIndexOf('/') + 1));
        }
        return copy;
    }
}
