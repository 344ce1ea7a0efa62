package io.cpqoms.messaging;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.values.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records of the order topic about one order, as its service would write them. */
final class OrderFacts {

    static final String TOPIC = "cpq.order.events.v1";

    private final ObjectMapper json = new ObjectMapper();
    private final String tenant;
    private final String order;

    OrderFacts(String tenant, String order) {
        this.tenant = tenant;
        this.order = order;
    }

    static OrderFacts ofNewOrder() {
        return new OrderFacts("acme", UUID.randomUUID().toString());
    }

    String order() {
        return order;
    }

    String key() {
        return tenant + ":order:" + order;
    }

    ProducerRecord<String, byte[]> started(int version, String task) {
        ObjectNode payload = json.createObjectNode()
                .put("taskId", UUID.randomUUID().toString())
                .put("name", task)
                .put("partner", "partner")
                .put("attempt", 1);
        return record(envelope("OrderTaskStarted", version, payload));
    }

    ProducerRecord<String, byte[]> completed(int version, String task) {
        ObjectNode payload = json.createObjectNode()
                .put("taskId", UUID.randomUUID().toString())
                .put("name", task)
                .put("partner", "partner")
                .put("partnerReference", "ref-" + version);
        return record(envelope("OrderTaskCompleted", version, payload));
    }

    ProducerRecord<String, byte[]> repaired(int version, String reason) {
        ObjectNode payload = json.createObjectNode()
                .put("falloutId", UUID.randomUUID().toString())
                .put("taskId", UUID.randomUUID().toString())
                .put("repair", "retry")
                .put("repairedBy", "operator")
                .put("reason", reason);
        return record(envelope("OrderFalloutRepaired", version, payload));
    }

    ProducerRecord<String, byte[]> unreadable() {
        return new ProducerRecord<>(TOPIC, key(), "{ not json".getBytes(StandardCharsets.UTF_8));
    }

    ObjectNode envelope(String type, int version, ObjectNode payload) {
        ObjectNode envelope = json.createObjectNode()
                .put("messageId", new Ids().next().toString())
                .put("eventType", type)
                .put("eventVersion", 1)
                .put("schemaId", "cpq.order." + type + ".v1")
                .put("tenantId", tenant)
                .put("aggregateType", "order")
                .put("aggregateId", order)
                .put("aggregateVersion", version)
                .put("occurredAt", EventTime.format(Instant.now()))
                .put("correlationId", UUID.randomUUID().toString())
                .put("causationId", UUID.randomUUID().toString());
        envelope.putObject("actor").put("kind", "user").put("subject", "tester");
        envelope.put("dataClassification", "confidential").set("payload", payload);
        return envelope;
    }

    ProducerRecord<String, byte[]> record(ObjectNode envelope) {
        return new ProducerRecord<>(TOPIC, key(), envelope.toString().getBytes(StandardCharsets.UTF_8));
    }
}
