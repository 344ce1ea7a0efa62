package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.MessagingConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/**
 * Runs one relay thread per shard and one that looks after the table, from start to shutdown, and reports when one of
 * them has died. A backlog is no reason to restart a service, so health tells of it without failing.
 */
@Liveness
@ApplicationScoped
public class OutboxRelays implements HealthCheck {

    private static final long STOP_MILLIS = 5_000;

    /** Of threads that may be interrupted at any time. */
    private static final String CARE = "outbox-care";

    private final MessagingConfig config;
    private final RelayConnections connections;
    private final AfterCommit bell;
    private final RelayMetrics metrics;
    private final DrillPoints drills;
    private final OutboxUpkeep upkeep;
    private final List<ShardRelay> relays = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    OutboxRelays(
            MessagingConfig config,
            RelayConnections connections,
            AfterCommit bell,
            RelayMetrics metrics,
            DrillPoints drills,
            OutboxUpkeep upkeep) {
        this.config = config;
        this.connections = connections;
        this.bell = bell;
        this.metrics = metrics;
        this.drills = drills;
        this.upkeep = upkeep;
    }

    void start(@Observes StartupEvent started) {
        RelayGuard guard = new RelayGuard(connections, config.outbox().shards());
        if (!config.outbox().relayEnabled()) {
            guard.checkShards();
        } else {
            guard.check();
            for (int shard = 0; shard < config.outbox().shards(); shard++) {
                ShardRelay relay = new ShardRelay(shard, config.outbox(), connections, bell, metrics, drills);
                relays.add(relay);
                threads.add(Thread.ofPlatform()
                        .name("outbox-relay-" + shard)
                        .daemon()
                        .start(relay));
            }
        }
        threads.add(Thread.ofPlatform().name(CARE).daemon().start(upkeep));
        threads.add(Thread.ofPlatform().name(CARE + "-marks").daemon().start(upkeep::mark));
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        relays.forEach(ShardRelay::stop);
        for (Thread thread : threads.reversed()) {
            if (thread.getName().startsWith(CARE)) {
                thread.interrupt();
            }
            thread.join(STOP_MILLIS);
            thread.interrupt();
        }
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("outbox relay")
                .status(threads.stream().allMatch(Thread::isAlive))
                .withData(
                        "publishing",
                        relays.stream().filter(ShardRelay::isPublishing).count())
                .withData(
                        "standby",
                        relays.stream().filter(relay -> !relay.isPublishing()).count());
        return response.withData("unpublished", upkeep.unpublished())
                .withData("oldestUnpublishedSeconds", upkeep.oldestUnpublished().toSeconds())
                .build();
    }
}
