package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.MessagingConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes on beside the channels: parked keys are tried, old days dropped, and what waits is measured. */
@ApplicationScoped
public class InboxUpkeep {

    private static final Logger LOG = LoggerFactory.getLogger(InboxUpkeep.class);
    private static final Duration RETENTION_INTERVAL = Duration.ofHours(1);
    private static final Duration POSITIONS_INTERVAL = Duration.ofMinutes(1);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private final Consumers consumers;
    private final ParkedDrain drain;
    private final InboxDays days;
    private final InboxBacklog backlog;
    private final Unprocessed unprocessed;
    private final PositionCare positionCare;
    private final MessagingConfig.Inbox config;
    private final ScheduledExecutorService threads;
    private final List<ScheduledFuture<?>> looks = new ArrayList<>();

    InboxUpkeep(
            Consumers consumers,
            ParkedDrain drain,
            InboxDays days,
            PositionCare positionCare,
            InboxBacklog backlog,
            Unprocessed unprocessed,
            MessagingConfig config) {
        this.consumers = consumers;
        this.drain = drain;
        this.days = days;
        this.positionCare = positionCare;
        this.backlog = backlog;
        this.unprocessed = unprocessed;
        this.config = config.inbox();
        // One for each consumer, so that a handler that hangs holds back no other's keys, and three for the rest.
        this.threads = Executors.newScheduledThreadPool(
                consumers.all().size() + 3,
                Thread.ofPlatform().name("inbox-upkeep-", 0).daemon().factory());
    }

    void start(@Observes StartupEvent event) {
        if (!consumers.all().isEmpty()) {
            for (Consumers.Running running : consumers.all()) {
                ScheduledFuture<?> unused =
                        every(config.parkedInterval(), () -> drain.look(running), "parked keys of " + running.name());
            }
            backlog.begin(consumers.all().stream().map(Consumers.Running::name).toList());
            unprocessed.begin();
            looks.add(every(config.lookInterval(), backlog::measure, "backlog"));
            looks.add(
                    every(config.lookInterval(), () -> unprocessed.look(config.lookInterval()), "unprocessed records"));
            looks.add(every(config.lookInterval(), positionCare::look, "the database's history"));
            ScheduledFuture<?> positionsToo = every(POSITIONS_INTERVAL, positionCare::dropPassed, "passed positions");
            ScheduledFuture<?> unused = every(RETENTION_INTERVAL, days::dropOld, "retention");
        }
    }

    void stop(@Observes ShutdownEvent event) {
        // What is only looked at must not hold a shutdown up while Kafka is away.
        looks.forEach(look -> look.cancel(true));
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ScheduledFuture<?> every(Duration interval, Runnable work, String what) {
        return threads.scheduleWithFixedDelay(
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
