package io.cpqoms.notification.delivery;

import io.cpqoms.notification.channel.EmailChannel;
import io.cpqoms.notification.channel.SendResult;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due: claim (committed) → send, a few side by side → record (committed), and again.
 *
 * <p>Between the two commits a crash leaves the intent in SENDING; whoever finds it there declares it in doubt and never
 * sends it. While the provider is away one message at a time probes it, at growing intervals, instead of all that wait.
 * Without work the dispatcher sleeps until it is woken, the next retry is due, or the idle time is over.
 */
@ApplicationScoped
class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /** What is due and yet not ours is being claimed by another instance this very moment. */
    private static final Duration SHORTEST_SLEEP = Duration.ofMillis(50);

    private final Intents intents;
    private final DeliveryRecord record;
    private final EmailChannel email;
    private final DeliverySettings settings;
    private final DeliveryPolicy policy;
    private final Clock clock;
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile boolean stopping;
    private Optional<Thread> thread = Optional.empty();
    /** Rounds in a row in which nobody was there to take anything. */
    private int outages;

    Dispatcher(Intents intents, DeliveryRecord record, EmailChannel email, DeliverySettings settings, Clock clock) {
        this.intents = intents;
        this.record = record;
        this.email = email;
        this.settings = settings;
        this.clock = clock;
        this.policy = new DeliveryPolicy(
                settings.backoff(), settings.backoffMaximum(), settings.giveUpAfter(), settings.addressPatience());
    }

    void onStart(@Observes StartupEvent event) {
        if (settings.enabled()) {
            start();
        }
    }

    void onStop(@Observes ShutdownEvent event) {
        stop();
    }

    /** Says that there may be work. */
    void wake() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    synchronized void start() {
        stopping = false;
        outages = 0;
        thread = Optional.of(Thread.ofPlatform().name("notification-dispatcher").start(this::run));
    }

    /** Waits for the messages that are being sent, so that an orderly stop leaves no doubt. */
    synchronized void stop() {
        stopping = true;
        wake();
        thread.ifPresent(running -> {
            try {
                running.join(settings.claimLease());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread = Optional.empty();
    }

    private void run() {
        try (ExecutorService workers = Executors.newFixedThreadPool(
                settings.workers(),
                Thread.ofPlatform().name("notification-worker-", 1).factory())) {
            boolean first = true;
            Instant nextLeftOverLook = clock.instant();
            while (!stopping) {
                try {
                    if (!clock.instant().isBefore(nextLeftOverLook)) {
                        lookForLeftOvers(first);
                        first = false;
                        nextLeftOverLook = clock.instant().plus(settings.claimLease());
                    }
                    if (!round(workers)) {
                        sleep(untilNextDue());
                    }
                } catch (RuntimeException e) {
                    LOG.atWarn().setCause(e).log("delivery is interrupted, trying again");
                    sleep(settings.idle());
                }
            }
        }
    }

    /** After a start everything in SENDING under this name is of an earlier life; later only what others left counts. */
    private void lookForLeftOvers(boolean afterStart) {
        String instance = afterStart ? settings.instance() : "";
        int count = intents.declareInDoubt(instance, Set.of(), settings.claimLease());
        if (count > 0) {
            LOG.atError().addKeyValue("count", count).log("notifications in doubt: not sent again by themselves");
        }
    }

    /** Sends what is due. @return whether it is worth looking again at once */
    private boolean round(ExecutorService workers) {
        List<Claimed> claimed = intents.claim(settings.instance(), outages > 0 ? 1 : settings.claim());
        if (claimed.isEmpty()) {
            return false;
        }
        BlockingQueue<Attempt> finished = new LinkedBlockingQueue<>();
        claimed.forEach(intent -> workers.execute(() -> finished.add(new Attempt(intent, attempt(intent)))));
        boolean anybodyThere = false;
        boolean nobodyThere = false;
        for (int open = claimed.size(); open > 0; ) {
            List<Attempt> attempts = take(finished);
            open -= attempts.size();
            Instant now = clock.instant();
            recordUntilWritten(attempts.stream()
                    .map(attempt -> policy.conclude(attempt.intent(), attempt.result(), now))
                    .toList());
            anybodyThere |= attempts.stream().anyMatch(attempt -> attempt.result() instanceof SendResult.Taken);
            nobodyThere |= attempts.stream().anyMatch(attempt -> attempt.result() instanceof SendResult.Unreachable);
        }
        return noteOutage(nobodyThere && !anybodyThere);
    }

    private record Attempt(Claimed intent, SendResult result) {}

    private SendResult attempt(Claimed intent) {
        try {
            return intent.contact()
                    .map(reach -> email.send(intent.notice(), reach.email(), reach.locale()))
                    .orElseGet(() -> new SendResult.NoAddress(noAddress(intent)));
        } catch (RuntimeException | Error e) {
            // Every claimed intent must come to a conclusion. The channel answers for what it has begun, so it has not
            // begun.
            return new SendResult.NotNow("The message could not be handed to the channel: " + e);
        }
    }

    private static String noAddress(Claimed intent) {
        String recipient = intent.notice().recipient();
        return switch (intent.recipientKind()) {
            case CUSTOMER -> "No address is known for customer " + recipient + ": PUT /contacts/" + recipient + ".";
            case GROUP ->
                "No address is known for group " + recipient + ": an administrator says it with PUT /group-contacts/"
                        + recipient + ".";
        };
    }

    /** Whatever has finished by now, at least one: under load results share a transaction, otherwise none waits. */
    private static List<Attempt> take(BlockingQueue<Attempt> finished) {
        List<Attempt> attempts = new ArrayList<>();
        boolean interrupted = false;
        while (attempts.isEmpty()) {
            try {
                attempts.add(finished.take());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        finished.drainTo(attempts);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return attempts;
    }

    /** A result that is not written is lost, and the mail with it in doubt: the database is waited for. */
    private void recordUntilWritten(List<Conclusion> conclusions) {
        for (int failures = 1; ; failures++) {
            try {
                record.write(conclusions);
                return;
            } catch (RuntimeException e) {
                if (stopping) {
                    throw e;
                }
                LOG.atWarn()
                        .setCause(e)
                        .addKeyValue("count", conclusions.size())
                        .log("results are not recorded yet");
                sleep(policy.wait(failures));
            }
        }
    }

    private boolean noteOutage(boolean outage) {
        if (!outage) {
            outages = 0;
            return true;
        }
        outages++;
        Duration wait = policy.wait(outages);
        LOG.atWarn().addKeyValue("wait", wait).log("the mail server is away, nothing is lost");
        pause(wait);
        return true;
    }

    private Duration untilNextDue() {
        Duration idle = settings.idle();
        Instant now = clock.instant();
        return intents.nextDue()
                .map(due -> Duration.between(now, due))
                .map(wait -> wait.compareTo(SHORTEST_SLEEP) < 0 ? SHORTEST_SLEEP : wait)
                .filter(wait -> wait.compareTo(idle) < 0)
                .orElse(idle);
    }

    /** Sleeps until woken or the time is over. */
    private void sleep(Duration longest) {
        try {
            if (wakeUps.tryAcquire(longest.toMillis() + 1, TimeUnit.MILLISECONDS)) {
                wakeUps.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    /** Like sleep, but new work is no reason to end it: the provider is away for it too. */
    private void pause(Duration wait) {
        Instant end = clock.instant().plus(wait);
        while (!stopping && clock.instant().isBefore(end)) {
            sleep(Duration.between(clock.instant(), end));
        }
    }
}
