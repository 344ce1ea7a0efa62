package io.cpqoms.messaging;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.values.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records of the quote topic about one quote, as its service would write them. */
record QuoteFacts(String quote) {

    static final String TOPIC = "cpq.quote.events.v1";

    static QuoteFacts ofNewQuote() {
        return new QuoteFacts(UUID.randomUUID().toString());
    }

    String key() {
        return "acme:quote:" + quote;
    }

    ProducerRecord<String, byte[]> record(int version, String reason) {
        return new ProducerRecord<>(TOPIC, key(), value(version, reason));
    }

    /** The same on a partition of the caller's. */
    ProducerRecord<String, byte[]> record(int partition, int version, String reason) {
        return new ProducerRecord<>(TOPIC, partition, key(), value(version, reason));
    }

    private byte[] value(int version, String reason) {
        return cancelled(version, reason).toString().getBytes(StandardCharsets.UTF_8);
    }

    ObjectNode cancelled(int version, String reason) {
        ObjectNode envelope = new ObjectMapper()
                .createObjectNode()
                .put("messageId", new Ids().next().toString())
                .put("eventType", "QuoteCancelled")
                .put("eventVersion", 1)
                .put("schemaId", "cpq.quote.QuoteCancelled.v1")
                .put("tenantId", "acme")
                .put("aggregateType", "quote")
                .put("aggregateId", quote)
                .put("aggregateVersion", version)
                .put("occurredAt", EventTime.format(Instant.now()))
                .put("correlationId", UUID.randomUUID().toString())
                .put("causationId", UUID.randomUUID().toString());
        envelope.putObject("actor").put("kind", "user").put("subject", "tester");
        envelope.put("dataClassification", "confidential")
                .putObject("payload")
                .put("revision", 1)
                .put("reason", reason);
        return envelope;
    }
}
