package io.cpqoms.bench;

import io.cpqoms.messaging.internal.RelayUnderTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * The relays one usually writes: page by page, rows are locked, sent, and marked or deleted when all are acknowledged. They
 * send the library's records and have its page size, its session settings and an index made for their question.
 */
enum UsualRelay {
    STATUS_UPDATE(
            " where status = 'NEW' order by id limit ? for update skip locked",
            "update rival set status = 'SENT' where id = any (?)"),
    DELETE(" order by id limit ? for update skip locked", "delete from rival where id = any (?)");

    private final String select;
    private final String done;

    UsualRelay(String where, String done) {
        this.select = "select " + RelayUnderTest.COLUMNS + " from rival" + where;
        this.done = done;
    }

    /**
     * How many rows of a backlog it brings to Kafka in a second.
     *
     * @param sending false leaves Kafka out: rows are read and marked or deleted, which is the database's part of the work
     */
    double perSecond(Stage stage, int rows, boolean sending)
            throws SQLException, InterruptedException, ExecutionException {
        stage.reset();
        stage.backlog(rows, 1);
        try (Connection connection = stage.connect();
                KafkaProducer<String, String> producer = new KafkaProducer<>(BacklogRates.producer(stage.kafka()))) {
            prepare(connection);
            producer.partitionsFor(Stage.TOPIC);
            connection.setAutoCommit(false);
            long begun = System.nanoTime();
            int sent = 0;
            try (PreparedStatement next = connection.prepareStatement(select);
                    PreparedStatement mark = connection.prepareStatement(done)) {
                next.setInt(1, RelayUnderTest.PAGE);
                for (int page = page(connection, next, mark, producer, sending);
                        page > 0;
                        page = page(connection, next, mark, producer, sending)) {
                    connection.commit();
                    sent += page;
                }
            }
            return sent / ((System.nanoTime() - begun) / 1e9);
        }
    }

    private void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table rival as select " + RelayUnderTest.COLUMNS
                    + ", 'NEW'::text as status from outbox_message");
            statement.execute("alter table rival add primary key (id)");
            if (this == STATUS_UPDATE) {
                statement.execute("create index on rival (id) where status = 'NEW'");
            }
            statement.execute("vacuum analyze rival");
            statement.execute("set enable_seqscan = off");
            statement.execute("set plan_cache_mode = force_generic_plan");
            statement.execute("set synchronous_commit = off");
        }
    }

    private static int page(
            Connection connection,
            PreparedStatement next,
            PreparedStatement mark,
            KafkaProducer<String, String> producer,
            boolean sending)
            throws SQLException, InterruptedException, ExecutionException {
        List<Long> ids = new ArrayList<>();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (ResultSet row = next.executeQuery()) {
            while (row.next()) {
                ids.add(row.getLong(1));
                ProducerRecord<String, String> record = RelayUnderTest.recordOf(row);
                if (sending) {
                    sent.add(producer.send(record));
                }
            }
        }
        producer.flush();
        for (Future<RecordMetadata> acknowledgement : sent) {
            acknowledgement.get();
        }
        if (!ids.isEmpty()) {
            mark.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            mark.executeUpdate();
        }
        return ids.size();
    }
}
