package io.cpqoms.messaging.internal;

import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import io.cpqoms.messaging.Ids;
import io.cpqoms.messaging.MessagingConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The library's relay with its default settings, started on a database and a broker. */
public final class RelayUnderTest implements AutoCloseable {

    private static final String SERVICE = "workflow-bridge";

    private final List<ShardRelay> relays = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AfterCommit bell;

    private RelayUnderTest(Map<String, String> settings, String kafka) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withMapping(MessagingConfig.class)
                .withDefaultValue("quarkus.application.name", SERVICE);
        settings.forEach(builder::withDefaultValue);
        SmallRyeConfig config = builder.build();
        MessagingConfig messaging = config.getConfigMapping(MessagingConfig.class);
        TopicRegistry registry = new TopicRegistry();
        DrillPoints drills = new DrillPoints(Optional.empty());
        RelayConnections connections = new RelayConnections(
                config,
                messaging,
                new Envelopes(registry, new EventSchemas(registry), new Ids(), SERVICE),
                drills,
                Map.of("bootstrap.servers", kafka));
        RelayMetrics metrics = new RelayMetrics(new SimpleMeterRegistry());
        bell = new AfterCommit(new TransactionSynchronizationRegistryImple(), messaging);
        for (int shard = 0; shard < messaging.outbox().shards(); shard++) {
            ShardRelay relay = new ShardRelay(shard, messaging.outbox(), connections, bell, metrics, drills);
            relays.add(relay);
            threads.add(Thread.ofPlatform().daemon().name("relay-" + shard).start(relay));
        }
    }

    /** Starts one relay per shard. */
    public static RelayUnderTest start(Map<String, String> settings, String kafka) {
        return new RelayUnderTest(settings, kafka);
    }

    /** What the library's hook does after a commit. */
    public void committed(int shard) {
        bell.wake(shard);
    }

    @Override
    public void close() {
        relays.forEach(ShardRelay::stop);
        try {
            for (Thread thread : threads) {
                thread.join(Duration.ofSeconds(3));
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
