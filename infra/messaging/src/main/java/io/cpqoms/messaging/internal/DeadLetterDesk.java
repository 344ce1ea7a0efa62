package io.cpqoms.messaging.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cpqoms.messaging.BadMessage;
import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.ReceivedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * What a person can do about dead letters: take one on, repair it, discard it, and let the failed consumer — and nobody
 * else — process it again from what is stored.
 */
@ApplicationScoped
public class DeadLetterDesk {

    private static final Set<String> GOOD = Set.of("resolved", "overtaken", "duplicate", "ready");
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final DeadLetterStore store;
    private final DeadLetterSteps steps;
    private final Consumers consumers;
    private final BatchPipeline pipeline;
    private final BatchTransaction transaction;
    private final InboxStore inbox;
    private final ParkedKeys parked;
    private final TracedHandling handling;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();

    DeadLetterDesk(
            DeadLetterStore store,
            DeadLetterSteps steps,
            Consumers consumers,
            BatchPipeline pipeline,
            BatchTransaction transaction,
            InboxStore inbox,
            ParkedKeys parked,
            TracedHandling handling,
            Clock clock) {
        this.store = store;
        this.steps = steps;
        this.consumers = consumers;
        this.pipeline = pipeline;
        this.transaction = transaction;
        this.inbox = inbox;
        this.parked = parked;
        this.handling = handling;
        this.clock = clock;
    }

    /** What became of one letter: resolved, overtaken, duplicate, blocked, failed, skipped or, in a dry run, ready. */
    public record Outcome(UUID dlqId, String result, String detail) {

        boolean isGood() {
            return GOOD.contains(result);
        }
    }

    /** How a redrive goes: at most so many a second, none begun after so long, without effect when it is a dry run. */
    public record Pace(int perSecond, Duration longest, boolean dryRun) {}

    /** How far a redrive came: what became of the letters it came to, and how many of those selected it did not come to. */
    public record Redriven(List<Outcome> outcomes, long notReached) {}

    /** Gives the letter an owner; in the caller's transaction. */
    public void assign(DeadLetterStore.Letter letter, String owner, String actor) {
        store.change(letter.dlqId(), letter.repaired() ? "FIXED" : "ASSIGNED", owner, null);
        steps.add(letter.dlqId(), actor, "ASSIGNED", "to " + owner, "{}");
    }

    /**
     * Puts a repaired value beside the original; in the caller's transaction.
     *
     * @throws BadMessage when the repaired value is still not what the consumer can read
     */
    public void repair(DeadLetterStore.Letter letter, byte[] value, String note, String actor) {
        StoredRecord repaired = store.original(letter.dlqId(), false).withValue(value);
        Consumers.Running running = consumers
                .named(letter.consumer())
                .orElseThrow(() -> new BadMessage("Consumer " + letter.consumer()
                        + " is not in this service any more; nobody could process a repaired message"));
        readable(running.consumer().declaration(), letter, repaired);
        store.change(letter.dlqId(), "FIXED", actor, value);
        steps.add(letter.dlqId(), actor, "FIXED", note, "{}");
    }

    /** Ends the letter without its effect; what waited behind it goes on. In the caller's transaction. */
    public void discard(DeadLetterStore.Letter letter, String reason, String actor) {
        InboxStore.Mark mark = inbox.lock(letter.consumer(), letter.aggregateKey());
        store.change(letter.dlqId(), "DISCARDED", actor, null);
        steps.add(letter.dlqId(), actor, "DISCARDED", reason, "{}");
        if (letter.aggregateVersion() > mark.seen()) {
            inbox.put(letter.consumer(), Map.of(letter.aggregateKey(), mark.seen(letter.aggregateVersion())));
        }
        goOn(letter.consumer(), letter.aggregateKey());
    }

