package io.cpqoms.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The time from the end of a commit until a consumer has the event, under a load of business transactions that come as
 * independent users make them.
 */
final class Latencies {

    private static final int WRITERS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration WARM_UP = Duration.ofSeconds(3);

    /** How an event is told: a statement, and how it is bound to a new event, whose key is answered. */
    interface Telling {
        String sql();

        String bind(PreparedStatement insert) throws SQLException;
    }

    /** As the library tells it. */
    static final Telling OUTBOX_ROW = new Telling() {
        @Override
        public String sql() {
            return Events.INSERT;
        }

        @Override
        public String bind(PreparedStatement insert) throws SQLException {
            return Events.bind(insert);
        }
    };

    private final Stage stage;
    private final double perSecond;
    private final Telling telling;
    private final Runnable hook;

    /**
     * @param perSecond transactions per second, over all writers
     * @param hook called after each commit
     */
    Latencies(Stage stage, double perSecond, Telling telling, Runnable hook) {
        this.stage = stage;
        this.perSecond = perSecond;
        this.telling = telling;
        this.hook = hook;
    }

    /** Percentiles in milliseconds. */
    record Result(double p50, double p99) {

        static Result of(long[] nanos) {
            if (nanos.length == 0) {
                throw new IllegalStateException("No event was committed; raise --seconds");
            }
            long[] sorted = nanos.clone();
            Arrays.sort(sorted);
            return new Result(sorted[sorted.length / 2] / 1e6, sorted[sorted.length * 99 / 100] / 1e6);
        }
    }

    /** @param seen filled by a reader with the time at which it was given each key */
    Result measure(Duration time, Map<String, Long> seen) throws InterruptedException, ExecutionException {
        Map<String, Long> committed = new ConcurrentHashMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            long begun = System.nanoTime();
            List<Callable<Boolean>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(() -> write(begun, time, committed));
            }
            for (Future<Boolean> writer : threads.invokeAll(writers)) {
                writer.get();
            }
        }
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (!seen.keySet().containsAll(committed.keySet())) {
            if (System.nanoTime() > patience) {
                throw new IllegalStateException(committed.size() + " events were committed and " + seen.size()
                        + " seen by a reader " + PATIENCE.toSeconds() + " s after the last one");
            }
            Thread.sleep(20);
        }
        return Result.of(committed.entrySet().stream()
                .mapToLong(event -> seen.getOrDefault(event.getKey(), Long.MAX_VALUE) - event.getValue())
                .toArray());
    }

    private boolean write(long begun, Duration time, Map<String, Long> committed)
            throws SQLException, InterruptedException {
        try (Connection connection = stage.connect();
                BusinessWrite business = new BusinessWrite.Update(connection);
                PreparedStatement insert = connection.prepareStatement(telling.sql())) {
            connection.setAutoCommit(false);
            long end = begun + time.toNanos();
            long warm = begun + Math.min(WARM_UP.toNanos(), time.toNanos() / 2);
            double next = begun;
            while (System.nanoTime() < end) {
                next += -Math.log(1 - ThreadLocalRandom.current().nextDouble()) * WRITERS / perSecond * 1e9;
                long wait = (long) next - System.nanoTime();
                if (wait > 0) {
                    Thread.sleep(Duration.ofNanos(wait));
                }
                business.write();
                String key = telling.bind(insert);
                insert.executeUpdate();
                connection.commit();
                long now = System.nanoTime();
                hook.run();
                if (now > warm) {
                    committed.put(key, now);
                }
            }
            return true;
        }
    }
}
