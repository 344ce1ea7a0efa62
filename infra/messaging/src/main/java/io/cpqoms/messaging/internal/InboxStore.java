package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.MessagingConfig;
import io.cpqoms.messaging.ReceivedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The inbox tables, always touched a batch at a time and inside the transaction of the effect. */
@ApplicationScoped
public class InboxStore {

    /** With the position that is reached by it; an empty array reaches nothing. */
    private static final String CLAIM = "with reached as (" + InboxPositions.INSERT + ")" + """
             insert into inbox_message (consumer, message_id, topic, partition, record_offset, tenant_id, aggregate_key,
                aggregate_version, event_type, status, failure, received_at, content)
            select ?, row.* from unnest(?::uuid[], ?::text[], ?::int[], ?::bigint[], ?::text[], ?::text[], ?::bigint[],
                ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::uuid[]) as row
            on conflict do nothing
            returning message_id""";

    /**
     * Locks in key order, so that two batches never wait for each other in a circle; answers the versions before. Who takes
     * locks is on a lease until the transaction ends: a frozen process keeps its connection, and would keep its keys.
     *
     * <p>Only what is newer than anything seen counts as applied here: whatever else comes may be known, and dead.
     */
    private static final String ADVANCE = """
            insert into inbox_watermark as mark (consumer, aggregate_key, version, applied, applied_seen)
            select ?, row.key, row.version, nullif(row.applied, row.version),
                case when row.applied <> row.version then row.version end
            from unnest(?::text[], ?::bigint[], ?::bigint[]) as row (key, version, applied),
                set_config('idle_in_transaction_session_timeout', ?, true) order by row.key
            on conflict (consumer, aggregate_key) do update set version = greatest(mark.version, excluded.version),
                applied = case when coalesce(excluded.applied, excluded.version) > mark.version then excluded.applied
                    when excluded.version > mark.version then %s
                    else mark.applied end,
                applied_seen = case when coalesce(excluded.applied, excluded.version) > mark.version then excluded.applied_seen
                    when excluded.version > mark.version then excluded.version
                    else mark.applied_seen end
            returning aggregate_key, old.version, %s, old.held""".formatted(appliedOf("mark"), appliedOf("old"));

    private static final String LOCK = """
            select version, %s, held from inbox_watermark mark, set_config('idle_in_transaction_session_timeout', ?, true)
            where consumer = ? and aggregate_key = ? for update of mark""".formatted(appliedOf("mark"));

    private static final String TRY_LOCK = LOCK + " skip locked";

    private static final String CONTENTS =
            "select message_id, content from inbox_message where consumer = ? and message_id = any (?::uuid[])"
                    + " and content is not null";

    private static final String PUT = """
            insert into inbox_watermark (consumer, aggregate_key, version, applied, applied_seen)
            select ?, row.key, row.version, nullif(row.applied, row.version),
                case when row.applied <> row.version then row.version end
            from unnest(?::text[], ?::bigint[], ?::bigint[]) as row (key, version, applied) order by row.key
            on conflict (consumer, aggregate_key) do update
                set version = excluded.version, applied = excluded.applied, applied_seen = excluded.applied_seen""";

    private static final String RAISE_APPLIED = """
            update inbox_watermark mark
            set applied = nullif(greatest(%1$s, row.applied), mark.version),
                applied_seen = case when greatest(%1$s, row.applied) <> mark.version then mark.version end
            from (select ?::text, late.* from unnest(?::text[], ?::bigint[], ?::bigint[]) as late) as row (consumer, key, seen, applied)
            where mark.consumer = row.consumer and mark.aggregate_key = row.key""".formatted(appliedOf("mark"));

    private static final String SETTLE = """
            update inbox_message set status = row.status, failure = row.failure, committed_at = clock_timestamp()
            from unnest(?::uuid[], ?::text[], ?::text[]) as row (message_id, status, failure)
            where consumer = ? and inbox_message.message_id = row.message_id and inbox_message.status = ?""";

    private final DataSource dataSource;
    private final String leaseMillis;

    InboxStore(DataSource dataSource, MessagingConfig config) {
        this.dataSource = dataSource;
        this.leaseMillis = Long.toString(config.inbox().lease().toMillis());
    }

