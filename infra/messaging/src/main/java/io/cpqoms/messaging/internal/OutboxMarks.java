package io.cpqoms.messaging.internal;

import io.cpqoms.command.database.AcrossTenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Marks in the outbox and what they tell: before which id nothing unpublished can lie, and whether the database is still the one that
 * made the last mark. Also what was found on Kafka that the database knows nothing of.
 */
@AcrossTenants
@ApplicationScoped
class OutboxMarks {

    /**
     * A mark with the last id so far is as good as a new one, for an hour: it also says since when to look on Kafka, and what the ring has
     * left behind since would count as forgotten. Where the database has moved only who has looked at what that means makes
     * one, or nobody would look any more.
     */
    private static final String MARK = """
            insert into outbox_mark (last_id, database)
            select ?, %1$s where coalesce((
                   select case when latest.database = %1$s then latest.last_id <> ?
                             or latest.marked_at < clock_timestamp() - interval '1 hour' else ? end
                     from (select * from outbox_mark order by xid desc limit 1) latest), true)""".formatted(RelaySession.DATABASE);

    /** Those of another cluster, whose xids mean nothing here, and those before the one that every shard has passed. */
    private static final String DROP_PASSED = """
            delete from outbox_mark
             where split_part(database, '/', 1) <> split_part(%s, '/', 1)
                or xid < (select xid from outbox_mark mark
                           where mark.xid <= all (select pg_snapshot_xmin(published_to) from outbox_stand
                                                   where shard < (select shards from outbox_relay where shard = 0))
                           order by xid desc limit 1)""".formatted(RelaySession.DATABASE);

    private static final String MOVED =
            "select marked_at from (select * from outbox_mark order by xid desc limit 1) latest" + " where database <> "
                    + RelaySession.DATABASE;

    private static final String UNKNOWN = """
            select asked from unnest(?::uuid[]) as asked
             where not exists (select from outbox_message where message_id = asked)
               and not exists (select from outbox_parked where message_id = asked)""";

    private static final String FORGOTTEN = """
            insert into outbox_forgotten (topic, partition, record_offset, message_id, record_key, aggregate_version,
                event_type, published_at)
            values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";

    private final DataSource dataSource;

    OutboxMarks(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** A record on Kafka that says it is this service's, and of which its database knows nothing. */
    record Forgotten(
            String topic,
            int partition,
            long offset,
            UUID messageId,
            String key,
            long aggregateVersion,
            String eventType,
            Instant publishedAt) {}

    /** Up to when the database knew of itself before it moved; empty when it has not moved since the last mark. */
    Optional<Instant> movedAfter() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(MOVED);
                ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(row.getTimestamp(1).toInstant()) : Optional.empty();
        } catch (SQLException e) {
            throw new DatabaseFailure("Whether the database has moved could not be read", e);
        }
    }

    /**
     * Makes a mark, and takes away those that were passed.
     *
     * @param looked whether the database has moved, and was compared with Kafka
     */
    void mark(boolean looked) {
        try (Connection connection = dataSource.getConnection()) {
            long lastId = lastId(connection);
            // A transaction of its own, so that its xid is younger than what was read.
            try (PreparedStatement insert = connection.prepareStatement(MARK)) {
                insert.setLong(1, lastId);
                insert.setLong(2, lastId);
                insert.setBoolean(3, looked);
                insert.executeUpdate();
            }
            try (PreparedStatement delete = connection.prepareStatement(DROP_PASSED)) {
                delete.executeUpdate();
            }
        } catch (SQLException e) {
            throw new DatabaseFailure("No mark could be made in the outbox", e);
        }
    }

    private static long lastId(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select coalesce(last_value, 0) from pg_sequences"
                        + " where schemaname = current_schema() and sequencename = 'outbox_message_id'")) {
            if (!row.next()) {
                throw new SQLException("there is no sequence outbox_message_id");
            }
            return row.getLong(1);
        }
    }

    /** Which of these the outbox does not have, neither in the ring nor withheld. */
    Set<UUID> unknown(Collection<UUID> messageIds) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(UNKNOWN)) {
            select.setArray(1, connection.createArrayOf("uuid", messageIds.toArray()));
            Set<UUID> unknown = new HashSet<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    unknown.add(row.getObject(1, UUID.class));
                }
            }
            return unknown;
        } catch (SQLException e) {
            throw new DatabaseFailure("The outbox could not be compared with Kafka", e);
        }
    }

    /** Notes what a person has to settle; what is noted already stays as it is. */
    void note(List<Forgotten> records) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(FORGOTTEN)) {
            for (Forgotten record : records) {
                insert.setString(1, record.topic());
                insert.setInt(2, record.partition());
                insert.setLong(3, record.offset());
                insert.setObject(4, record.messageId());
                insert.setString(5, record.key());
                insert.setLong(6, record.aggregateVersion());
                insert.setString(7, record.eventType());
                insert.setObject(8, record.publishedAt().atOffset(ZoneOffset.UTC));
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new DatabaseFailure("What Kafka knows and the database does not could not be noted", e);
        }
    }

    /** How many of them nobody has settled. */
    long unsettled() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select count(*) from outbox_forgotten where settled_at is null")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new DatabaseFailure("What Kafka knows and the database does not could not be counted", e);
        }
    }
}
