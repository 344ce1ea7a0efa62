package io.cpqoms.search.index;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees that each kind has a live index and that its alias follows it, and keeps the service unready until then.
 *
 * <p>The work runs beside the start and goes on until OpenSearch answers; meanwhile live batches fail as transient, because
 * nothing is live yet. Afterwards it looks now and then: a swap whose process died before it moved the alias is finished
 * here, by the next start or by another instance.
 */
@ApplicationScoped
@Readiness
class IndexSetup implements HealthCheck {

    private static final Logger LOG = LoggerFactory.getLogger(IndexSetup.class);

    private final LiveAlias alias;
    private final OpenSearchSettings settings;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean ready;
    private boolean failing;

    IndexSetup(LiveAlias alias, OpenSearchSettings settings) {
        this.alias = alias;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("index-setup").start(this::lookUntilStopped);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("OpenSearch indexes").status(ready).build();
    }

    private void lookUntilStopped() {
        try {
            boolean stop = false;
            while (!stop) {
                failing = !look();
                ready = ready || !failing;
                Duration pause = failing ? settings.startRetry() : settings.aliasLookEvery();
                stop = stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean look() {
        try {
            for (DocumentKind kind : DocumentKind.values()) {
                alias.follow(kind);
            }
            return true;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.atWarn()
                        .addKeyValue("url", settings.url())
                        .addKeyValue("reason", e.getMessage())
                        .log("the search indexes cannot be set up or looked at, trying again");
            }
            return false;
        }
    }
}
