package io.cpqoms.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The time from a commit until a consumer that reads only committed records has the event in its hands. That is later
 * than the broker's acknowledgement, so a goal that is met here is met there.
 */
final class Latencies {

    private static final int WRITERS = 4;

    /** How an event is told: a statement whose parameters are bound for an id that the consumer will see as the key. */
    interface Telling {
        String sql();

        void bind(PreparedStatement insert, String id) throws SQLException;
    }

    /** As the library tells it. */
    static final Telling OUTBOX_ROW = new Telling() {
        @Override
        public String sql() {
            return Events.INSERT;
        }

        @Override
        public void bind(PreparedStatement insert, String id) throws SQLException {
            Events.bind(insert, 0);
            insert.setString(3, id);
            insert.setString(4, id);
        }
    };

    private final Stage stage;
    private final Duration time;
    private final Telling telling;

    Latencies(Stage stage, Duration time, Telling telling) {
        this.stage = stage;
        this.time = time;
        this.telling = telling;
    }

    /** Percentiles in milliseconds. */
    record Result(double p50, double p99, int events) {}

    /**
     * @param perSecond transactions per second, over all writers
     * @param hook called with the shard after each commit
     */
    Result measure(double perSecond, IntConsumer hook) throws InterruptedException, ExecutionException {
        Map<String, Long> committed = new ConcurrentHashMap<>();
        Map<String, Long> arrived = new ConcurrentHashMap<>();
        AtomicBoolean reading = new AtomicBoolean(true);
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1)) {
            Future<?> reader = threads.submit(() -> read(arrived, reading));
            Thread.sleep(500);
            long begun = System.nanoTime();
            Future<?>[] writers = new Future<?>[WRITERS];
            for (int i = 0; i < WRITERS; i++) {
                writers[i] = threads.submit(() -> {
                    write(perSecond / WRITERS, begun, committed, hook);
                    return null;
                });
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            long patience = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (!arrived.keySet().containsAll(committed.keySet()) && System.nanoTime() < patience) {
                Thread.sleep(20);
            }
            reading.set(false);
            reader.get();
        }
        // The first half warms the code up.
        long[] all = committed.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("late"))
                .mapToLong(entry -> arrived.getOrDefault(entry.getKey(), Long.MAX_VALUE) - entry.getValue())
                .toArray();
        Arrays.sort(all);
        return new Result(all[all.length / 2] / 1e6, all[all.length * 99 / 100] / 1e6, all.length);
    }

    private void write(double perSecond, long begun, Map<String, Long> committed, IntConsumer hook)
            throws SQLException, InterruptedException {
        try (Connection connection = stage.connect();
                PreparedStatement update =
                        connection.prepareStatement("update account set balance = balance + 1 where id = ?");
                PreparedStatement insert = connection.prepareStatement(telling.sql())) {
            connection.setAutoCommit(false);
            long end = begun + time.toNanos();
            long half = begun + time.toNanos() / 2;
            double next = begun;
            while (System.nanoTime() < end) {
                // Poisson arrivals, as independent users make them.
                next += -Math.log(1 - ThreadLocalRandom.current().nextDouble()) / perSecond * 1e9;
                long wait = (long) next - System.nanoTime();
                if (wait > 0) {
                    Thread.sleep(Duration.ofNanos(wait));
                }
                String id = (System.nanoTime() > half ? "late-" : "early-") + java.util.UUID.randomUUID();
                update.setInt(1, ThreadLocalRandom.current().nextInt(1_000));
                update.executeUpdate();
                telling.bind(insert, id);
                insert.executeUpdate();
                connection.commit();
                committed.put(id, System.nanoTime());
                hook.accept(0);
            }
        }
    }

    private void read(Map<String, Long> arrived, AtomicBoolean reading) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", stage.kafka(), "isolation.level", "read_committed", "fetch.min.bytes", 1);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor(Stage.TOPIC).stream()
                    .map(partition -> new TopicPartition(Stage.TOPIC, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            while (reading.get()) {
                consumer.poll(Duration.ofMillis(50))
                        .forEach(record -> arrived.putIfAbsent(id(record.key()), System.nanoTime()));
            }
        }
    }

    /** Debezium's router writes keys as JSON text. */
    private static String id(String key) {
        String plain = new String(key.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        int start = Math.max(plain.indexOf("late-"), plain.indexOf("early-"));
        return start < 0 ? plain : plain.substring(start).replaceAll("[^a-z0-9-].*", "");
    }
}
