package io.cpqoms.messaging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.values.Actor;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A fact about to be written to the outbox; {@link Outbox#append} gives it its message id.
 *
 * @param aggregateVersion contiguous from 1, one per event of the aggregate
 * @param occurredAt business time of the fact
 * @param correlationId the conversation that the fact belongs to
 * @param causationId the message or command that caused it
 */
public record NewEvent(
        String topic,
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
        ObjectNode payload) {

    public NewEvent {
        if (aggregateVersion < 1 || eventVersion < 1) {
            throw new IllegalArgumentException("Versions start at 1: " + eventType + " of " + aggregateId);
        }
    }

    /** The record key: all events of an aggregate share a partition. */
    public String key() {
        return tenantId + ":" + aggregateType + ":" + aggregateId;
    }

    public static Builder of(String eventType, int eventVersion) {
        return new Builder(eventType, eventVersion);
    }

    /** Collects the parts of an event by name, because most of them are strings and ids. */
    @SuppressWarnings("NullAway.Init")
    public static final class Builder {
        private final String eventType;
        private final int eventVersion;
        private String topic;
        private String tenantId;
        private String aggregateType;
        private String aggregateId;
        private long aggregateVersion;
        private Instant occurredAt;
        private UUID correlationId;
        private UUID causationId;
        private Actor actor;

        private Builder(String eventType, int eventVersion) {
            this.eventType = eventType;
            this.eventVersion = eventVersion;
        }

        public Builder onTopic(String name) {
            topic = name;
            return this;
        }

        public Builder tenant(String id) {
            tenantId = id;
            return this;
        }

        public Builder aggregate(String type, Object id, long version) {
            aggregateType = type;
            aggregateId = id.toString();
            aggregateVersion = version;
            return this;
        }

        public Builder occurredAt(Instant instant) {
            occurredAt = instant;
            return this;
        }

        public Builder correlation(UUID id) {
            correlationId = id;
            return this;
        }

        public Builder causation(UUID id) {
            causationId = id;
            return this;
        }

        public Builder actor(Actor who) {
            actor = who;
            return this;
        }

        /** Ends the chain. @throws NullPointerException naming the part that is missing */
        public NewEvent payload(ObjectNode payload) {
            return new NewEvent(
                    Objects.requireNonNull(topic, "topic"),
                    eventType,
                    eventVersion,
                    Objects.requireNonNull(tenantId, "tenant"),
                    Objects.requireNonNull(aggregateType, "aggregate"),
                    aggregateId,
                    aggregateVersion,
                    Objects.requireNonNull(occurredAt, "occurredAt"),
                    Objects.requireNonNull(correlationId, "correlation"),
                    Objects.requireNonNull(causationId, "causation"),
                    Objects.requireNonNull(actor, "actor"),
                    Objects.requireNonNull(payload, "payload"));
        }
    }
}
