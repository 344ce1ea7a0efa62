package io.cpqoms.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.values.Actor;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An event as a consumer sees it: the envelope's fields and where the record lies in Kafka.
 *
 * @param envelope the whole value as it was received, for those who must keep it
 * @param traceparent the W3C trace context of the command behind the event, if the producer had one
 */
public record ReceivedEvent(
        UUID messageId,
        String eventType,
        int eventVersion,
        String tenantId,
        String aggregateType,
        String aggregateId,
        long aggregateVersion,
        Instant occurredAt,
        UUID correlationId,
        UUID causationId,
        Actor actor,
        JsonNode payload,
        JsonNode envelope,
        Optional<String> traceparent,
        String topic,
        int partition,
        long offset) {

    /** The aggregate's key on the topic: tenant, aggregate type and id. */
    public String aggregateKey() {
        return tenantId + ":" + aggregateType + ":" + aggregateId;
    }
}
