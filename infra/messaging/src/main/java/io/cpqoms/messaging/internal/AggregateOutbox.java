package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.MessagingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The events of one aggregate that no relay has come to yet. Only the backlog of its shard is looked through, by the indexes that the
 * relay goes by, and not more of it than so many rows: what is published is not counted, because nothing finds an aggregate's rows in the
 * ring.
 */
@ApplicationScoped
public class AggregateOutbox {

    /** Some tenths of a second's work for the database, whatever waits. */
    static final int MOST_LOOKED_AT = 20_000;

    private static final String COLUMNS =
            "id, shard, xid, tenant_id, record_key, message_id, event_type," + " aggregate_version, topic, created_at";

    /**
     * While a backlog is walked by id, what is ahead of the walk; and what is fresh behind the snapshot that was reached or is walked. The
     * limits come before the conditions, so that they bound what is read.
     */
    private static final String UNPUBLISHED = """
            with stand as materialized (
                 select *, coalesce(target, published_to) as reached from outbox_stand where shard = ?),
            ahead as materialized (
                 select m.* from stand r cross join lateral (
                        select %1$s from outbox_message where id > r.after_id order by id limit ?) m
                  where r.target is not null),
            fresh as materialized (
                 select m.* from stand r cross join lateral (
                        select %1$s from outbox_message
                         where shard = r.shard and xid >= pg_snapshot_xmin(r.reached) order by xid limit ?) m),
            waiting as materialized (
                 select m.* from stand r join ahead m on m.shard = r.shard and not pg_visible_in_snapshot(m.xid, r.published_to)
                 union all
                 select m.* from stand r join fresh m on not pg_visible_in_snapshot(m.xid, r.reached)
                        and (r.target is null or m.id <= r.after_id))
            select greatest((select count(*) from ahead), (select count(*) from fresh)) as looked_at, everybody.*, its.*
              from (select count(*) as waits, min(created_at) as oldest from waiting) everybody
              left join lateral (
                   select message_id, event_type, aggregate_version, topic, created_at from waiting
                    where tenant_id = ? and record_key = ? order by aggregate_version limit ?) its on true
             order by its.aggregate_version""".formatted(COLUMNS);

    private final DataSource dataSource;
    private final int shards;

    AggregateOutbox(DataSource dataSource, MessagingConfig config) {
        this.dataSource = dataSource;
        this.shards = config.outbox().shards();
    }

    /** An event that is committed and not on its topic. */
    public record UnpublishedEvent(
            UUID messageId, String eventType, long aggregateVersion, String topic, Instant committedAt) {}

    /**
     * More lies in the shard than is looked through.
     *
     * @param atLeast how many of the events that were looked at, of whatever aggregates, are not published
     * @param oldest when the oldest of them was committed
     */
    public record Backlog(long atLeast, Optional<Instant> oldest) {}

    /**
     * What of it is not published.
     *
     * @param events the first of those that were found, in the order of their versions
     * @param unknownBehind when there may be others, because the outbox is that far behind
     */
    public record Unpublished(List<UnpublishedEvent> events, Optional<Backlog> unknownBehind) {}

    /** At most so many events of it. */
    public Unpublished unpublished(String tenant, String key, int limit) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(UNPUBLISHED)) {
            select.setInt(1, OutboxWriter.shardOf(key, shards));
            select.setInt(2, MOST_LOOKED_AT + 1);
            select.setInt(3, MOST_LOOKED_AT + 1);
            select.setString(4, tenant);
            select.setString(5, key);
            select.setInt(6, limit);
            try (ResultSet row = select.executeQuery()) {
                return read(row);
            }
        } catch (SQLException e) {
            throw new DatabaseFailure("What of " + key + " is not published could not be read", e);
        }
    }

    private static Unpublished read(ResultSet row) throws SQLException {
        List<UnpublishedEvent> events = new ArrayList<>();
        Optional<Backlog> backlog = Optional.empty();
        while (row.next()) {
            if (row.getLong("looked_at") > MOST_LOOKED_AT) {
                backlog = Optional.of(new Backlog(
                        row.getLong("waits"),
                        Optional.ofNullable(row.getTimestamp("oldest")).map(Timestamp::toInstant)));
            }
            if (row.getObject("message_id") != null) {
                events.add(new UnpublishedEvent(
                        row.getObject("message_id", UUID.class),
                        row.getString("event_type"),
                        row.getLong("aggregate_version"),
                        row.getString("topic"),
                        row.getTimestamp("created_at").toInstant()));
            }
        }
        return new Unpublished(events, backlog);
    }
}
