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
import org.eclipse.microprofile.health.Liveness;

/** Runs one relay thread per shard from start to shutdown, and reports when one of them has died. */
@Liveness
@ApplicationScoped
public class OutboxRelays implements HealthCheck {

    private static final long STOP_MILLIS = 5_000;

    private final MessagingConfig config;
    private final RelayConnections connections;
    private final RelayWakeUp wakeUp;
    private final RelayMetrics metrics;
    private final DrillPoints drills;
    private final List<ShardRelay> relays = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    OutboxRelays(
            MessagingConfig config,
            RelayConnections connections,
            RelayWakeUp wakeUp,
            RelayMetrics metrics,
            DrillPoints drills) {
        this.config = config;
        this.connections = connections;
        this.wakeUp = wakeUp;
        this.metrics = metrics;
        this.drills = drills;
    }

    void start(@Observes StartupEvent started) {
        if (!config.outbox().relayEnabled()) {
            return;
        }
        for (int shard = 0; shard < config.outbox().shards(); shard++) {
            ShardRelay relay = new ShardRelay(shard, config.outbox(), connections, wakeUp, metrics, drills);
            relays.add(relay);
            threads.add(
                    Thread.ofPlatform().name("outbox-relay-" + shard).daemon().start(relay));
        }
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        relays.forEach(ShardRelay::stop);
        for (Thread thread : threads) {
            thread.join(STOP_MILLIS);
            thread.interrupt();
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("outbox relay")
                .status(threads.stream().allMatch(Thread::isAlive))
                .build();
    }
}
