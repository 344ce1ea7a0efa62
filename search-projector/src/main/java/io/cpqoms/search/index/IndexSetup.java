package io.cpqoms.search.index;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees that each alias has an index behind it, and keeps the service unready until then.
 *
 * <p>An alias that exists is left alone, whatever index it points to: a rebuild may have moved it. The work runs beside
 * the start and goes on until OpenSearch answers; meanwhile bulk writes fail as transient, because they require the alias.
 */
@ApplicationScoped
@Readiness
class IndexSetup implements HealthCheck {

    private static final Logger LOG = LoggerFactory.getLogger(IndexSetup.class);

    private final IndexCalls calls;
    private final OpenSearchSettings settings;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Set<DocumentKind> missing = EnumSet.allOf(DocumentKind.class);
    private volatile boolean ready;

    IndexSetup(IndexCalls calls, OpenSearchSettings settings) {
        this.calls = calls;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("index-setup").start(this::setUpWhenPossible);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("OpenSearch indexes").status(ready).build();
    }

    private void setUpWhenPossible() {
        try {
            boolean stop = false;
            while (!ready && !stop) {
                ready = setUp();
                stop = !ready && stopping.await(settings.startRetry().toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean setUp() {
        try {
            for (DocumentKind kind : Set.copyOf(missing)) {
                setUp(kind);
                missing.remove(kind);
            }
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.atInfo()
                    .addKeyValue("url", settings.url())
                    .addKeyValue("reason", e.getMessage())
                    .log("OpenSearch is not there yet");
            return false;
        }
    }

    private void setUp(DocumentKind kind) throws IOException {
        if (calls.call("HEAD", "/_alias/" + kind.alias(), "").ok()) {
            return;
        }
        ObjectNode definition = calls.definition(kind);
        definition.putObject("aliases").putObject(kind.alias());
        IndexCalls.Answer created = calls.call("PUT", "/" + kind.firstIndex(), definition.toString());
        // The index exists without its alias, or another instance was faster: the alias is set either way.
        if (!created.ok()
                && !calls.call("PUT", "/" + kind.firstIndex() + "/_alias/" + kind.alias(), "{}")
                        .ok()) {
            throw new IOException("index " + kind.firstIndex() + " could not be created: HTTP " + created.status());
        }
        LOG.atInfo().addKeyValue("alias", kind.alias()).log("index is set up");
    }
}
