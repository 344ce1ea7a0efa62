package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.EventConsumer;
import io.cpqoms.messaging.MessagingConfig;
import io.cpqoms.messaging.ReceivedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off parked keys: the head first and alone, then what waits behind it, in order of aggregate version. A head that
 * fails too often is dead-lettered; whether the rest then goes on is the consumer's declared policy.
 */
@ApplicationScoped
public class ParkedDrain {

    private static final Logger LOG = LoggerFactory.getLogger(ParkedDrain.class);
    private static final int KEYS_PER_LOOK = 100;
    private static final int LARGEST_STEP = 100;

    private final Consumers consumers;
    private final ParkedKeys parked;
    private final InboxStore inbox;
    private final BatchTransaction transaction;
    private final BatchPipeline pipeline;
    private final TracedHandling handling;
    private final InboxMetrics metrics;
    private final DrillPoints drills;
    private final MessagingConfig.Inbox config;
    private final Clock clock;

    ParkedDrain(
            Consumers consumers,
            ParkedKeys parked,
            InboxStore inbox,
            BatchTransaction transaction,
            BatchPipeline pipeline,
            TracedHandling handling,
            InboxMetrics metrics,
            DrillPoints drills,
            MessagingConfig config,
            Clock clock) {
        this.consumers = consumers;
        this.parked = parked;
        this.inbox = inbox;
        this.transaction = transaction;
        this.pipeline = pipeline;
        this.handling = handling;
        this.metrics = metrics;
        this.drills = drills;
        this.config = config.inbox();
        this.clock = clock;
    }

    /** Tries every key whose time has come. */
    void look() {
        for (ParkedKeys.Due due : parked.due(KEYS_PER_LOOK)) {
            consumers
                    .named(due.consumer())
                    .filter(running -> !consumers.isStopped(running.name()))
                    .ifPresent(running -> workOff(running, due.key()));
        }
    }

    /** One key: a single message, then twice as many with every success, until it flows or has to wait. */
    private void workOff(Consumers.Running running, String key) {
        int size = 1;
        boolean more = true;
        while (more) {
            Intake.Permit permit = running.intake().ask(size);
            if (permit.records() == 0) {
                return;
            }
            size = permit.records();
            try {
                int wanted = size;
                more = transaction.inTransaction(() -> drain(running.consumer(), key, wanted));
                running.intake().succeeded();
                size = Math.min(LARGEST_STEP, size * 2);
            } catch (RuntimeException | Error failure) {
                more = size > 1 && isOfTheRecord(failure);
                running.intake().undecided();
                if (!more) {
                    failed(running, key, failure);
                }
                size = 1;
            }
        }
    }

    private static boolean isOfTheRecord(Throwable failure) {
        FailureScope kind = FailureScope.of(failure);
        return kind == FailureScope.ROW || kind == FailureScope.KEY;
    }

    /** Answers whether more is parked that can be tried at once. */
    private boolean drain(EventConsumer consumer, String key, int limit) {
        ConsumerDeclaration declaration = consumer.declaration();
        String name = declaration.name();
        Instant now = clock.instant();
        long last = inbox.lock(name, key);
        Optional<ParkedKeys.Held> held = parked.find(name, key).filter(state -> isDue(state, now));
        if (held.isEmpty()) {
            return false;
        }
        Judgement judgement = new Judgement(declaration, Map.of(key, new InboxStore.Mark(last, false)));
        List<ParkedKeys.Parked> handled = new ArrayList<>();
        List<InboxStore.Claim> claims = new ArrayList<>();
        List<ReceivedEvent> events = new ArrayList<>();
        boolean waiting = false;
        for (ParkedKeys.Parked message : parked.first(name, key, limit)) {
            Delivery.Readable delivery = readable(message);
            waiting = mustWait(judgement, delivery.event(), held.get(), now);
            if (waiting) {
                break;
            }
            InboxStatus status = judgement.status(delivery.event());
            claims.add(new InboxStore.Claim(delivery, status));
            handled.add(message);
            if (status == InboxStatus.DONE) {
                events.add(delivery.event());
            }
        }
        inbox.settle(name, InboxStatus.PARKED, claims);
        inbox.put(name, Map.of(key, judgement.last(key)));
        parked.remove(handled);
        if (!parked.releaseIfEmpty(name, key)) {
            Instant next = waiting ? held.get().parkedAt().plus(declaration.gapWait()) : now;
            parked.hold(name, key, goOn(held.get(), next));
        }
        handling.handle(consumer, events);
        drills.reached("inbox.draining");
        metrics.recorded(name, claims);
        return !handled.isEmpty() && !waiting;
    }

