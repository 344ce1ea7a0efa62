package io.cpqoms.audit.query;

import io.cpqoms.audit.trail.AuditFact;
import io.cpqoms.audit.trail.ChainedFact;
import io.cpqoms.values.Actor;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * One fact of a conversation, as somebody reads it who asks what happened.
 *
 * @param sequence place in the tenant's chain
 * @param summary what happened in a sentence of the business
 */
record TimelineEntry(
        long sequence,
        Instant occurredAt,
        Instant recordedAt,
        String eventType,
        String aggregateType,
        String aggregateId,
        long aggregateVersion,
        Who actor,
        String summary,
        UUID messageId,
        UUID correlationId,
        String topic) {

    /** Where an entry stands in the order of the business: by time, and by the chain where times are equal. */
    record Place(Instant occurredAt, long sequence) {}

    Place place() {
        return new Place(occurredAt, sequence);
    }

    /** The actor as the envelope names it. */
    record Who(String kind, String subject) {}

    static TimelineEntry of(ChainedFact chained, String summary) {
        AuditFact fact = chained.fact();
        Actor actor = fact.actor();
        return new TimelineEntry(
                chained.sequence(),
                fact.occurredAt(),
                fact.recordedAt(),
                fact.eventType(),
                fact.subject().aggregateType(),
                fact.subject().aggregateId(),
                fact.subject().aggregateVersion(),
                new Who(actor.kind().name().toLowerCase(Locale.ROOT), actor.subject()),
                summary,
                fact.messageId(),
                fact.correlationId(),
                fact.source().topic());
    }
}
