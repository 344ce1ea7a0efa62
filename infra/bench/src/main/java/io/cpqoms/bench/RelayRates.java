package io.cpqoms.bench;

import io.cpqoms.messaging.internal.RelayUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** How fast a backlog goes to Kafka: by the library's relay, by the usual relays, and by Kafka's own producer test. */
final class RelayRates {

    private static final int PAGE = 1_000;
    private static final Pattern LAST_RATE = Pattern.compile("records sent, ([0-9.]+) records/sec");

    private static final String UNPUBLISHED = """
            select count(*) from (
                   select 1 from outbox_relay r
                     join outbox_message m on m.shard = r.shard and m.xid >= pg_snapshot_xmin(r.published_to)
                      and not pg_visible_in_snapshot(m.xid, r.published_to)
                    where r.target is null or m.id > r.after_id
                    limit 1) some""";

    private final Stage stage;
    private final int rows;
    private double walPerEvent;

    RelayRates(Stage stage, int rows) {
        this.stage = stage;
        this.rows = rows;
    }

    /** Bytes of write-ahead log per event in the last run of {@link #ours}. */
    double walPerEvent() {
        return walPerEvent;
    }

    double ours(int shards) throws SQLException, IOException, InterruptedException {
        stage.reset();
        stage.backlog(rows, shards);
        try (Connection checkpoint = stage.superuser();
                Statement statement = checkpoint.createStatement()) {
            statement.execute("checkpoint");
        }
        long walBefore = stage.number("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint");
        long begun = System.nanoTime();
        try (RelayUnderTest relay = RelayUnderTest.start(stage.settings(shards), stage.kafka());
                Connection connection = stage.connect();
                PreparedStatement left = connection.prepareStatement(
                        "select count(*) from outbox_relay where target is null and published_to::text <> '1:1:'")) {
            while (true) {
                try (ResultSet row = left.executeQuery()) {
                    row.next();
                    if (row.getInt(1) == shards) {
                        break;
                    }
                }
                TimeUnit.MILLISECONDS.sleep(5);
            }
            double rate = rows / ((System.nanoTime() - begun) / 1e9);
            long walAfter = stage.number("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint");
            walPerEvent = (walAfter - walBefore) / (double) rows;
            return rate;
        }
    }

    /** The relay beside the writer: rows are committed five hundred at a time while it publishes. */
    double oursLive() throws SQLException, IOException, InterruptedException {
        stage.reset();
        try (RelayUnderTest relay = RelayUnderTest.start(stage.settings(1), stage.kafka());
                Connection connection = stage.connect();
                Statement statement = connection.createStatement()) {
            TimeUnit.SECONDS.sleep(1);
            long begun = System.nanoTime();
            for (int from = 0; from < rows; from += 500) {
                statement.execute(Events.insertMany(from, from + 500, 1));
                relay.committed(0);
            }
            while (stage.number(UNPUBLISHED) > 0) {
                TimeUnit.MILLISECONDS.sleep(2);
            }
            return rows / ((System.nanoTime() - begun) / 1e9);
        }
    }

    /** A relay that marks each row as sent. */
    double statusUpdate() throws SQLException, IOException, InterruptedException, ExecutionException {
        return rival(
                "select id, record_key, value from rival where status = 'NEW' order by id limit " + PAGE
                        + " for update skip locked",
                "update rival set status = 'SENT' where id = any (?)");
    }

    /** A relay that deletes each row it has sent. */
    double delete() throws SQLException, IOException, InterruptedException, ExecutionException {
        return rival(
                "select id, record_key, value from rival order by id limit " + PAGE + " for update skip locked",
                "delete from rival where id = any (?)");
    }

    private double rival(String select, String done)
            throws SQLException, IOException, InterruptedException, ExecutionException {
        stage.reset();
        stage.backlog(rows, 1);
        try (Connection connection = stage.connect();
                Statement statement = connection.createStatement();
                KafkaProducer<String, String> producer = new KafkaProducer<>(producer(stage.kafka()))) {
            statement.execute(
                    "create table rival as select id, record_key, value, 'NEW'::text as status from outbox_message");
            statement.execute("alter table rival add primary key (id)");
            statement.execute("create index on rival (status, id)");
            statement.execute("analyze rival");
            connection.setAutoCommit(false);
            long begun = System.nanoTime();
            try (PreparedStatement next = connection.prepareStatement(select);
                    PreparedStatement mark = connection.prepareStatement(done)) {
                while (page(connection, next, mark, producer) > 0) {
                    connection.commit();
                }
            }
            return rows / ((System.nanoTime() - begun) / 1e9);
        }
    }

    private static int page(
            Connection connection,
            PreparedStatement next,
            PreparedStatement mark,
            KafkaProducer<String, String> producer)
            throws SQLException, InterruptedException, ExecutionException {
        List<Long> ids = new ArrayList<>();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (ResultSet row = next.executeQuery()) {
            while (row.next()) {
                ids.add(row.getLong(1));
                sent.add(producer.send(new ProducerRecord<>(Stage.TOPIC, row.getString(2), row.getString(3))));
            }
        }
        for (Future<RecordMetadata> acknowledgement : sent) {
            acknowledgement.get();
        }
        if (!ids.isEmpty()) {
            mark.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            mark.executeUpdate();
        }
        return ids.size();
    }

    /** The producer settings of every relay in this benchmark; the library's relay adds its transactional id. */
    static Map<String, Object> producer(String kafka) {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", kafka);
        config.put("acks", "all");
        config.put("enable.idempotence", true);
        config.put("linger.ms", 0);
        config.put("batch.size", 131_072);
        config.put("compression.type", "lz4");
        config.put("key.serializer", StringSerializer.class.getName());
        config.put("value.serializer", StringSerializer.class.getName());
        return config;
    }

    /** Kafka's producer performance test with the same settings, record size and number, in a JVM of its own. */
    double producerTest(Path libraries) throws IOException, InterruptedException {
        Path payload = Files.createTempFile("cpq-bench", ".txt");
        try {
            Files.writeString(payload, Events.VALUE);
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", libraries + "/*"));
            command.addAll(List.of("org.apache.kafka.tools.ProducerPerformance", "--topic", Stage.TOPIC));
            command.addAll(List.of("--num-records", Integer.toString(rows), "--throughput", "-1"));
            command.addAll(List.of("--payload-file", payload.toString(), "--producer-props"));
            producer(stage.kafka()).forEach((name, value) -> {
                if (!name.endsWith("serializer")) {
                    command.add(name + "=" + value);
                }
            });
            Process test = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(test.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (test.waitFor() != 0) {
                throw new IOException("ProducerPerformance failed: " + output);
            }
            double rate = 0;
            Matcher matcher = LAST_RATE.matcher(output);
            while (matcher.find()) {
                rate = Double.parseDouble(matcher.group(1));
            }
            return rate;
        } finally {
            Files.delete(payload);
        }
    }
}
