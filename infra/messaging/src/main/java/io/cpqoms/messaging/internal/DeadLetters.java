package io.cpqoms.messaging.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.messaging.Actor;
import io.cpqoms.messaging.BadMessage;
import io.cpqoms.messaging.EventTime;
import io.cpqoms.messaging.Ids;
import io.cpqoms.messaging.NewEvent;
import io.cpqoms.messaging.Outbox;
import io.cpqoms.messaging.ReceivedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Writes the dead letter of a record as an outbox row, in the transaction that marks the record as dead. */
@ApplicationScoped
public class DeadLetters {

    private static final String UNKNOWN_TENANT = "unknown";
    private static final int LONGEST_MESSAGE = 4_000;

    private final Outbox outbox;
    private final TopicRegistry registry;
    private final Ids ids;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();

    DeadLetters(Outbox outbox, TopicRegistry registry, Ids ids, Clock clock) {
        this.outbox = outbox;
        this.registry = registry;
        this.ids = ids;
        this.clock = clock;
    }

    /** Why a record was given up, after how many attempts, and since when it failed. */
    record Reason(String type, String failureClass, String message, int attempts, Instant firstFailedAt) {

        static Reason badData(BadMessage defect) {
            return of("bad-data", defect, 1, Instant.EPOCH);
        }

        static Reason of(String type, Throwable failure, int attempts, Instant firstFailedAt) {
            String message = String.valueOf(failure.getMessage());
            return new Reason(
                    type,
                    failure.getClass().getName(),
                    message.substring(0, Math.min(LONGEST_MESSAGE, message.length())),
                    attempts,
                    firstFailedAt);
        }
    }

    void append(String consumer, Delivery delivery, Reason reason) {
        ConsumerRecord<String, byte[]> record = delivery.record();
        String topic = registry.topic(record.topic())
                .deadLetterTopic()
                .orElseThrow(() -> new IllegalStateException(record.topic() + " has no dead-letter topic"));
        UUID dlqId = ids.next();
        Instant now = clock.instant();
        ObjectNode payload = json.createObjectNode()
                .put("dlqId", dlqId.toString())
                .put("consumer", consumer)
                .put("sourceTopic", record.topic())
                .put("sourcePartition", record.partition())
                .put("sourceOffset", record.offset())
                .put("failureType", reason.type())
                .put("failureClass", reason.failureClass())
                .put("failureMessage", reason.message())
                .put(
                        "firstFailedAt",
                        EventTime.format(reason.firstFailedAt().equals(Instant.EPOCH) ? now : reason.firstFailedAt()))
                .put("lastFailedAt", EventTime.format(now))
                .put("attempts", reason.attempts());
        original(payload, delivery);
        outbox.append(NewEvent.of("MessageDeadLettered", 1)
                .onTopic(topic)
                .tenant(
                        delivery instanceof Delivery.Readable readable
                                ? readable.event().tenantId()
                                : UNKNOWN_TENANT)
                .aggregate("dead-letter", dlqId, 1)
                .occurredAt(now)
                .correlation(
                        delivery instanceof Delivery.Readable readable
                                ? readable.event().correlationId()
                                : dlqId)
                .causation(delivery.messageId())
                .actor(Actor.service(consumer))
                .payload(payload));
    }

    private static void original(ObjectNode payload, Delivery delivery) {
        ConsumerRecord<String, byte[]> record = delivery.record();
        if (delivery instanceof Delivery.Readable readable) {
            ReceivedEvent event = readable.event();
            payload.put("originalMessageId", event.messageId().toString())
                    .put("originalTenantId", event.tenantId())
                    .put("originalAggregateType", event.aggregateType())
                    .put("originalAggregateId", event.aggregateId());
        }
        if (record.key() != null) {
            payload.put("originalKey", record.key());
        }
        Base64.Encoder base64 = Base64.getEncoder();
        ArrayNode headers = payload.putArray("originalHeaders");
        for (Header header : record.headers()) {
            headers.addObject()
                    .put("name", header.key())
                    .put("value", header.value() == null ? "" : base64.encodeToString(header.value()));
        }
        payload.put("originalValue", record.value() == null ? "" : base64.encodeToString(record.value()));
    }
}