    private static boolean isDue(ParkedKeys.Held held, Instant now) {
        return held.state() != ParkedKeys.State.WAITING && !held.next().isAfter(now);
    }

    private static ParkedKeys.Held goOn(ParkedKeys.Held held, Instant next) {
        return new ParkedKeys.Held(held.state(), 0, held.failure(), Optional.empty(), held.parkedAt(), next);
    }

    /** What was readable when it was parked may not be after a release: then it is bad data like any other. */
    private Delivery.Readable readable(ParkedKeys.Parked message) {
        return switch (pipeline.read(message.record().toRecord(), message.receivedAt())) {
            case Delivery.Readable readable -> readable;
            case Delivery.Defective defective -> throw defective.defect();
        };
    }

    /** A missing version is waited for within bounds; after that the key goes on and the gap is flagged. */
    private boolean mustWait(Judgement judgement, ReceivedEvent event, ParkedKeys.Held held, Instant now) {
        if (!judgement.isAfterGap(event)) {
            return false;
        }
        if (now.isBefore(held.parkedAt().plus(judgement.declaration.gapWait()))) {
            return true;
        }
        metrics.gapPassed(judgement.declaration.name(), event, judgement.last(event.aggregateKey()));
        return false;
    }

    private void failed(Consumers.Running running, String key, Throwable failure) {
        FailureScope kind = FailureScope.of(failure);
        metrics.retried(running.name(), kind);
        try {
            switch (kind) {
                case RELEASE -> consumers.stop(running.name(), failure);
                case DEPENDENCY -> running.intake().failed();
                case ROW, KEY, TOPIC ->
                    transaction.inTransaction(() -> {
                        tryLaterOrBury(running.consumer(), key, kind, failure);
                        return key;
                    });
            }
        } catch (RuntimeException notEvenThat) {
            // The key stays due as it is; the next look finds it.
            LOG.atWarn()
                    .addKeyValue("consumer", running.name())
                    .setCause(notEvenThat)
                    .log("the failure of a parked key could not be noted");
        }
    }

    private void tryLaterOrBury(EventConsumer consumer, String key, FailureScope kind, Throwable failure) {
        ConsumerDeclaration declaration = consumer.declaration();
        String name = declaration.name();
        long last = inbox.lock(name, key);
        Optional<ParkedKeys.Held> held = parked.find(name, key);
        List<ParkedKeys.Parked> head = parked.first(name, key, 1);
        if (held.isEmpty() || head.isEmpty()) {
            return;
        }
        int attempts = held.get().attempts() + 1;
        if (kind == FailureScope.KEY && attempts < config.unknownAttempts()) {
            parked.hold(name, key, transaction.retryLater(attempts, failure));
            return;
        }
        Delivery delivery = pipeline.read(
                head.getFirst().record().toRecord(), head.getFirst().receivedAt());
        String type = kind == FailureScope.ROW ? "bad-data" : "exhausted";
        inbox.settle(
                name,
                InboxStatus.PARKED,
                List.of(new InboxStore.Claim(delivery, InboxStatus.DEAD, Optional.of(DeadLetters.messageOf(failure)))));
        parked.remove(head);
        parked.hold(name, key, goOn(held.get(), clock.instant()));
        transaction.letter(
                declaration,
                delivery,
                DeadLetters.Reason.of(type, failure, attempts, held.get().parkedAt()));
        transaction.passOver(declaration, delivery, last);
        if (declaration.afterDeadLetter() == ConsumerDeclaration.AfterDeadLetter.GO_ON) {
            parked.releaseIfEmpty(name, key);
        }
        metrics.recorded(name, List.of(new InboxStore.Claim(delivery, InboxStatus.DEAD)));
    }
}
