package io.cpqoms.testkit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Events for tests: the registry's own examples with other ids. */
public final class SampleEvent {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode envelope;

    private SampleEvent(ObjectNode envelope) {
        this.envelope = envelope;
    }

    /** The registry's example of this schema, with a message id of its own. */
    public static SampleEvent of(String schemaId) {
        String file = "/cpq-topics/examples/" + schemaId + ".json";
        try (InputStream example = SampleEvent.class.getResourceAsStream(file)) {
            ObjectNode envelope = (ObjectNode) JSON.readTree(example);
            envelope.put("messageId", UUID.randomUUID().toString());
            return new SampleEvent(envelope);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SampleEvent tenant(String id) {
        envelope.put("tenantId", id);
        return this;
    }

    public SampleEvent aggregate(UUID id, long version) {
        envelope.put("aggregateId", id.toString()).put("aggregateVersion", version);
        return this;
    }

    public SampleEvent correlation(UUID id) {
        envelope.put("correlationId", id.toString());
        return this;
    }

    public SampleEvent occurredAt(String instant) {
        envelope.put("occurredAt", instant);
        return this;
    }

    public SampleEvent payload(Consumer<ObjectNode> change) {
        change.accept((ObjectNode) envelope.path("payload"));
        return this;
    }

    public UUID messageId() {
        return UUID.fromString(envelope.path("messageId").asText());
    }

    public ObjectNode envelope() {
        return envelope;
    }

    /** The record as the owning service's relay publishes it. */
    public ProducerRecord<String, byte[]> on(String topic) {
        String key = envelope.path("tenantId").asText() + ":"
                + envelope.path("aggregateType").asText() + ":"
                + envelope.path("aggregateId").asText();
        return new ProducerRecord<>(topic, key, envelope.toString().getBytes(StandardCharsets.UTF_8));
    }
}