    /**
     * Processes the selected letters in order, the first as a canary: if it fails, the others are not touched. Each is a transaction of
     * its own, so what was done stays done whatever becomes of the caller; who asks again goes on with what is open still.
     */
    public Redriven redrive(DeadLetterStore.Filter filter, List<UUID> ids, int limit, Pace pace, String actor) {
        long until = System.nanoTime() + pace.longest().toNanos();
        long selected = store.count(filter, ids);
        List<Outcome> outcomes = new ArrayList<>();
        boolean canaryDied = false;
        for (UUID dlqId : store.select(filter, ids, limit)) {
            if (!outcomes.isEmpty() && System.nanoTime() - until >= 0) {
                break;
            }
            if (canaryDied) {
                outcomes.add(new Outcome(dlqId, "skipped", "the canary failed"));
                continue;
            }
            Outcome outcome = redrive(filter.reach(), dlqId, pace.dryRun(), actor);
            canaryDied = outcomes.isEmpty() && !outcome.isGood() && !pace.dryRun();
            outcomes.add(outcome);
            if (!pace.dryRun()) {
                LockSupport.parkNanos(NANOS_PER_SECOND / pace.perSecond());
            }
        }
        return new Redriven(outcomes, Math.max(0, selected - outcomes.size()));
    }

    private Outcome redrive(DeadLetterStore.Reach reach, UUID dlqId, boolean dryRun, String actor) {
        try {
            return transaction.inTransaction(() -> {
                Outcome outcome = process(reach, dlqId, dryRun, actor);
                if (dryRun) {
                    throw new DryRun(outcome);
                }
                return outcome;
            });
        } catch (DryRun done) {
            return done.outcome;
        } catch (RuntimeException failure) {
            if (!dryRun) {
                transaction.inTransaction(() -> {
                    store.failedAgain(dlqId, failure);
                    steps.add(dlqId, actor, "REDRIVE_FAILED", DeadLetters.messageOf(failure), "{}");
                    return dlqId;
                });
            }
            return new Outcome(dlqId, "failed", DeadLetters.messageOf(failure));
        }
    }

    private Outcome process(DeadLetterStore.Reach reach, UUID dlqId, boolean dryRun, String actor) {
        DeadLetterStore.Letter letter = store.lock(reach, dlqId).orElseThrow();
        if (!letter.isOpen()) {
            return new Outcome(dlqId, "skipped", "is " + letter.state());
        }
        Optional<Consumers.Running> running = consumers.named(letter.consumer());
        if (running.isEmpty()) {
            return new Outcome(dlqId, "skipped", "consumer " + letter.consumer() + " is not in this service any more");
        }
        Optional<UUID> earlier = store.openBefore(dlqId);
        if (earlier.isPresent()) {
            return new Outcome(dlqId, "blocked", "dead letter " + earlier.get() + " of the same key comes first");
        }
        ConsumerDeclaration declaration = running.get().consumer().declaration();
        Delivery.Readable delivery = readable(declaration, letter, store.original(dlqId, true));
        InboxStore.Mark mark = inbox.lock(letter.consumer(), delivery.key());
        Judgement judgement = new Judgement(declaration, Map.of(delivery.key(), mark));
        InboxStatus status = judgement.status(delivery.event());
        InboxStore.Claim claim = new InboxStore.Claim(delivery, status);
        if (dryRun) {
            return new Outcome(
                    dlqId, "ready", status == InboxStatus.STALE ? overtaken(delivery, mark) : "would be " + status);
        }
        if (!letter.messageId().equals(delivery.messageId())) {
            // The letter of a record that was none: its id may be another message's, whose row it must not settle.
            refuseOtherContent(letter.consumer(), delivery);
        }
        boolean fresh = inbox.settle(letter.consumer(), InboxStatus.DEAD, List.of(claim)) > 0
                || !inbox.claim(letter.consumer(), List.of(claim)).isEmpty();
        if (!fresh) {
            refuseOtherContent(letter.consumer(), delivery);
        }
        if (fresh) {
            inbox.put(letter.consumer(), Map.of(delivery.key(), judgement.mark(delivery.key())));
            if (status == InboxStatus.DONE) {
                handling.handle(running.get().consumer(), List.of(delivery.event()));
            }
        }
        steps.add(dlqId, actor, "REDRIVEN", "processed from the stored record", "{}");
        Outcome outcome = outcome(dlqId, claim, fresh, overtaken(delivery, mark));
        String state = outcome.result().equals("overtaken") ? "OVERTAKEN" : "RESOLVED";
        store.change(dlqId, state, null, null);
        steps.add(dlqId, "system", state, note(outcome), evidence(letter, claim, fresh));
        goOn(letter.consumer(), delivery.key());
        return outcome;
    }

