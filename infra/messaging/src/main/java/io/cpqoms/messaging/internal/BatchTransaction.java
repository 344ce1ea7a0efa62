package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.EventConsumer;
import io.cpqoms.messaging.MessagingConfig;
import io.cpqoms.messaging.OrderPolicy;
import io.cpqoms.messaging.ReceivedEvent;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The one transaction of a batch: watermarks, inbox rows, dead letters of unreadable records, and the effect. */
@ApplicationScoped
public class BatchTransaction {

    private final InboxStore inbox;
    private final DeadLetters deadLetters;
    private final TracedHandling handling;
    private final InboxMetrics metrics;
    private final int timeoutSeconds;

    BatchTransaction(
            InboxStore inbox,
            DeadLetters deadLetters,
            TracedHandling handling,
            InboxMetrics metrics,
            MessagingConfig config) {
        this.inbox = inbox;
        this.deadLetters = deadLetters;
        this.handling = handling;
        this.metrics = metrics;
        this.timeoutSeconds =
                Math.toIntExact(config.inbox().transactionTimeout().toSeconds());
    }

    /** Applies what is new in the batch; everything in it is recorded when this returns, nothing when it throws. */
    void apply(EventConsumer consumer, List<Delivery> batch) {
        List<InboxStore.Claim> recorded =
                QuarkusTransaction.requiringNew().timeout(timeoutSeconds).call(() -> applyInside(consumer, batch));
        metrics.recorded(consumer.declaration().name(), recorded);
    }

    private List<InboxStore.Claim> applyInside(EventConsumer consumer, List<Delivery> batch) {
        ConsumerDeclaration declaration = consumer.declaration();
        List<InboxStore.Claim> claims = judge(declaration, batch);
        Set<UUID> isNew = inbox.claim(declaration.name(), claims);
        List<InboxStore.Claim> recorded = new ArrayList<>(isNew.size());
        List<ReceivedEvent> events = new ArrayList<>();
        for (InboxStore.Claim claim : claims) {
            // A message that stands twice in one batch is claimed once.
            if (!isNew.remove(claim.delivery().messageId())) {
                continue;
            }
            recorded.add(claim);
            switch (claim.delivery()) {
                case Delivery.Defective defective ->
                    deadLetters.append(declaration.name(), defective, DeadLetters.Reason.badData(defective.defect()));
                case Delivery.Readable readable when claim.status() == InboxStatus.DONE -> events.add(readable.event());
                case Delivery.Readable ignored -> {}
            }
        }
        handling.handle(consumer, events);
        return recorded;
    }

    /** Records a message that was given up, with its dead letter; both or neither. */
    void bury(String consumer, Delivery delivery, DeadLetters.Reason reason) {
        List<InboxStore.Claim> dead =
                List.of(new InboxStore.Claim(delivery, InboxStatus.DEAD, Optional.of(reason.message())));
        QuarkusTransaction.requiringNew().timeout(timeoutSeconds).run(() -> {
            if (delivery instanceof Delivery.Readable(var record, var receivedAt, var event)) {
                inbox.advance(consumer, List.of(event));
            }
            if (!inbox.claim(consumer, dead).isEmpty()) {
                deadLetters.append(consumer, delivery, reason);
            }
        });
        metrics.recorded(consumer, dead);
    }

    private List<InboxStore.Claim> judge(ConsumerDeclaration declaration, List<Delivery> batch) {
        List<ReceivedEvent> readable = batch.stream()
                .filter(Delivery.Readable.class::isInstance)
                .map(delivery -> ((Delivery.Readable) delivery).event())
                .toList();
        Map<String, Long> versions = new HashMap<>(inbox.advance(declaration.name(), readable));
        List<InboxStore.Claim> claims = new ArrayList<>(batch.size());
        for (Delivery delivery : batch) {
            claims.add(
                    switch (delivery) {
                        case Delivery.Defective defective ->
                            new InboxStore.Claim(
                                    defective,
                                    InboxStatus.DEAD,
                                    Optional.ofNullable(defective.defect().getMessage()));
                        case Delivery.Readable(var record, var receivedAt, var event) ->
                            new InboxStore.Claim(delivery, status(declaration, event, versions), Optional.empty());
                    });
        }
        return claims;
    }

    private InboxStatus status(ConsumerDeclaration declaration, ReceivedEvent event, Map<String, Long> versions) {
        Long last = versions.get(event.aggregateKey());
        boolean stale = last != null && event.aggregateVersion() <= last;
        if (!stale) {
            if (last != null && event.aggregateVersion() > last + 1) {
                metrics.gap(declaration.name(), event, last);
            }
            versions.put(event.aggregateKey(), event.aggregateVersion());
        }
        if (!declaration.accepts(event.eventType(), event.eventVersion())) {
            return InboxStatus.IGNORED;
        }
        return stale && declaration.order() == OrderPolicy.LATEST_WINS ? InboxStatus.STALE : InboxStatus.DONE;
    }
}
