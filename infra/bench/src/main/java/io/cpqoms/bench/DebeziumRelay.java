package io.cpqoms.bench;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * The same job done by Debezium's embedded engine with its outbox event router: the write-ahead log is decoded, routed,
 * and sent with the producer settings of the other relays; a batch is done when all of it is acknowledged.
 */
final class DebeziumRelay implements AutoCloseable {

    private static final String SLOT = "bench_debezium";
    private static final String STREAMS =
            "select count(*) from pg_replication_slots where slot_name = '" + SLOT + "' and active";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TRANSACTION = 500;

    /** As the router wants it told. */
    static final Latencies.Telling TELLING = new Latencies.Telling() {
        @Override
        public String sql() {
            return "insert into debezium_outbox values (?, '" + Stage.TOPIC + "', ?, 'ProcessEnded', ?)";
        }

        @Override
        public String bind(PreparedStatement insert) throws SQLException {
            UUID id = UUID.randomUUID();
            insert.setObject(1, id);
            insert.setString(2, "acme:process:" + id);
            insert.setString(3, Events.any());
            return "acme:process:" + id;
        }
    };

    private final Stage stage;
    private final KafkaProducer<String, String> producer;
    private final AtomicLong sent = new AtomicLong();
    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    /** Held while a backlog is written, so that none of it is sent meanwhile. */
    private final ReentrantLock publishing = new ReentrantLock();

    private DebeziumRelay(Stage stage) {
        this.stage = stage;
        producer = new KafkaProducer<>(BacklogRates.producer(stage.kafka()));
        engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(settings(stage))
                .notifying(this::publish)
                .build();
    }

    /** An engine on an empty database, whose slot streams when this returns. */
    static DebeziumRelay start(Stage stage) throws SQLException, InterruptedException {
        stage.reset();
        try (Connection connection = stage.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table debezium_outbox (id uuid primary key, topic text not null,"
                    + " record_key text not null, type text not null, payload text not null)");
        }
        DebeziumRelay relay = new DebeziumRelay(stage);
        relay.thread.execute(relay.engine);
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (stage.number(STREAMS) == 0) {
            if (System.nanoTime() > patience) {
                throw new IllegalStateException(
                        "Debezium did not stream after " + PATIENCE.toSeconds() + " s; the log says why");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return relay;
    }

    private static Properties settings(Stage stage) {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "name", "bench",
                "connector.class", "io.debezium.connector.postgresql.PostgresConnector",
                "offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore",
                "offset.flush.interval.ms", "1000",
                "topic.prefix", "bench",
                "snapshot.mode", "no_data",
                "poll.interval.ms", "1"));
        settings.putAll(Map.of(
                "database.hostname",
                "127.0.0.1",
                "database.port",
                Integer.toString(stage.postgresPort()),
                "database.user",
                "postgres",
                "database.password",
                stage.superuserPassword(),
                "database.dbname",
                Stage.DATABASE,
                "plugin.name",
                "pgoutput",
                "slot.name",
                SLOT,
                "slot.drop.on.stop",
                "true",
                "publication.name",
                SLOT,
                "publication.autocreate.mode",
                "filtered"));
        settings.putAll(Map.of(
                "table.include.list", "public.debezium_outbox",
                "tombstones.on.delete", "false",
                "transforms", "outbox",
                "transforms.outbox.type", "io.debezium.transforms.outbox.EventRouter",
                "transforms.outbox.route.topic.replacement", "${routedByValue}",
                "transforms.outbox.route.by.field", "topic",
                "transforms.outbox.table.field.event.key", "record_key"));
        return settings;
    }

    private void publish(
            List<RecordChangeEvent<SourceRecord>> events,
            DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        publishing.lockInterruptibly();
        try {
            List<Future<RecordMetadata>> acknowledgements = new ArrayList<>(events.size());
            for (RecordChangeEvent<SourceRecord> event : events) {
                SourceRecord record = event.record();
                if (Stage.TOPIC.equals(record.topic())) {
                    acknowledgements.add(producer.send(new ProducerRecord<>(
                            record.topic(), String.valueOf(record.key()), String.valueOf(record.value()))));
                }
            }
            producer.flush();
            for (Future<RecordMetadata> acknowledgement : acknowledgements) {
                acknowledgement.get();
            }
            for (RecordChangeEvent<SourceRecord> event : events) {
                committer.markProcessed(event);
            }
            committer.markBatchFinished();
            sent.addAndGet(acknowledgements.size());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            publishing.unlock();
        }
    }

    /** Commits a backlog while nothing is sent, then answers how many per second go to Kafka until the last one is there. */
    double perSecond(int rows) throws SQLException, InterruptedException {
        long before = sent.get();
        publishing.lock();
        try (Connection connection = stage.connect();
                Statement statement = connection.createStatement()) {
            for (int from = 0; from < rows; from += TRANSACTION) {
                statement.execute("insert into debezium_outbox select gen_random_uuid(), '" + Stage.TOPIC
                        + "', 'acme:process:' || i, 'ProcessEnded', v.value from generate_series(" + from + ", "
                        + (Math.min(rows, from + TRANSACTION) - 1) + ") i join bench_value v on v.n = i % 1000");
            }
        } finally {
            publishing.unlock();
        }
        return BacklogRates.rate(rows, () -> sent.get() - before);
    }

    @Override
    public void close() throws IOException, SQLException, InterruptedException {
        engine.close();
        thread.shutdown();
        if (!thread.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS) || stage.number(STREAMS) > 0) {
            throw new IllegalStateException("Debezium did not stop; the log says why");
        }
        producer.close(Duration.ofSeconds(1));
    }
}
