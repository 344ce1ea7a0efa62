package io.cpqoms.messaging.internal;

import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import io.cpqoms.messaging.MessagingConfig;
import io.cpqoms.values.Ids;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The library's relay with its default settings, started on a database and a broker without an application around it. */
public final class RelayUnderTest implements AutoCloseable {

    /** What a relay's database session is called. */
    public static final String SESSION = "workflow-bridge outbox relay";

    /** What a row must be read with to become a record. */
    public static final String COLUMNS = OutboxRow.COLUMNS;

    /** How many rows a page has, by the library's default. */
    public static final int PAGE = 1_000;

    private static final PageSize SIZE = new PageSize(PAGE, 4 << 20);

    private static final String SERVICE = "workflow-bridge";

    private final List<ShardRelay> relays = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<AfterCommit> bells = new ArrayList<>();

    private RelayUnderTest(int instances, Map<String, String> settings, Map<String, Object> broker) {
        DrillPoints points = new DrillPoints(Optional.empty(), Optional.empty());
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withMapping(MessagingConfig.class)
                .withDefaultValue("quarkus.application.name", SERVICE);
        settings.forEach(builder::withDefaultValue);
        SmallRyeConfig config = builder.build();
        MessagingConfig messaging = config.getConfigMapping(MessagingConfig.class);
        TopicRegistry registry = new TopicRegistry();
        Envelopes envelopes = new Envelopes(registry, new EventSchemas(registry), new Ids(), SERVICE);
        RelayConnections connections = new RelayConnections(config, messaging, envelopes, points, broker);
        RelayMetrics metrics = new RelayMetrics(meters);
        for (int instance = 0; instance < instances; instance++) {
            AfterCommit bell = new AfterCommit(new TransactionSynchronizationRegistryImple(), points, messaging);
            bells.add(bell);
            for (int shard = 0; shard < messaging.outbox().shards(); shard++) {
                relays.add(new ShardRelay(shard, messaging.outbox(), connections, bell, metrics, points));
            }
        }
    }

    /** Relays, one per shard, that are connected to the database and the broker and begin to publish when this returns. */
    public static RelayUnderTest start(Map<String, String> settings, String kafka) throws InterruptedException {
        RelayUnderTest relay = new RelayUnderTest(1, settings, Map.of("bootstrap.servers", kafka));
        relay.begin();
        return relay.started();
    }

    /** Instances whose shards another one holds: they publish nothing, and tell its holder what they commit. */
    public static RelayUnderTest standingBy(int instances, Map<String, String> settings, String kafka) {
        RelayUnderTest relay = new RelayUnderTest(instances, settings, Map.of("bootstrap.servers", kafka));
        relay.begin();
        return relay;
    }

    private void begin() {
        relays.forEach(
                relay -> threads.add(Thread.ofPlatform().daemon().name("relay").start(relay)));
    }

    private RelayUnderTest started() throws InterruptedException {
        long patience = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!relays.stream().allMatch(ShardRelay::isPublishing)) {
            if (System.nanoTime() > patience) {
                close();
                throw new IllegalStateException("The relay did not get its shard within 30 s; the log says why");
            }
            Thread.onSpinWait();
        }
        return this;
    }

    /** How many rows are on Kafka and their position saved. */
    public long published() {
        return (long) meters.counter("cpq.outbox.published").count();
    }

    /** What the library's hook does after a commit, in any of the instances. */
    public void committed(int shard) {
        bells.get(ThreadLocalRandom.current().nextInt(bells.size())).wake(shard);
    }

    /** The Kafka record that the library makes of the row at hand, read with {@link #COLUMNS} behind nothing else. */
    public static ProducerRecord<String, String> recordOf(ResultSet row) throws SQLException {
        return OutboxRow.read(row, 0).toRecord(SERVICE);
    }

    /**
     * Reads the whole backlog of shard 0 as the relay does, saves the position after each page and publishes nothing.
     *
     * @return how many rows there were
     */
    public static int readAll(Connection connection) throws SQLException {
        try (RelaySession session = new RelaySession(
                connection, 0, Duration.ofMinutes(1), new DrillPoints(Optional.empty(), Optional.empty()))) {
            RelaySession.Position position = session.position(1);
            int read = 0;
            RelaySession.Page page;
            do {
                page = session.next(position, SIZE);
                page.rows().forEach(row -> row.toRecord(SERVICE));
                position = page.end();
                session.save(position, Map.of());
                read += page.rows().size();
            } while (page.hasMoreBehind());
            return read;
        }
    }

    @Override
    public void close() throws InterruptedException {
        relays.forEach(ShardRelay::stop);
        for (Thread thread : threads) {
            if (!thread.join(Duration.ofSeconds(3))) {
                thread.interrupt();
                thread.join(Duration.ofSeconds(5));
            }
        }
    }
}