    /** The version that was applied: that which is stored, unless somebody has moved the version since and knows nothing of it. */
    static String appliedOf(String mark) {
        return "case when %1$s.applied_seen = %1$s.version then %1$s.applied else %1$s.version end".formatted(mark);
    }

    /** The inbox row of a delivery in the state that it will have when the transaction commits. */
    record Claim(Delivery delivery, InboxStatus status, Optional<String> failure) {

        Claim(Delivery delivery, InboxStatus status) {
            this(delivery, status, Optional.empty());
        }
    }

    /** Records the messages that this consumer has not recorded before and answers their ids. */
    Set<UUID> claim(String consumer, List<Claim> claims) {
        return claim(consumer, claims, Reached.NOTHING);
    }

    /** The same, and how far the group has come with them. */
    Set<UUID> claim(String consumer, List<Claim> claims, Reached reached) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(CLAIM)) {
            InboxPositions.bind(connection, insert, reached);
            insert.setString(5, consumer);
            insert.setArray(
                    6,
                    array(connection, "uuid", claims, claim -> claim.delivery().messageId()));
            insert.setArray(
                    7, array(connection, "text", claims, claim -> record(claim).topic()));
            insert.setArray(
                    8, array(connection, "int4", claims, claim -> record(claim).partition()));
            insert.setArray(
                    9, array(connection, "int8", claims, claim -> record(claim).offset()));
            insert.setArray(10, array(connection, "text", claims, claim -> from(claim, ReceivedEvent::tenantId, "")));
            insert.setArray(
                    11,
                    array(connection, "text", claims, claim -> claim.delivery().key()));
            insert.setArray(
                    12, array(connection, "int8", claims, claim -> from(claim, ReceivedEvent::aggregateVersion, 0L)));
            insert.setArray(13, array(connection, "text", claims, claim -> from(claim, ReceivedEvent::eventType, "")));
            insert.setArray(
                    14,
                    array(connection, "text", claims, claim -> claim.status().name()));
            insert.setArray(
                    15,
                    array(connection, "text", claims, claim -> claim.failure().orElse(null)));
            insert.setArray(
                    16,
                    array(
                            connection,
                            "timestamptz",
                            claims,
                            claim -> claim.delivery().receivedAt().atOffset(ZoneOffset.UTC)));
            insert.setArray(
                    17,
                    array(connection, "uuid", claims, claim -> claim.delivery().content()));
            Set<UUID> claimed = new HashSet<>();
            try (ResultSet result = insert.executeQuery()) {
                while (result.next()) {
                    claimed.add(result.getObject(1, UUID.class));
                }
            }
            return claimed;
        } catch (SQLException e) {
            throw InboxPositions.failure("The inbox rows of " + consumer + " could not be written", e);
        }
    }

    /** Where a key stands: the highest versions that were seen and applied, and whether the key is held back. */
    record Mark(long seen, long applied, boolean held) {

        static final Mark NONE = new Mark(0, 0, false);

        /** This version had no effect, or not yet. */
        Mark seen(long version) {
            return new Mark(Math.max(seen, version), applied, held);
        }

        Mark applied(long version) {
            return new Mark(Math.max(seen, version), Math.max(applied, version), held);
        }
    }

    /** Moves watermarks up to these versions, never down, and answers where they stood, where they did. */
    Map<String, Mark> advance(String consumer, Map<String, Mark> newest) {
        Map<String, Mark> before = new HashMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement upsert = connection.prepareStatement(ADVANCE)) {
            upsert.setString(1, consumer);
            bind(connection, upsert, newest);
            upsert.setString(5, leaseMillis);
            try (ResultSet result = upsert.executeQuery()) {
                while (result.next()) {
                    long version = result.getLong(2);
                    if (!result.wasNull()) {
                        before.put(result.getString(1), new Mark(version, result.getLong(3), result.getBoolean(4)));
                    }
                }
            }
            return before;
        } catch (SQLException e) {
            throw new DatabaseFailure("The watermarks of " + consumer + " could not be moved", e);
        }
    }

    /** What the messages said that are recorded under these ids, where that is known. */
    Map<UUID, UUID> contents(String consumer, Collection<UUID> messageIds) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(CONTENTS)) {
            select.setString(1, consumer);
            select.setArray(2, connection.createArrayOf("uuid", messageIds.toArray()));
            Map<UUID, UUID> contents = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    contents.put(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class));
                }
            }
            return contents;
        } catch (SQLException e) {
            throw new DatabaseFailure("The recorded messages of " + consumer + " could not be compared", e);
        }
    }

    /** Takes the lock on one key and answers where it stands. */
    Mark lock(String consumer, String key) {
        advanceNothing(consumer, key);
        return lock(LOCK, consumer, key).orElse(Mark.NONE);
    }

    /** The same for a key that has a row, without waiting; empty when somebody else has it in hand. */
    Optional<Mark> tryLock(String consumer, String key) {
        return lock(TRY_LOCK, consumer, key);
    }

    private Optional<Mark> lock(String sql, String consumer, String key) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, leaseMillis);
            select.setString(2, consumer);
            select.setString(3, key);
            try (ResultSet result = select.executeQuery()) {
                return result.next()
                        ? Optional.of(new Mark(result.getLong(1), result.getLong(2), result.getBoolean(3)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new DatabaseFailure("The key " + key + " of " + consumer + " could not be locked", e);
        }
    }

    /** Sets watermarks to these versions, also backwards: for keys whose newest messages were held back after all. */
    void put(String consumer, Map<String, Mark> marks) {
        if (marks.isEmpty()) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement upsert = connection.prepareStatement(PUT)) {
            upsert.setString(1, consumer);
            bind(connection, upsert, marks);
            upsert.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseFailure("The watermarks of " + consumer + " could not be set", e);
        }
    }

    /** Moves what was applied up to these marks', never down, and what was seen not at all. */
    void raiseApplied(String consumer, Map<String, Mark> marks) {
        if (marks.isEmpty()) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(RAISE_APPLIED)) {
            update.setString(1, consumer);
            bind(connection, update, marks);
            update.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseFailure("What " + consumer + " applied late could not be noted", e);
        }
    }

    private static void bind(Connection connection, PreparedStatement upsert, Map<String, Mark> marks)
            throws SQLException {
        upsert.setArray(2, connection.createArrayOf("text", marks.keySet().toArray()));
        upsert.setArray(
                3,
                connection.createArrayOf(
                        "int8", marks.values().stream().map(Mark::seen).toArray()));
        upsert.setArray(
                4,
                connection.createArrayOf(
                        "int8", marks.values().stream().map(Mark::applied).toArray()));
    }

    /** Ends rows that stand at {@code from} in the status of each claim; answers how many there were. */
    int settle(String consumer, InboxStatus from, List<Claim> claims) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(SETTLE)) {
            update.setArray(
                    1,
                    array(connection, "uuid", claims, claim -> claim.delivery().messageId()));
            update.setArray(
                    2, array(connection, "text", claims, claim -> claim.status().name()));
            update.setArray(
                    3,
                    array(connection, "text", claims, claim -> claim.failure().orElse(null)));
            update.setString(4, consumer);
            update.setString(5, from.name());
            return update.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseFailure("The inbox rows of " + consumer + " could not be settled", e);
        }
    }

    /** Makes sure that the key has a row to lock. */
    private void advanceNothing(String consumer, String key) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into inbox_watermark values (?, ?, 0, false) on conflict do nothing")) {
            insert.setString(1, consumer);
            insert.setString(2, key);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseFailure("The watermark of " + key + " could not be made", e);
        }
    }

    private static ConsumerRecord<String, byte[]> record(Claim claim) {
        return claim.delivery().record();
    }

    private static <T> T from(Claim claim, Function<ReceivedEvent, T> field, T otherwise) {
        return switch (claim.delivery()) {
            case Delivery.Readable readable -> field.apply(readable.event());
            case Delivery.Defective defective -> otherwise;
        };
    }

    private static Array array(
            Connection connection, String type, List<Claim> claims, Function<Claim, @Nullable Object> column)
            throws SQLException {
        List<@Nullable Object> values = new ArrayList<>(claims.size());
        claims.forEach(claim -> values.add(column.apply(claim)));
        return connection.createArrayOf(type, values.toArray());
    }
}
