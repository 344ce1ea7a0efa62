package io.cpqoms.messaging.internal;

import io.cpqoms.command.database.AcrossTenants;
import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.EventConsumer;
import io.cpqoms.messaging.MessagingConfig;
import io.cpqoms.messaging.ReceivedEvent;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * The one transaction of a batch: watermarks, inbox rows, parked messages, dead letters of unreadable records, and the
 * effect. The watermark rows come first and in key order: they are the locks that keep a key in one hand.
 */
@AcrossTenants
@ApplicationScoped
public class BatchTransaction {

    private final InboxStore inbox;
    private final InboxPositions positions;
    private final InboxDays days;
    private final ParkedKeys parked;
    private final DeadLetters deadLetters;
    private final TracedHandling handling;
    private final InboxMetrics metrics;
    private final DrillPoints drills;
    private final Clock clock;
    private final MessagingConfig.Inbox config;

    BatchTransaction(
            InboxStore inbox,
            InboxPositions positions,
            InboxDays days,
            ParkedKeys parked,
            DeadLetters deadLetters,
            TracedHandling handling,
            InboxMetrics metrics,
            DrillPoints drills,
            Clock clock,
            MessagingConfig config) {
        this.inbox = inbox;
        this.positions = positions;
        this.days = days;
        this.parked = parked;
        this.deadLetters = deadLetters;
        this.handling = handling;
        this.metrics = metrics;
        this.drills = drills;
        this.clock = clock;
        this.config = config.inbox();
    }

    /**
     * Applies what is new in the batch; everything in it is recorded when this returns, nothing when it throws. A batch
     * of a consumer whose keys wait behind dead letters must not hold an unreadable record beside others.
     *
     * @param reached how far the group has come with it; nothing while more of what it took is to be done
     * @return whether the handler was called
     * @throws ReusedIds naming the messages whose id was used before for another content
     */
    boolean apply(EventConsumer consumer, List<Delivery> batch, Reached reached) {
        days.prepare(batch);
        List<InboxStore.Claim> recorded = inTransaction(() -> applyInside(consumer, batch, reached));
        metrics.recorded(consumer.declaration().name(), recorded);
        metrics.duplicates(consumer.declaration().name(), batch.size() - recorded.size());
        return recorded.stream().anyMatch(claim -> claim.status() == InboxStatus.DONE);
    }

    private List<InboxStore.Claim> applyInside(EventConsumer consumer, List<Delivery> batch, Reached reached) {
        ConsumerDeclaration declaration = consumer.declaration();
        String name = declaration.name();
        Judged judged = judge(declaration, batch);
        List<InboxStore.Claim> claims = judged.claims();
        Set<UUID> isNew = inbox.claim(name, claims, reached);
        refuseReusedIds(name, batch, isNew);
        List<InboxStore.Claim> recorded = new ArrayList<>(isNew.size());
        List<ReceivedEvent> events = new ArrayList<>();
        List<Delivery.Readable> held = new ArrayList<>();
        for (InboxStore.Claim claim : claims) {
            // A message that stands twice in one batch is claimed once.
            if (!isNew.remove(claim.delivery().messageId())) {
                continue;
            }
            recorded.add(claim);
            switch (claim.delivery()) {
                case Delivery.Defective defective ->
                    letter(declaration, defective, DeadLetters.Reason.badData(defective.defect(), clock.instant()));
                case Delivery.Readable readable when claim.status() == InboxStatus.DONE -> events.add(readable.event());
                case Delivery.Readable readable when claim.status() == InboxStatus.PARKED -> held.add(readable);
                case Delivery.Readable ignored -> {}
            }
        }
        parked.append(name, held);
        drills.reached("inbox.claimed");
        raiseApplied(name, judged, events);
        handling.handle(consumer, events);
        drills.reached("inbox.handled");
        return recorded;
    }

    /** Says how far a group has come with what is durable already, or was none of its consumer's. */
    void saveReached(Reached reached) {
        inTransaction(() -> {
            positions.saveSoon(reached);
            return reached;
        });
    }

