package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.MessagingConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes on beside the channels: parked keys are tried, old days dropped, and what is held back is measured. */
@ApplicationScoped
public class InboxUpkeep {

    private static final Logger LOG = LoggerFactory.getLogger(InboxUpkeep.class);
    private static final Duration RETENTION_INTERVAL = Duration.ofHours(1);
    private static final Duration MEASURE_INTERVAL = Duration.ofSeconds(5);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private final Consumers consumers;
    private final ParkedDrain drain;
    private final InboxDays days;
    private final InboxBacklog backlog;
    private final Duration parkedInterval;
    private final ScheduledExecutorService threads;

    InboxUpkeep(Consumers consumers, ParkedDrain drain, InboxDays days, InboxBacklog backlog, MessagingConfig config) {
        this.consumers = consumers;
        this.drain = drain;
        this.days = days;
        this.backlog = backlog;
        this.parkedInterval = config.inbox().parkedInterval();
        // One for each consumer, so that a handler that hangs holds back no other's keys, and two for the rest.
        this.threads = Executors.newScheduledThreadPool(
                consumers.all().size() + 2,
                Thread.ofPlatform().name("inbox-upkeep-", 0).daemon().factory());
    }

    void start(@Observes StartupEvent event) {
        if (!consumers.all().isEmpty()) {
            for (Consumers.Running running : consumers.all()) {
                every(parkedInterval, () -> drain.look(running), "parked keys of " + running.name());
            }
            every(MEASURE_INTERVAL, backlog::measure, "backlog");
            every(RETENTION_INTERVAL, days::dropOld, "retention");
        }
    }

    void stop(@Observes ShutdownEvent event) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void every(Duration interval, Runnable work, String what) {
        ScheduledFuture<?> unused = threads.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException | Error failure) {
                        // The database may be away; the next round tries again. Whatever got out would end all rounds.
                        LOG.atWarn().addKeyValue("work", what).setCause(failure).log("inbox upkeep failed");
                    }
                },
                interval.toMillis(),
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }
}
