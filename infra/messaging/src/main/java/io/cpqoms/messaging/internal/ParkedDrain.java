package io.cpqoms.messaging.internal;

import io.cpqoms.command.database.AcrossTenants;
import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.EventConsumer;
import io.cpqoms.messaging.MessagingConfig;
import io.cpqoms.messaging.ReceivedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
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
@AcrossTenants
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

    /** Tries every key of the consumer whose time has come; just one, as a probe, while its release is suspected. */
    void look(Consumers.Running running) {
        if (consumers.isStopped(running.name())) {
            return;
        }
        boolean suspected = running.guard().suspicion().isPresent();
        for (String key : parked.due(running.name(), suspected ? 1 : KEYS_PER_LOOK)) {
            workOff(running, key);
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
                Step step = transaction.inTransaction(() -> drain(running.consumer(), key, wanted));
                more = step.more();
                if (step.handled()) {
                    running.handled();
                } else {
                    running.intake().undecided();
                }
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

    /** What became of a step: whether the handler was given events, and whether more is parked that can be tried at once. */
    private record Step(boolean handled, boolean more) {

        static final Step NOTHING = new Step(false, false);
    }

    private static boolean isOfTheRecord(Throwable failure) {
        FailureScope scope = FailureScope.of(failure);
        return scope == FailureScope.ROW || scope == FailureScope.KEY;
    }

    private Step drain(EventConsumer consumer, String key, int limit) {
        ConsumerDeclaration declaration = consumer.declaration();
        String name = declaration.name();
        Instant now = clock.instant();
        Optional<InboxStore.Mark> mark = inbox.tryLock(name, key);
        Optional<ParkedKeys.Held> held = parked.find(name, key).filter(state -> isDue(state, now));
        if (mark.isEmpty() || held.isEmpty()) {
            return Step.NOTHING;
        }
        Judgement judgement = new Judgement(declaration, Map.of(key, mark.get()));
        List<ParkedKeys.Parked> handled = new ArrayList<>();
        List<InboxStore.Claim> claims = new ArrayList<>();
        List<ReceivedEvent> events = new ArrayList<>();
        boolean waiting = false;
        for (ParkedKeys.Parked message : parked.first(name, key, limit)) {
            Delivery.Readable delivery = readable(declaration, message);
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
        inbox.put(name, Map.of(key, judgement.mark(key)));
        parked.remove(handled);
        if (!parked.releaseIfEmpty(name, key)) {
            Instant next = waiting ? held.get().parkedAt().plus(declaration.gapWait()) : now;
            parked.hold(name, key, goOn(held.get(), next));
        }
        handling.handle(consumer, events);
        drills.reached("inbox.draining");
        metrics.recorded(name, claims);
        return new Step(!events.isEmpty(), !handled.isEmpty() && !waiting);
    }

    private static boolean isDue(ParkedKeys.Held held, Instant now) {
        return held.state() != ParkedKeys.State.WAITING && !held.next().isAfter(now);
    }

    private static ParkedKeys.Held goOn(ParkedKeys.Held held, Instant next) {
        return new ParkedKeys.Held(held.state(), 0, held.failure(), Optional.empty(), held.parkedAt(), next);
    }

    /** What was readable when it was parked may not be after a release: then it is bad data like any other. */
    private Delivery.Readable readable(ConsumerDeclaration declaration, ParkedKeys.Parked message) {
        return switch (opened(declaration, message)) {
            case Delivery.Readable readable -> readable;
            case Delivery.Defective defective -> throw defective.defect();
        };
    }

    private Delivery opened(ConsumerDeclaration declaration, ParkedKeys.Parked message) {
        return switch (pipeline.read(declaration, message.record().toRecord(), message.receivedAt())) {
            case Delivery.Readable readable -> readable;
            case Delivery.Defective defective -> defective.knownAs(message.messageId());
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
        FailureScope scope = FailureScope.of(failure);
        metrics.retried(running.name(), scope);
        try {
            switch (scope) {
                case RELEASE -> {
                    consumers.suspend(running, failure);
                    transaction.inTransaction(() -> putOff(running.name(), key));
                }
                case DEPENDENCY, TOPIC -> running.intake().failed();
                case ROW, KEY ->
                    transaction.inTransaction(() -> {
                        tryLaterOrBury(running, key, scope, failure);
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

    private String putOff(String consumer, String key) {
        inbox.lock(consumer, key);
        parked.find(consumer, key)
                .ifPresent(held -> parked.hold(
                        consumer,
                        key,
                        new ParkedKeys.Held(
                                held.state(),
                                held.attempts(),
                                held.failure(),
                                held.dlqId(),
                                held.parkedAt(),
                                clock.instant().plus(config.releaseProbe()))));
        return key;
    }

    private void tryLaterOrBury(Consumers.Running running, String key, FailureScope scope, Throwable failure) {
        ConsumerDeclaration declaration = running.consumer().declaration();
        String name = declaration.name();
        InboxStore.Mark mark = inbox.lock(name, key);
        Optional<ParkedKeys.Held> held = parked.find(name, key);
        List<ParkedKeys.Parked> head = parked.first(name, key, 1);
        if (held.isEmpty() || head.isEmpty()) {
            return;
        }
        Delivery delivery = opened(declaration, head.getFirst());
        int attempts = held.get().attempts() + 1;
        String type = scope == FailureScope.ROW ? "bad-data" : "exhausted";
        DeadLetters.Reason reason =
                DeadLetters.Reason.of(type, failure, attempts, held.get().parkedAt());
        // That a key fails as it did when it was parked is no news; that many fail in another way is.
        boolean tells = running.guard().suspicion().isPresent()
                || !DeadLetters.alike(held.get().failure(), reason.message());
        Optional<Duration> probeLater = tells
                ? running.guard().failed(delivery, reason.group(name), DeadLetters.publicly(failure))
                : Optional.empty();
        if (probeLater.isPresent()) {
            running.intake().suspend(probeLater.get());
            putOff(name, key);
            return;
        }
        if (scope == FailureScope.KEY && attempts < config.unknownAttempts()) {
            parked.hold(name, key, transaction.retryLater(attempts, failure));
            return;
        }
        inbox.settle(
                name,
                InboxStatus.PARKED,
                List.of(new InboxStore.Claim(delivery, InboxStatus.DEAD, Optional.of(DeadLetters.messageOf(failure)))));
        parked.remove(head);
        parked.hold(name, key, goOn(held.get(), clock.instant()));
        transaction.letter(declaration, delivery, reason);
        transaction.passOver(declaration, delivery, mark);
        if (declaration.afterDeadLetter() == ConsumerDeclaration.AfterDeadLetter.GO_ON) {
            parked.releaseIfEmpty(name, key);
        }
        metrics.recorded(name, List.of(new InboxStore.Claim(delivery, InboxStatus.DEAD)));
    }
}