    /** A repetition says the same as the first; what says something else would be dropped by every consumer without a trace. */
    private void refuseReusedIds(String consumer, List<Delivery> batch, Set<UUID> isNew) {
        if (isNew.size() == batch.size()) {
            return;
        }
        Map<UUID, UUID> contents = new HashMap<>(inbox.contents(
                consumer,
                batch.stream()
                        .map(Delivery::messageId)
                        .filter(id -> !isNew.contains(id))
                        .toList()));
        List<Delivery.Readable> reused = new ArrayList<>();
        for (Delivery delivery : batch) {
            UUID before = contents.putIfAbsent(delivery.messageId(), delivery.content());
            if (before != null
                    && !before.equals(delivery.content())
                    && delivery instanceof Delivery.Readable readable) {
                reused.add(readable);
            }
        }
        if (!reused.isEmpty()) {
            throw new ReusedIds(reused);
        }
    }

    /** Holds the key of a record back that failed for an unknown reason; its later records will park behind it. */
    void park(EventConsumer consumer, Delivery.Readable delivery, Throwable failure) {
        String name = consumer.declaration().name();
        List<InboxStore.Claim> claim = List.of(
                new InboxStore.Claim(delivery, InboxStatus.PARKED, Optional.of(DeadLetters.messageOf(failure))));
        inTransaction(() -> {
            inbox.lock(name, delivery.key());
            boolean held = parked.find(name, delivery.key()).isPresent();
            if (!inbox.claim(name, claim).isEmpty()) {
                if (!held) {
                    parked.hold(name, delivery.key(), retryLater(1, failure));
                }
                parked.append(name, List.of(delivery));
            }
            drills.reached("inbox.parking");
            return claim;
        });
        drills.reached("inbox.parked");
        metrics.recorded(name, claim);
    }

    /** When the head of a key is tried again after so many attempts. */
    ParkedKeys.Held retryLater(int attempts, Throwable failure) {
        Instant now = clock.instant();
        return new ParkedKeys.Held(
                ParkedKeys.State.RETRYING,
                attempts,
                DeadLetters.messageOf(failure),
                Optional.empty(),
                now,
                now.plus(ParkedKeys.backoff(config.parkedBackoff(), attempts)));
    }

    /** Records a message that was given up, with its dead letter; both or neither. */
    void bury(EventConsumer consumer, Delivery delivery, DeadLetters.Reason reason) {
        ConsumerDeclaration declaration = consumer.declaration();
        List<InboxStore.Claim> dead =
                List.of(new InboxStore.Claim(delivery, InboxStatus.DEAD, Optional.of(reason.message())));
        inTransaction(() -> {
            InboxStore.Mark mark = inbox.lock(declaration.name(), delivery.key());
            if (!inbox.claim(declaration.name(), dead).isEmpty()) {
                letter(declaration, delivery, reason);
                passOver(declaration, delivery, mark);
            }
            drills.reached("dlq.written");
            return dead;
        });
        drills.reached("dlq.committed");
        metrics.recorded(declaration.name(), dead);
    }

    /** Where later events are to go on, a dead one counts as seen, or each of them would look like a gap. */
    void passOver(ConsumerDeclaration declaration, Delivery delivery, InboxStore.Mark mark) {
        if (declaration.afterDeadLetter() == ConsumerDeclaration.AfterDeadLetter.GO_ON
                && delivery instanceof Delivery.Readable readable
                && readable.event().aggregateVersion() > mark.seen()) {
            inbox.put(
                    declaration.name(),
                    Map.of(delivery.key(), mark.seen(readable.event().aggregateVersion())));
        }
    }

    /** Writes the dead letter and, where the declaration says so, lets the rest of its key wait for a person. */
    UUID letter(ConsumerDeclaration declaration, Delivery delivery, DeadLetters.Reason reason) {
        UUID dlqId = deadLetters.append(declaration.name(), delivery, reason);
        if (declaration.afterDeadLetter() == ConsumerDeclaration.AfterDeadLetter.WAIT
                && !delivery.key().isEmpty()) {
            Instant now = clock.instant();
            parked.hold(
                    declaration.name(),
                    delivery.key(),
                    new ParkedKeys.Held(
                            ParkedKeys.State.WAITING,
                            reason.attempts(),
                            reason.message(),
                            Optional.of(dlqId),
                            now,
                            now));
        }
        return dlqId;
    }

