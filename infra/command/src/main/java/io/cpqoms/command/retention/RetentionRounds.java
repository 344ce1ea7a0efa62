package io.cpqoms.command.retention;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Purges every now and then, on a thread of its own. */
@ApplicationScoped
class RetentionRounds {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionRounds.class);
    private static final int STOP_PATIENCE_SECONDS = 2;

    private final Retention retention;
    private final RetentionConfig config;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("retention").daemon().factory());

    RetentionRounds(Retention retention, RetentionConfig config) {
        this.retention = retention;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        long interval = config.interval().toMillis();
        ScheduledFuture<?> unused =
                thread.scheduleWithFixedDelay(this::round, interval, interval, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        thread.shutdown();
        if (!thread.awaitTermination(STOP_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            thread.shutdownNow();
        }
    }

    private void round() {
        try {
            retention.purge();
        } catch (RuntimeException | Error failure) {
            // Whatever got out would end all rounds.
            LOG.atWarn().setCause(failure).log("retention failed");
        }
    }
}
