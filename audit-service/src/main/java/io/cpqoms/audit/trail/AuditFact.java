package io.cpqoms.audit.trail;

import io.cpqoms.values.Actor;
import java.time.Instant;
import java.util.UUID;

/**
 * A domain fact as the trail keeps it, before it has a place in a chain.
 *
 * @param recordedAt when the trail took it; to the microsecond, as the database keeps it
 * @param envelope the whole message as canonical JSON
 */
public record AuditFact(
        String tenantId,
        UUID messageId,
        String eventType,
        FactSubject subject,
        FactSource source,
        Instant occurredAt,
        Instant recordedAt,
        UUID correlationId,
        UUID causationId,
        Actor actor,
        String envelope) {}