    <T> T inTransaction(Callable<T> work) {
        return QuarkusTransaction.requiringNew()
                .timeout(Math.toIntExact(config.transactionTimeout().toSeconds()))
                .call(work);
    }

    /** The claims of a batch, and what the watermarks say was applied when all of them are new. */
    private record Judged(List<InboxStore.Claim> claims, Map<String, InboxStore.Mark> before) {}

    /**
     * A version that came late, below what was seen and above what was applied, moves the mark too. Only now it is known to be no
     * repetition; and it is rare enough for a statement of its own.
     */
    private void raiseApplied(String consumer, Judged judged, List<ReceivedEvent> events) {
        Map<String, InboxStore.Mark> late = new TreeMap<>();
        for (ReceivedEvent event : events) {
            InboxStore.Mark before = judged.before().getOrDefault(event.aggregateKey(), InboxStore.Mark.NONE);
            if (event.aggregateVersion() > before.applied() && event.aggregateVersion() <= before.seen()) {
                late.merge(
                        event.aggregateKey(),
                        new InboxStore.Mark(0, event.aggregateVersion(), false),
                        (a, b) -> a.applied(b.applied()));
            }
        }
        inbox.raiseApplied(consumer, late);
    }

    private Judged judge(ConsumerDeclaration declaration, List<Delivery> batch) {
        Map<String, InboxStore.Mark> newest = new TreeMap<>();
        for (Delivery delivery : batch) {
            if (!delivery.key().isEmpty()) {
                newest.merge(
                        delivery.key(),
                        reaches(declaration, delivery),
                        (one, other) -> one.seen(other.seen()).applied(other.applied()));
            }
        }
        Map<String, InboxStore.Mark> before = inbox.advance(declaration.name(), newest);
        Judgement judgement = new Judgement(declaration, before);
        List<InboxStore.Claim> claims = new ArrayList<>(batch.size());
        Map<String, InboxStore.Mark> heldAt = new HashMap<>();
        for (Delivery delivery : batch) {
            claims.add(
                    switch (delivery) {
                        case Delivery.Defective defective ->
                            new InboxStore.Claim(
                                    defective,
                                    InboxStatus.DEAD,
                                    Optional.of(DeadLetters.messageOf(defective.defect())));
                        case Delivery.Readable readable -> judge(judgement, readable, heldAt);
                    });
        }
        inbox.put(declaration.name(), heldAt);
        return new Judged(claims, before);
    }

    /** Where the delivery would take its key, by itself. */
    private static InboxStore.Mark reaches(ConsumerDeclaration declaration, Delivery delivery) {
        return switch (delivery) {
            case Delivery.Defective unreadable -> InboxStore.Mark.NONE;
            case Delivery.Readable readable
            when Judgement.concerns(declaration, readable.event()) ->
                InboxStore.Mark.NONE.applied(readable.event().aggregateVersion());
            case Delivery.Readable other ->
                InboxStore.Mark.NONE.seen(other.event().aggregateVersion());
        };
    }

    private InboxStore.Claim judge(
            Judgement judgement, Delivery.Readable delivery, Map<String, InboxStore.Mark> heldAt) {
        ReceivedEvent event = delivery.event();
        ConsumerDeclaration declaration = judgement.declaration;
        long last = judgement.last(delivery.key());
        if (!judgement.isHeld(delivery.key()) && judgement.isAfterGap(event)) {
            metrics.gap(declaration.name(), event, last);
            if (!declaration.gapWait().isZero()) {
                judgement.hold(delivery.key());
                parked.hold(declaration.name(), delivery.key(), waitForMissing(declaration, last));
            }
        }
        if (judgement.isHeld(delivery.key())) {
            heldAt.putIfAbsent(delivery.key(), judgement.mark(delivery.key()));
            return new InboxStore.Claim(delivery, InboxStatus.PARKED);
        }
        return new InboxStore.Claim(delivery, judgement.status(event));
    }

    private ParkedKeys.Held waitForMissing(ConsumerDeclaration declaration, long last) {
        Instant now = clock.instant();
        return new ParkedKeys.Held(
                ParkedKeys.State.GAP,
                0,
                "version " + (last + 1) + " is missing",
                Optional.empty(),
                now,
                now.plus(declaration.gapWait()));
    }
}
