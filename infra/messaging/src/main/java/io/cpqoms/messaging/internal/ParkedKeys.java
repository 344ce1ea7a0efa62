package io.cpqoms.messaging.internal;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The keys that are held back and their messages, in order. Whoever changes a key's rows holds the key's watermark row.
 */
@ApplicationScoped
public class ParkedKeys {

    private static final String MARK =
            "update inbox_watermark set held = ? where consumer = ? and aggregate_key = ? and held <> ?";

    private static final String HOLD = """
            insert into inbox_parked_key (consumer, aggregate_key, state, attempts, failure, dlq_id, next_attempt_at)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (consumer, aggregate_key) do update set state = excluded.state, attempts = excluded.attempts,
                failure = excluded.failure, dlq_id = excluded.dlq_id, next_attempt_at = excluded.next_attempt_at""";

    private static final String FIND = """
            select state, attempts, failure, dlq_id, parked_at, next_attempt_at from inbox_parked_key
            where consumer = ? and aggregate_key = ?""";

    private static final String DUE = """
            select aggregate_key from inbox_parked_key
            where consumer = ? and state <> 'WAITING' and next_attempt_at <= clock_timestamp()
            order by next_attempt_at limit ?""";

    private static final String APPEND = """
            insert into inbox_parked (consumer, aggregate_key, aggregate_version, message_id, received_at, %s)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""".formatted(StoredRecord.COLUMNS);

    /** What waits for a missing version is tried as soon as another message of the key has come. */
    private static final String NUDGE = """
            update inbox_parked_key set next_attempt_at = clock_timestamp()
            where consumer = ? and aggregate_key = any (?::text[]) and state = 'GAP'""";

    private static final String FIRST = """
            select id, message_id, received_at, %s from inbox_parked
            where consumer = ? and aggregate_key = ? order by aggregate_version, id limit ?""".formatted(StoredRecord.COLUMNS);

    private static final String RELEASE = """
            delete from inbox_parked_key held where consumer = ? and aggregate_key = ? and not exists
                (select from inbox_parked parked where parked.consumer = held.consumer
                    and parked.aggregate_key = held.aggregate_key)""";

    private final DataSource dataSource;

    ParkedKeys(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Why a key is held back. */
    enum State {
        RETRYING,
        GAP,
        WAITING
    }

    /** A held-back key: why, how often its head was tried, and since when. */
    record Held(State state, int attempts, String failure, Optional<UUID> dlqId, Instant parkedAt, Instant next) {}

    /** A parked message: its row and what came from Kafka. */
    record Parked(long id, UUID messageId, Instant receivedAt, StoredRecord record) {}

    /** Holds the key back from now on, or changes why and until when. */
    void hold(String consumer, String key, Held held) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement upsert = connection.prepareStatement(HOLD)) {
            upsert.setString(1, consumer);
            upsert.setString(2, key);
            upsert.setString(3, held.state().name());
            upsert.setInt(4, held.attempts());
            upsert.setString(5, held.failure());
            upsert.setObject(6, held.dlqId().orElse(null));
            upsert.setObject(7, held.next().atOffset(ZoneOffset.UTC));
            upsert.executeUpdate();
            mark(connection, consumer, key, true);
        } catch (SQLException e) {
            throw new DatabaseFailure("The key " + key + " of " + consumer + " could not be parked", e);
        }
    }

    Optional<Held> find(String consumer, String key) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(FIND)) {
            select.setString(1, consumer);
            select.setString(2, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Held(
                                State.valueOf(row.getString(1)),
                                row.getInt(2),
                                row.getString(3),
                                Optional.ofNullable(row.getObject(4, UUID.class)),
                                row.getTimestamp(5).toInstant(),
                                row.getTimestamp(6).toInstant()))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new DatabaseFailure("The parked key " + key + " of " + consumer + " could not be read", e);
        }
    }

    /** The keys of the consumer whose time has come, the longest due first. */
    List<String> due(String consumer, int limit) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(DUE)) {
            select.setString(1, consumer);
            select.setInt(2, limit);
            List<String> due = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    due.add(rows.getString(1));
                }
            }
            return due;
        } catch (SQLException e) {
            throw new DatabaseFailure("The parked keys of " + consumer + " could not be read", e);
        }
    }

    /** Appends messages behind what is parked of their keys. */
    void append(String consumer, List<Delivery.Readable> deliveries) {
        if (deliveries.isEmpty()) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(APPEND);
                PreparedStatement nudge = connection.prepareStatement(NUDGE)) {
            for (Delivery.Readable delivery : deliveries) {
                insert.setString(1, consumer);
                insert.setString(2, delivery.key());
                insert.setLong(3, delivery.event().aggregateVersion());
                insert.setObject(4, delivery.messageId());
                insert.setObject(5, delivery.receivedAt().atOffset(ZoneOffset.UTC));
                StoredRecord.of(delivery.record()).bind(insert, 6);
                insert.addBatch();
            }
            insert.executeBatch();
            nudge.setString(1, consumer);
            nudge.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            deliveries.stream().map(Delivery.Readable::key).toArray()));
            nudge.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseFailure("Messages of " + consumer + " could not be parked", e);
        }
    }

    List<Parked> first(String consumer, String key, int limit) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(FIRST)) {
            select.setString(1, consumer);
            select.setString(2, key);
            select.setInt(3, limit);
            List<Parked> parked = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    parked.add(new Parked(
                            rows.getLong("id"),
                            rows.getObject("message_id", UUID.class),
                            rows.getTimestamp("received_at").toInstant(),
                            StoredRecord.read(rows)));
                }
            }
            return parked;
        } catch (SQLException e) {
            throw new DatabaseFailure("The parked messages of " + key + " could not be read", e);
        }
    }

    void remove(List<Parked> handled) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete = connection.prepareStatement("delete from inbox_parked where id = any (?)")) {
            delete.setArray(
                    1,
                    connection.createArrayOf(
                            "int8", handled.stream().map(Parked::id).toArray()));
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseFailure("Handled messages could not be taken from the parked ones", e);
        }
    }

    /** Lets the key flow again if nothing of it is parked any more; answers whether it does. */
    boolean releaseIfEmpty(String consumer, String key) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete = connection.prepareStatement(RELEASE)) {
            delete.setString(1, consumer);
            delete.setString(2, key);
            boolean released = delete.executeUpdate() > 0;
            if (released) {
                mark(connection, consumer, key, false);
            }
            return released;
        } catch (SQLException e) {
            throw new DatabaseFailure("The key " + key + " of " + consumer + " could not be released", e);
        }
    }

    /** Tries a key that waited for a person as soon as possible; nothing parked means that it just flows again. */
    void resume(String consumer, String key) {
        Optional<Held> held = find(consumer, key).filter(state -> state.state() == State.WAITING);
        if (held.isPresent() && !releaseIfEmpty(consumer, key)) {
            hold(consumer, key, new Held(State.RETRYING, 0, "resumed", Optional.empty(), Instant.EPOCH, Instant.EPOCH));
        }
    }

    /** The watermark row says so too, because every batch reads it anyway. */
    private static void mark(Connection connection, String consumer, String key, boolean held) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(MARK)) {
            update.setBoolean(1, held);
            update.setString(2, consumer);
            update.setString(3, key);
            update.setBoolean(4, held);
            update.executeUpdate();
        }
    }

    /** A bounded wait that doubles with every attempt. */
    static Duration backoff(Duration first, int attempts) {
        return first.multipliedBy(1L << Math.min(10, Math.max(0, attempts - 1)));
    }
}
