package io.cpqoms.messaging.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.messaging.EventTime;
import io.cpqoms.messaging.NewEvent;
import io.cpqoms.values.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Writes the JSON envelope, held to the bundled schemas and the topic's limits; {@link EnvelopeReader} reads it. */
@ApplicationScoped
public class Envelopes {

    private final ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private final TopicRegistry registry;
    private final EventSchemas schemas;
    private final Ids ids;
    private final String service;

    Envelopes(
            TopicRegistry registry,
            EventSchemas schemas,
            Ids ids,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.registry = registry;
        this.schemas = schemas;
        this.ids = ids;
        this.service = service;
    }

    /** A validated envelope ready for the outbox. */
    record Sealed(UUID messageId, String schemaId, String value) {}

    /**
     * @throws IllegalStateException when the registry doesn't let this service write to the topic
     * @throws IllegalArgumentException when the topic may not carry the event, or the payload breaks its schema or the
     *     topic's size limit; the message lists every violation
     */
    Sealed seal(NewEvent event) {
        TopicRegistry.Topic topic = registry.topic(event.topic());
        if (!topic.producers().contains(service)) {
            throw new IllegalStateException(service + " may not write to " + topic.name() + "; the registry lets "
                    + topic.producers() + " do that");
        }
        UUID messageId = ids.next();
        String schemaId = topic.schemaIdOf(event.eventType(), event.eventVersion())
                .orElseThrow(() -> new IllegalArgumentException(topic.name() + " carries no " + event.eventType() + ".v"
                        + event.eventVersion() + "; the registry lists " + topic.schemaIds()));
        refuse(event, schemas.violationsForProducer(schemaId, event.payload()));
        ObjectNode envelope = envelope(event, messageId, schemaId, topic.classification());
        refuse(event, schemas.envelopeViolations(envelope));
        String value = envelope.toString();
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        int room = TopicRegistry.roomOf(topic);
        if (bytes > room) {
            refuse(event, List.of("is " + bytes + " bytes long; " + topic.name() + " takes " + room));
        }
        return new Sealed(messageId, schemaId, value);
    }

    TopicRegistry registry() {
        return registry;
    }

    /**
     * The envelope with another payload; message id and everything else stay.
     *
     * @throws IllegalArgumentException when the payload breaks its schema or the topic's size limit
     */
    public String repaired(String topicName, String value, JsonNode payload) {
        try {
            ObjectNode envelope = (ObjectNode) json.readTree(value);
            String schemaId = envelope.path("schemaId").asText();
            List<String> violations = new ArrayList<>(schemas.violationsForProducer(schemaId, payload));
            String repaired = envelope.set("payload", payload).toString();
            int bytes = repaired.getBytes(StandardCharsets.UTF_8).length;
            int room = TopicRegistry.roomOf(registry.topic(topicName));
            if (bytes > room) {
                violations.add("is " + bytes + " bytes long; " + topicName + " takes " + room);
            }
            if (!violations.isEmpty()) {
                throw new IllegalArgumentException("The payload does not fit " + schemaId + ": " + violations);
            }
            return repaired;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A parked envelope is not JSON", e);
        }
    }

    private static void refuse(NewEvent event, List<String> violations) {
        if (!violations.isEmpty()) {
            throw new IllegalArgumentException(event.eventType() + ".v" + event.eventVersion() + " of " + event.key()
                    + " is not valid: " + violations);
        }
    }

    private ObjectNode envelope(NewEvent event, UUID messageId, String schemaId, String classification) {
        ObjectNode envelope = json.createObjectNode()
                .put("messageId", messageId.toString())
                .put("eventType", event.eventType())
                .put("eventVersion", event.eventVersion())
                .put("schemaId", schemaId)
                .put("tenantId", event.tenantId())
                .put("aggregateType", event.aggregateType())
                .put("aggregateId", event.aggregateId())
                .put("aggregateVersion", event.aggregateVersion())
                .put("occurredAt", EventTime.format(event.occurredAt()))
                .put("correlationId", event.correlationId().toString())
                .put("causationId", event.causationId().toString());
        envelope.putObject("actor")
                .put("kind", event.actor().kind().name().toLowerCase(Locale.ROOT))
                .put("subject", event.actor().subject());
        envelope.put("dataClassification", classification).set("payload", event.payload());
        return envelope;
    }
}
