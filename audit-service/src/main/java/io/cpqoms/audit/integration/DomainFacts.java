package io.cpqoms.audit.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cpqoms.audit.trail.AuditFact;
import io.cpqoms.audit.trail.AuditTrail;
import io.cpqoms.audit.trail.FactSource;
import io.cpqoms.audit.trail.FactSubject;
import io.cpqoms.messaging.BadMessage;
import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.ProcessingMode;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.messaging.replay.Replayable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Takes every fact of every fact topic into the trail.
 *
 * <p>Commands and dead letters are not facts of the business and stay out. All topics share one consumer name: message
 * ids are unique over all topics.
 */
@ApplicationScoped
class DomainFacts implements Replayable {

    private static final ConsumerDeclaration DECLARATION = ConsumerDeclaration.named("audit-service")
            .from(
                    "cpq.catalog.publications.v1",
                    "cpq.quote.events.v1",
                    "cpq.order.events.v1",
                    "cpq.workflow.events.v1",
                    "cpq.notification.events.v1",
                    // What the services have published; kept like facts, so that these can't be changed unseen either.
                    "cpq.audit.events.v1")
            .acceptsEverything()
            .allows(ProcessingMode.REPLAY_VALIDATE_ONLY)
            .build();

    /** Sorted keys, no white space: the same envelope always gives the same text. */
    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final AuditTrail trail;
    private final Clock clock;

    DomainFacts(AuditTrail trail, Clock clock) {
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public ConsumerDeclaration declaration() {
        return DECLARATION;
    }

    @Override
    public void handle(List<ReceivedEvent> events) {
        Instant recordedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        trail.append(events.stream().map(event -> fact(event, recordedAt)).toList());
    }

    /** A fact is never written a second time; a replay can only ask whether the log has it. */
    @Override
    public Validation validation() {
        return RecordedFacts::missing;
    }

    private static AuditFact fact(ReceivedEvent event, Instant recordedAt) {
        return new AuditFact(
                event.tenantId(),
                event.messageId(),
                event.eventType(),
                new FactSubject(event.aggregateType(), event.aggregateId(), event.aggregateVersion()),
                new FactSource(event.topic(), event.partition(), event.offset()),
                event.occurredAt().truncatedTo(ChronoUnit.MICROS),
                recordedAt,
                event.correlationId(),
                event.causationId(),
                event.actor(),
                canonical(event.envelope()));
    }

    /** Object nodes keep the order they were written in; going through plain maps lets the keys be sorted. */
    static String canonical(JsonNode envelope) {
        try {
            return CANONICAL.writeValueAsString(CANONICAL.treeToValue(envelope, Object.class));
        } catch (JsonProcessingException e) {
            throw new BadMessage("The envelope has no canonical form", e);
        }
    }
}
