package io.cpqoms.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Random;
import java.util.UUID;

/** Outbox rows of the size that a quote's events have: an envelope of about 700 bytes. */
final class Events {

    /** What the library writes per event, with the envelope made beforehand. */
    static final String INSERT = """
            insert into outbox_message (shard, message_id, topic, record_key, event_type, schema_id, tenant_id,
                aggregate_type, aggregate_id, aggregate_version, occurred_at, value)
            values (?, ?, 'cpq.workflow.events.v1', ?, 'ProcessEnded', 'cpq.workflow.ProcessEnded.v1', 'acme',
                'process', ?, ?, now(), ?)""";

    static final String VALUE = value();

    private Events() {}

    private static String value() {
        StringBuilder text = new StringBuilder("{\"payload\":{");
        Random random = new Random(11);
        while (text.length() < 680) {
            text.append("\"field")
                    .append(text.length())
                    .append("\":\"")
                    .append(random.nextInt())
                    .append("\",");
        }
        return text.append("\"end\":true}}").toString();
    }

    /** Every row is an aggregate of its own, so that no order between rows is asked for. */
    static void bind(PreparedStatement insert, int shard) throws SQLException {
        UUID id = UUID.randomUUID();
        insert.setInt(1, shard);
        insert.setObject(2, id);
        insert.setString(3, "acme:process:" + id);
        insert.setString(4, id.toString());
        insert.setLong(5, 1);
        insert.setString(6, VALUE);
    }

    static String insertMany(int from, int to, int shards) {
        return """
                insert into outbox_message (shard, message_id, topic, record_key, event_type, schema_id, tenant_id,
                    aggregate_type, aggregate_id, aggregate_version, occurred_at, value)
                select i %% %d, gen_random_uuid(), 'cpq.workflow.events.v1', 'acme:process:' || i, 'ProcessEnded',
                       'cpq.workflow.ProcessEnded.v1', 'acme', 'process', i, 1, now(), '%s'
                  from generate_series(%d, %d) i""".formatted(shards, VALUE, from, to - 1);
    }

    /** One business transaction: lock and change an account, tell about it. */
    static void transaction(
            Connection connection, PreparedStatement update, PreparedStatement insert, int account, int shard)
            throws SQLException {
        update.setInt(1, account);
        update.executeUpdate();
        bind(insert, shard);
        insert.executeUpdate();
        connection.commit();
    }
}
