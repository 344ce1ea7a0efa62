package io.cpqoms.messaging.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.messaging.Actor;
import io.cpqoms.messaging.BadMessage;
import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.EventTime;
import io.cpqoms.messaging.Ids;
import io.cpqoms.messaging.NewEvent;
import io.cpqoms.messaging.ReceivedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Writes and reads the JSON envelope, checking it against the bundled schemas in both directions. */
@ApplicationScoped
public class Envelopes {

    /** What key, headers and batch framing may add to the value; the broker's limit counts them too. */
    private static final int RECORD_OVERHEAD = 2_000;

    private final ObjectMapper json = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
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
        int room = topic.maxMessageBytes() - RECORD_OVERHEAD;
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
            int room = registry.topic(topicName).maxMessageBytes() - RECORD_OVERHEAD;
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

    /**
     * Whether the headers alone tell that the consumer doesn't want the record: its schema is one that the registry lists
     * for the topic and the declaration doesn't accept. What says nothing, or something unknown, must be opened.
     */
    boolean isSkippedBy(ConsumerDeclaration declaration, ConsumerRecord<String, byte[]> record) {
        if (declaration.seesEveryVersion()) {
            return false;
        }
        Optional<String> schemaId = header(record, "ce_dataschema");
        return schemaId.isPresent()
                && registry.topic(record.topic()).schemaIds().contains(schemaId.get())
                && declaration.accepted().stream()
                        .noneMatch(accepted -> schemaId.get().endsWith("." + accepted));
    }

    /** @throws BadMessage naming what is wrong with the record */
    public ReceivedEvent open(ConsumerRecord<String, byte[]> record) {
        JsonNode envelope = parse(record.value());
        List<String> problems = schemas.envelopeViolations(envelope);
        if (!problems.isEmpty()) {
            throw new BadMessage("The envelope is not valid: " + problems);
        }
        ReceivedEvent event = read(record, envelope);
        String schemaId = registry.topic(record.topic())
                .schemaIdOf(event.eventType(), event.eventVersion())
                .orElseThrow(() -> new BadMessage(record.topic() + " may not carry " + event.eventType() + ".v"
                        + event.eventVersion() + ", which the registry does not list for it"));
        problems = schemas.violationsForConsumer(schemaId, event.payload());
        if (!problems.isEmpty()) {
            throw new BadMessage("The payload breaks " + schemaId + ": " + problems);
        }
        if (!event.aggregateKey().equals(record.key())) {
            throw new BadMessage(
                    "The record key is " + record.key() + " but the envelope says " + event.aggregateKey());
        }
        return event;
    }

    private JsonNode parse(byte[] value) {
        if (value == null) {
            throw new BadMessage("The record has no value");
        }
        try {
            JsonNode node = json.readTree(value);
            if (node == null || !node.isObject()) {
                throw new BadMessage("The value is not a JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new BadMessage("The value is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new BadMessage("The value can't be read", e);
        }
    }

    private static ReceivedEvent read(ConsumerRecord<String, byte[]> record, JsonNode envelope) {
        JsonNode actor = envelope.path("actor");
        return new ReceivedEvent(
                UUID.fromString(envelope.path("messageId").asText()),
                envelope.path("eventType").asText(),
                envelope.path("eventVersion").asInt(),
                envelope.path("tenantId").asText(),
                envelope.path("aggregateType").asText(),
                envelope.path("aggregateId").asText(),
                envelope.path("aggregateVersion").asLong(),
                Instant.parse(envelope.path("occurredAt").asText()),
                UUID.fromString(envelope.path("correlationId").asText()),
                UUID.fromString(envelope.path("causationId").asText()),
                new Actor(
                        Actor.Kind.valueOf(actor.path("kind").asText().toUpperCase(Locale.ROOT)),
                        actor.path("subject").asText()),
                envelope.path("payload"),
                envelope,
                header(record, "traceparent"),
                record.topic(),
                record.partition(),
                record.offset());
    }

    private static Optional<String> header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? Optional.empty() : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
