package io.cpqoms.messaging.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One relay's right to publish a shard: a database session that holds the shard's advisory lock and reads the outbox.
 * Who loses the session loses the right.
 *
 * <p>The next rows are those that became visible since the last published snapshot: written by a transaction that was
 * running then ({@code xip}) or started later ({@code >= xmax}). Ordered by id they keep each aggregate's commit order,
 * because whoever appends holds the aggregate's row lock.
 */
final class RelaySession implements AutoCloseable {

    private static final int LOCK_CLASS = 0x6f626f78;
    private static final String NEXT_ROWS = """
            select id, message_id, topic, record_key, event_type, schema_id, tenant_id, aggregate_type, aggregate_id,
                   aggregate_version, occurred_at, traceparent, tracestate, value
              from outbox_message
             where shard = ?
               and (xid >= pg_snapshot_xmax(?::pg_snapshot)
                    or xid = any (array(select pg_snapshot_xip(?::pg_snapshot))))
               and pg_visible_in_snapshot(xid, ?::pg_snapshot)
               and id > ?
             order by id
             limit ?""";

    private final Connection connection;
    private final int shard;

    RelaySession(Connection connection, int shard) throws SQLException {
        this.connection = connection;
        this.shard = shard;
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            // Right after the table was emptied the planner believes a sequential scan is cheap; it isn't for long.
            statement.execute("set enable_seqscan = off");
        }
    }

    /** The rows to publish now and the position to save once they are all on Kafka. */
    record Page(List<OutboxRow> rows, RelayPosition end) {}

    boolean tryLock() throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_try_advisory_lock(?, ?)")) {
            lock.setInt(1, LOCK_CLASS);
            lock.setInt(2, shard);
            try (ResultSet result = lock.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    RelayPosition position() throws SQLException {
        try (PreparedStatement create = connection.prepareStatement(
                "insert into outbox_relay (shard, published_to) values (?, '1:1:') on conflict do nothing")) {
            create.setInt(1, shard);
            create.executeUpdate();
        }
        try (PreparedStatement select = connection.prepareStatement(
                "select published_to::text, target::text, after_id from outbox_relay where shard = ?")) {
            select.setInt(1, shard);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("outbox_relay has no row for shard " + shard);
                }
                return new RelayPosition(row.getString(1), Optional.ofNullable(row.getString(2)), row.getLong(3));
            }
        }
    }

    Page next(RelayPosition from, int limit) throws SQLException {
        String target = from.target().isPresent() ? from.target().get() : currentSnapshot();
        List<OutboxRow> rows = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(NEXT_ROWS)) {
            select.setInt(1, shard);
            select.setString(2, from.publishedTo());
            select.setString(3, from.publishedTo());
            select.setString(4, target);
            select.setLong(5, from.afterId());
            select.setInt(6, limit);
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    rows.add(read(result));
                }
            }
        }
        boolean more = rows.size() == limit;
        return new Page(rows, more ? from.pagedTo(target, rows.getLast().id()) : from.reached(target));
    }

    private String currentSnapshot() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select pg_current_snapshot()::text")) {
            result.next();
            return result.getString(1);
        }
    }

    /** Keys with a parked row; their later rows park behind it. */
    Set<String> parkedKeys() throws SQLException {
        Set<String> keys = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement("select distinct record_key from outbox_parked");
                ResultSet result = select.executeQuery()) {
            while (result.next()) {
                keys.add(result.getString(1));
            }
        }
        return keys;
    }

    /** Saves the position and parks the refused rows in one transaction. */
    void save(RelayPosition position, Map<OutboxRow, String> parked) throws SQLException {
        connection.setAutoCommit(false);
        try {
            park(parked);
            try (PreparedStatement update = connection.prepareStatement("""
                    update outbox_relay
                       set published_to = ?::pg_snapshot, target = ?::pg_snapshot, after_id = ?,
                           saved_at = clock_timestamp()
                     where shard = ?""")) {
                update.setString(1, position.publishedTo());
                update.setString(2, position.target().orElse(null));
                update.setLong(3, position.afterId());
                update.setInt(4, shard);
                update.executeUpdate();
            }
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private void park(Map<OutboxRow, String> parked) throws SQLException {
        if (parked.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into outbox_parked (outbox_id, record_key, topic, message_id, failure)
                values (?, ?, ?, ?, ?) on conflict do nothing""")) {
            for (Map.Entry<OutboxRow, String> entry : parked.entrySet()) {
                OutboxRow row = entry.getKey();
                insert.setLong(1, row.id());
                insert.setString(2, row.key());
                insert.setString(3, row.topic());
                insert.setObject(4, row.messageId());
                insert.setString(5, entry.getValue());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static OutboxRow read(ResultSet row) throws SQLException {
        return new OutboxRow(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getLong(10),
                row.getObject(11, OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getString(12)),
                Optional.ofNullable(row.getString(13)),
                row.getString(14));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