    private static Outcome outcome(UUID dlqId, InboxStore.Claim claim, boolean fresh, String overtaken) {
        if (!fresh) {
            return new Outcome(dlqId, "duplicate", "inbox status " + claim.status());
        }
        return claim.status() == InboxStatus.STALE
                ? new Outcome(dlqId, "overtaken", overtaken)
                : new Outcome(dlqId, "resolved", "inbox status " + claim.status());
    }

    private static String note(Outcome outcome) {
        return switch (outcome.result()) {
            case "overtaken" -> outcome.detail();
            case "duplicate" -> "was processed before";
            default -> "processed";
        };
    }

    /** Why a letter has no effect any more. */
    private static String overtaken(Delivery.Readable delivery, InboxStore.Mark mark) {
        return "version " + mark.applied() + " was applied meanwhile, version "
                + delivery.event().aggregateVersion() + " is not applied any more";
    }

    private void refuseOtherContent(String consumer, Delivery.Readable delivery) {
        UUID content = inbox.contents(consumer, List.of(delivery.messageId())).get(delivery.messageId());
        if (content != null && !content.equals(delivery.content())) {
            throw new BadMessage(
                    "Message " + delivery.messageId()
                            + " was processed before with another content; discard this letter, or have its writer send it anew");
        }
    }

    /** What proves the processing: it stands in the transaction of the inbox row that it names. */
    private String evidence(DeadLetterStore.Letter letter, InboxStore.Claim claim, boolean fresh) {
        return json.createObjectNode()
                .put("messageId", claim.delivery().messageId().toString())
                .put("inboxConsumer", letter.consumer())
                .put("inboxStatus", claim.status().name())
                .put("processedNow", fresh)
                .put("repairedValue", letter.repaired())
                .toString();
    }

    private void goOn(String consumer, String key) {
        if (!store.hasOpen(consumer, key)) {
            parked.resume(consumer, key);
        }
    }

    /** The stored record as an event that is still the one that died. */
    private Delivery.Readable readable(
            ConsumerDeclaration declaration, DeadLetterStore.Letter letter, StoredRecord record) {
        return switch (pipeline.read(declaration, record.toRecord(), clock.instant())) {
            case Delivery.Defective defective -> throw defective.defect();
            case Delivery.Readable readable -> {
                ReceivedEvent event = readable.event();
                boolean wasReadable = letter.aggregateVersion() > 0;
                if (wasReadable && !event.messageId().equals(letter.messageId())) {
                    throw new BadMessage("A repair keeps the message id " + letter.messageId() + ", this one has "
                            + event.messageId());
                }
                if (!letter.aggregateKey().isEmpty() && !event.aggregateKey().equals(letter.aggregateKey())) {
                    throw new BadMessage("A repair keeps the key " + letter.aggregateKey() + ", this one has "
                            + event.aggregateKey());
                }
                yield readable;
            }
        };
    }

    /** Ends the transaction of a dry run without a trace and carries its outcome out. */
    private static final class DryRun extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Outcome outcome;

        DryRun(Outcome outcome) {
            super("dry run", null, false, false);
            this.outcome = outcome;
        }
    }
}
