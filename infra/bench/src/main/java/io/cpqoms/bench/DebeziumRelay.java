package io.cpqoms.bench;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * The same job done by Debezium's embedded engine with its outbox event router: the write-ahead log is decoded, routed,
 * and sent with the producer settings of the other relays; a batch is acknowledged when all of it is on Kafka.
 */
final class DebeziumRelay implements AutoCloseable {

    private static final String SLOT = "bench_debezium";

    private final Stage stage;
    private final KafkaProducer<String, String> producer;
    private final AtomicLong sent = new AtomicLong();
    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    /** Starts the engine and waits until its slot streams. */
    DebeziumRelay(Stage stage) throws SQLException, InterruptedException {
        this.stage = stage;
        producer = new KafkaProducer<>(RelayRates.producer(stage.kafka()));
        engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(settings(stage))
                .notifying(this::publish)
                .build();
        thread.execute(engine);
        long patience = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (!streams() && System.nanoTime() < patience) {
            Thread.sleep(100);
        }
    }

    private static Properties settings(Stage stage) {
        Properties settings = new Properties();
        settings.setProperty("name", "bench");
        settings.setProperty("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        settings.setProperty("offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore");
        settings.setProperty("offset.flush.interval.ms", "1000");
        settings.setProperty("database.hostname", "127.0.0.1");
        settings.setProperty("database.port", Integer.toString(stage.postgresPort()));
        settings.setProperty("database.user", "postgres");
        settings.setProperty("database.password", stage.superuserPassword());
        settings.setProperty("database.dbname", "bench");
        settings.setProperty("topic.prefix", "bench");
        settings.setProperty("plugin.name", "pgoutput");
        settings.setProperty("slot.name", SLOT);
        settings.setProperty("slot.drop.on.stop", "true");
        settings.setProperty("publication.name", SLOT);
        settings.setProperty("publication.autocreate.mode", "filtered");
        settings.setProperty("table.include.list", "public.debezium_outbox");
        settings.setProperty("snapshot.mode", "no_data");
        settings.setProperty("poll.interval.ms", "1");
        settings.setProperty("tombstones.on.delete", "false");
        settings.setProperty("transforms", "outbox");
        settings.setProperty("transforms.outbox.type", "io.debezium.transforms.outbox.EventRouter");
        settings.setProperty("transforms.outbox.route.topic.replacement", "${routedByValue}");
        settings.setProperty("transforms.outbox.route.by.field", "topic");
        settings.setProperty("transforms.outbox.table.field.event.key", "record_key");
        return settings;
    }

    /** As the router wants it told. */
    static final Latencies.Telling TELLING = new Latencies.Telling() {
        @Override
        public String sql() {
            return "insert into debezium_outbox values (?, '" + Stage.TOPIC + "', ?, 'ProcessEnded', ?)";
        }

        @Override
        public void bind(PreparedStatement insert, String id) throws SQLException {
            insert.setObject(1, UUID.randomUUID());
            insert.setString(2, id);
            insert.setString(3, Events.VALUE);
        }
    };

    /** The table that the router expects, beside the library's own. */
    static void createTable(Stage stage) throws SQLException, IOException {
        stage.reset();
        try (Connection connection = stage.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table debezium_outbox (id uuid primary key, topic text not null,"
                    + " record_key text not null, type text not null, payload text not null)");
        }
    }

    private boolean streams() throws SQLException {
        try (Connection connection = stage.superuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*) from pg_replication_slots where slot_name = '" + SLOT + "' and active")) {
            row.next();
            return row.getInt(1) == 1;
        }
    }

    private void publish(
            List<RecordChangeEvent<SourceRecord>> events,
            DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        List<Future<RecordMetadata>> acknowledgements = new ArrayList<>(events.size());
        for (RecordChangeEvent<SourceRecord> event : events) {
            SourceRecord record = event.record();
            if (Stage.TOPIC.equals(record.topic())) {
                acknowledgements.add(producer.send(new ProducerRecord<>(
                        record.topic(), String.valueOf(record.key()), String.valueOf(record.value()))));
            }
        }
        try {
            for (Future<RecordMetadata> acknowledgement : acknowledgements) {
                acknowledgement.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        for (RecordChangeEvent<SourceRecord> event : events) {
            committer.markProcessed(event);
        }
        committer.markBatchFinished();
        sent.addAndGet(acknowledgements.size());
    }

    /** Commits rows in transactions of five hundred and answers how many per second were on Kafka until the last one was. */
    double drain(int rows) throws SQLException, InterruptedException {
        long before = sent.get();
        long begun = System.nanoTime();
        try (Connection connection = stage.connect();
                Statement statement = connection.createStatement()) {
            for (int from = 0; from < rows; from += 500) {
                statement.execute("insert into debezium_outbox select gen_random_uuid(), '" + Stage.TOPIC
                        + "', 'acme:process:' || i, 'ProcessEnded', '" + Events.VALUE
                        + "' from generate_series(1, 500) i");
            }
        }
        long patience = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (sent.get() - before < rows && System.nanoTime() < patience) {
            Thread.sleep(2);
        }
        return (sent.get() - before) / ((System.nanoTime() - begun) / 1e9);
    }

    @Override
    public void close() throws IOException {
        engine.close();
        thread.shutdownNow();
        producer.close(Duration.ofSeconds(1));
    }
}
