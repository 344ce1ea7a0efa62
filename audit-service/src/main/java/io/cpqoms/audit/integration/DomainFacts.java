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
import io.cpqoms.messaging.Inbox;
import io.cpqoms.messaging.ProcessingMode;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.messaging.replay.Replayable;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Takes every fact of every fact topic into the trail.
 *
 * <p>Commands and dead letters are not facts of the business and stay out. All channels share one consumer name: message
 * ids are unique over all topics.
 */
@ApplicationScoped
class DomainFacts implements Replayable {

    private static final ConsumerDeclaration DECLARATION = ConsumerDeclaration.named("audit-service")
            .acceptsEverything()
            .allows(ProcessingMode.REPLAY_VALIDATE_ONLY)
            .build();

    /** Sorted keys, no white space: the same envelope always gives the same text. */
    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Inbox inbox;
    private final AuditTrail trail;
    private final Clock clock;

    DomainFacts(Inbox inbox, AuditTrail trail, Clock clock) {
        this.inbox = inbox;
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

    @Incoming("catalog-publications")
    @Blocking
    void catalogPublications(ConsumerRecords<String, byte[]> records) {
        inbox.receive(this, records);
    }

    @Incoming("quote-events")
    @Blocking
    void quoteEvents(ConsumerRecords<String, byte[]> records) {
        inbox.receive(this, records);
    }

    @Incoming("order-events")
    @Blocking
    void orderEvents(ConsumerRecords<String, byte[]> records) {
        inbox.receive(this, records);
    }

    @Incoming("workflow-events")
    @Blocking
    void workflowEvents(ConsumerRecords<String, byte[]> records) {
        inbox.receive(this, records);
    }

    @Incoming("notification-events")
    @Blocking
    void notificationEvents(ConsumerRecords<String, byte[]> records) {
        inbox.receive(this, records);
    }

    @Incoming("audit-events")
    @Blocking
    void auditEvents(ConsumerRecords<String, byte[]> records) {
        inbox.receive(this, records);
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
