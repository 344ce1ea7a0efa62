package io.cpqoms.workflow.integration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.messaging.EventTime;
import io.cpqoms.testkit.KafkaBroker;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Events as quote-service and order-service publish them, on the real broker. */
final class Published {

    static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String EXACT = "900.0000";

    private final String tenant;

    Published(String tenant) {
        this.tenant = tenant;
    }

    /** What quote-service tells where the largest discount is so many percent and the policy looks at nothing else. */
    ObjectNode quoteSubmitted(UUID quote, int version, String discount) {
        ObjectNode payload = JSON.objectNode().put("revision", 1).put("customerId", "VINET");
        payload.set("totals", totals());
        payload.put("maxDiscountPercent", discount).put("requestedBy", "sam");
        payload.putArray("productClasses").add("dairy");
        payload.set("approval", approval(new BigDecimal(discount)));
        return quote("QuoteSubmitted", quote, version, payload);
    }

    /** The same event of a release of quote-service that did not ask the policy. */
    static ObjectNode unsaid(ObjectNode submitted) {
        submitted.withObject("/payload").remove("approval");
        return submitted;
    }

    private static ObjectNode approval(BigDecimal discount) {
        ObjectNode approval = JSON.objectNode().put("policyVersion", "approval-policy:1.0");
        ArrayNode rules = approval.putArray("rules");
        ArrayNode steps = approval.putArray("steps");
        int percent = discount.intValue();
        if (percent >= 40) {
            rules.add(rule("director", 40));
        }
        if (percent >= 20) {
            rules.add(rule("manager", 20));
            String level = percent >= 40 ? "director" : "manager";
            steps.addObject().put("level", level).putArray("groups").add("sales-" + level + "s");
        }
        return approval;
    }

    private static ObjectNode rule(String level, int bound) {
        return JSON.objectNode()
                .put("ruleId", level + "-discount")
                .put("level", level)
                .put("group", "sales-" + level + "s")
                .put("reason", "From a discount of " + bound + " percent on a " + level + " decides.");
    }

    ObjectNode quoteCancelled(UUID quote, int version) {
        return quote(
                "QuoteCancelled",
                quote,
                version,
                JSON.objectNode().put("revision", 1).put("reason", "Given up."));
    }

    ObjectNode quoteRecalled(UUID quote, int version, int submission) {
        return quote(
                "QuoteRecalled",
                quote,
                version,
                JSON.objectNode()
                        .put("revision", 1)
                        .put("submission", submission)
                        .put("recalledBy", "sam"));
    }

    ObjectNode quoteAccepted(UUID quote, int version) {
        ObjectNode payload = JSON.objectNode()
                .put("revision", 1)
                .put("customerId", "VINET")
                .put("currency", "EUR")
                .put("catalogVersionId", UUID.randomUUID().toString())
                .put("acceptedBy", "VINET");
        payload.set("lines", lines());
        payload.set("totals", totals());
        return quote("QuoteAccepted", quote, version, payload);
    }

    /** The same event of a quote that owes this each month. */
    ObjectNode withMonthly(ObjectNode event, String amount) {
        ObjectNode monthly =
                ((ArrayNode) event.at("/payload/totals/recurring")).addObject().put("period", "P1M");
        monthly.set("exact", money(amount));
        monthly.set("rounded", money(amount));
        return event;
    }

    ObjectNode orderCreated(UUID order) {
        ObjectNode payload = JSON.objectNode()
                .put("quoteId", UUID.randomUUID().toString())
                .put("quoteRevision", 1)
                .put("customerId", "VINET")
                .put("currency", "EUR")
                .put("catalogVersionId", UUID.randomUUID().toString());
        payload.set("lines", lines());
        payload.set("totals", totals());
        return event("OrderCreated", "order", order, 1, payload);
    }

    ObjectNode tasksReady(UUID order, int version, List<UUID> tasks) {
        ObjectNode payload = JSON.objectNode();
        tasks.forEach(task -> payload.withArray("taskIds").add(task.toString()));
        return event("OrderTasksReady", "order", order, version, payload);
    }

    ObjectNode falloutRepaired(UUID order, int version, Repaired repaired) {
        ObjectNode payload = JSON.objectNode()
                .put("falloutId", repaired.fallout().toString())
                .put("taskId", repaired.task().toString())
                .put("repair", repaired.repair())
                .put("repairedBy", repaired.by())
                .put("reason", "Decided at order-service.");
        return event("OrderFalloutRepaired", "order", order, version, payload);
    }

    /** Who decided what about a fallout. */
    record Repaired(UUID fallout, UUID task, String repair, String by) {}

    /** Publishes the same record as often as named, like a broker that redelivers. */
    void publish(ObjectNode event, int times) {
        String type = event.path("aggregateType").asText();
        String topic = "cpq." + type + ".events.v1";
        String key = tenant + ":" + type + ":" + event.path("aggregateId").asText();
        byte[] value = event.toString().getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < times; i++) {
            KafkaBroker.records()
                    .publish(topic, key, value, Map.of("traceparent", "00-" + TRACE_ID + "-b7ad6b7169203331-01"));
        }
    }

    void publish(ObjectNode event) {
        publish(event, 1);
    }

    private ObjectNode quote(String type, UUID quote, int version, ObjectNode payload) {
        return event(type, "quote", quote, version, payload);
    }

    private ObjectNode event(String type, String aggregateType, UUID aggregate, int version, ObjectNode payload) {
        ObjectNode envelope = JSON.objectNode()
                .put("messageId", UUID.randomUUID().toString())
                .put("eventType", type)
                .put("eventVersion", 1)
                .put("schemaId", "cpq." + aggregateType + "." + type + ".v1")
                .put("tenantId", tenant)
                .put("aggregateType", aggregateType)
                .put("aggregateId", aggregate.toString())
                .put("aggregateVersion", version)
                .put("occurredAt", EventTime.format(Instant.now()))
                .put("correlationId", UUID.randomUUID().toString())
                .put("causationId", UUID.randomUUID().toString());
        envelope.putObject("actor").put("kind", "user").put("subject", "sam");
        envelope.put(
                "dataClassification",
                type.equals("OrderTasksReady") || type.equals("OrderFalloutRepaired") ? "internal" : "confidential");
        envelope.set("payload", payload);
        return envelope;
    }

    private static ObjectNode totals() {
        ObjectNode totals = JSON.objectNode();
        totals.set("exact", money(EXACT));
        totals.set("rounded", money("900.00"));
        totals.putArray("recurring");
        return totals;
    }

    private static ArrayNode lines() {
        ObjectNode line = JSON.objectNode()
                .put("lineId", UUID.randomUUID().toString())
                .put("role", "product")
                .put("productId", "11")
                .put("quantity", 1);
        line.put("discountPercent", "0");
        line.set("exactNet", money(EXACT));
        ObjectNode charge = line.putArray("charges").addObject();
        charge.put("chargeId", "price").put("kind", "oneTime").put("discountPercent", "0");
        charge.set("exactNet", money(EXACT));
        return JSON.arrayNode().add(line);
    }

    private static ObjectNode money(String amount) {
        return JSON.objectNode().put("amount", amount).put("currency", "EUR");
    }
}
