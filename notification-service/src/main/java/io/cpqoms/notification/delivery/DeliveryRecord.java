package io.cpqoms.notification.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.command.database.AcrossTenants;
import io.cpqoms.messaging.NewEvent;
import io.cpqoms.messaging.Outbox;
import io.cpqoms.notification.channel.Notice;
import io.cpqoms.notification.rule.Recipient;
import io.cpqoms.values.Actor;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Writes what became of attempts: the state of the intents and the facts about them, in one transaction. */
@ApplicationScoped
class DeliveryRecord {

    private static final String TOPIC = "cpq.notification.events.v1";

    private final Intents intents;
    private final WaitingIntents waiting;
    private final Outbox outbox;
    private final MeterRegistry meters;
    private final Clock clock;

    DeliveryRecord(Intents intents, WaitingIntents waiting, Outbox outbox, MeterRegistry meters, Clock clock) {
        this.intents = intents;
        this.waiting = waiting;
        this.outbox = outbox;
        this.meters = meters;
        this.clock = clock;
    }

    @AcrossTenants
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void write(List<Conclusion> conclusions) {
        List<WaitingIntents.Party> awaited = awaited(conclusions);
        if (!awaited.isEmpty()) {
            waiting.lock(awaited);
        }
        Map<UUID, Integer> changed = intents.conclude(conclusions);
        if (!awaited.isEmpty()) {
            waiting.wake(awaited);
        }
        List<Conclusion> effective = conclusions.stream()
                .filter(conclusion ->
                        changed.containsKey(conclusion.intent().notice().intentId()))
                .toList();
        Instant now = clock.instant();
        List<NewEvent> facts = effective.stream()
                .flatMap(conclusion ->
                        fact(
                                conclusion,
                                changed.getOrDefault(
                                        conclusion.intent().notice().intentId(), 0),
                                now)
                                .stream())
                .toList();
        if (!facts.isEmpty()) {
            outbox.append(facts);
        }
        effective.forEach(conclusion -> meters.counter(
                        "cpq.notification.attempts", "state", conclusion.state().contractName())
                .increment());
    }

    private static List<WaitingIntents.Party> awaited(List<Conclusion> conclusions) {
        return conclusions.stream()
                .filter(conclusion -> conclusion.state() == IntentState.WAITING)
                .map(Conclusion::intent)
                .map(intent -> new WaitingIntents.Party(
                        intent.tenantId(),
                        new Recipient(intent.recipientKind(), intent.notice().recipient())))
                .toList();
    }

    /** An end is a fact; an attempt that will be repeated is none, and of doubt nothing certain can be said. */
    private static Optional<NewEvent> fact(Conclusion conclusion, int version, Instant now) {
        return switch (conclusion.state()) {
            case SENT -> Optional.of(event("NotificationSent", conclusion, version, now));
            case FAILED -> Optional.of(event("NotificationFailed", conclusion, version, now));
            case PENDING, WAITING, SENDING, UNKNOWN -> Optional.empty();
        };
    }

    private static NewEvent event(String type, Conclusion conclusion, int version, Instant now) {
        Claimed intent = conclusion.intent();
        return NewEvent.of(type, 1)
                .onTopic(TOPIC)
                .tenant(intent.tenantId())
                .aggregate("notification", intent.notice().intentId(), version)
                .occurredAt(now)
                .correlation(intent.correlationId())
                .causation(intent.causeMessageId())
                .actor(Actor.service("notification-service"))
                .payload(payload(conclusion));
    }

    private static ObjectNode payload(Conclusion conclusion) {
        Notice notice = conclusion.intent().notice();
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("intentId", notice.intentId().toString())
                .put("channel", "email")
                .put("template", notice.template())
                .put("templateVersion", notice.templateVersion())
                .put("recipient", notice.recipient())
                .put("subjectType", notice.subjectType())
                .put("subjectId", notice.subjectId());
        conclusion.providerMessageId().ifPresent(id -> payload.put("providerMessageId", id));
        conclusion.cause().ifPresent(cause -> payload.put("cause", cause));
        return payload;
    }
}
