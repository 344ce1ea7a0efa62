package io.cpqoms.bench;

import io.cpqoms.messaging.internal.RelayUnderTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.common.serialization.StringSerializer;

/** How fast the library's relay brings a backlog to Kafka, connected and warm, and what it writes into the log for that. */
final class BacklogRates {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Stage stage;
    private final int rows;

    BacklogRates(Stage stage, int rows) {
        this.stage = stage;
        this.rows = rows;
    }

    /** @param walBytes what the relays' sessions wrote into the write-ahead log, per event */
    record Result(double perSecond, double walBytes) {}

    Result measure() throws SQLException, InterruptedException {
        prepare(1);
        try (RelayUnderTest relay = RelayUnderTest.start(stage.settings(1), stage.kafka())) {
            double perSecond = rate(rows, relay::published);
            return new Result(perSecond, wal() / (double) rows);
        }
    }

    double perSecond(int shards) throws SQLException, InterruptedException {
        prepare(shards);
        try (RelayUnderTest relay = RelayUnderTest.start(stage.settings(shards), stage.kafka())) {
            return rate(rows, relay::published);
        }
    }

    /** The database's part alone: pages are read and the position saved, nothing is sent. */
    double readPerSecond() throws SQLException {
        prepare(1);
        try (Connection connection = stage.connect()) {
            long begun = System.nanoTime();
            int read = RelayUnderTest.readAll(connection);
            return read / ((System.nanoTime() - begun) / 1e9);
        }
    }

    private void prepare(int shards) throws SQLException {
        stage.reset();
        stage.backlog(rows, shards);
    }

    /** Waits until so many are done and answers how many were in a second. */
    static double rate(int rows, LongSupplier done) throws InterruptedException {
        long begun = System.nanoTime();
        while (done.getAsLong() < rows) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new IllegalStateException(done.getAsLong() + " of " + rows + " rows were on Kafka after "
                        + PATIENCE.toSeconds() + " s; the log says why");
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return rows / ((System.nanoTime() - begun) / 1e9);
    }

    /** What the relays' own sessions wrote; a session tells that once a second, on a full machine later. */
    private long wal() throws SQLException, InterruptedException {
        long begun = System.nanoTime();
        long bytes;
        do {
            TimeUnit.MILLISECONDS.sleep(2_500);
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        "No relay's session told what it wrote within " + PATIENCE.toSeconds() + " s");
            }
            bytes = toldBySessions();
        } while (bytes == 0);
        return bytes;
    }

    private long toldBySessions() throws SQLException {
        return stage.number("select sum(wal.wal_bytes)::bigint from pg_stat_activity a,"
                + " lateral pg_stat_get_backend_wal(a.pid) wal where a.application_name = '" + RelayUnderTest.SESSION
                + "'");
    }

    /** The producer settings of every other relay in this benchmark; the library's has one request on its way and no linger. */
    static Map<String, Object> producer(String kafka) {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", kafka);
        config.put("acks", "all");
        config.put("enable.idempotence", true);
        config.put("max.in.flight.requests.per.connection", 5);
        config.put("linger.ms", 10);
        config.put("batch.size", 131_072);
        config.put("compression.type", "lz4");
        config.put("key.serializer", StringSerializer.class.getName());
        config.put("value.serializer", StringSerializer.class.getName());
        return config;
    }
}
