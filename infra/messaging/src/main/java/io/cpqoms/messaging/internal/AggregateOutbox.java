package io.cpqoms.messaging.internal;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The events of one aggregate that no relay has come to yet. Only the backlog of each shard is looked through, by the index that the
 * relay goes by: what is published is not counted, because nothing finds an aggregate's rows in the ring.
 */
@ApplicationScoped
public class AggregateOutbox {

    private static final String UNPUBLISHED = """
            select m.message_id, m.event_type, m.aggregate_version, m.topic, m.created_at
              from outbox_stand r join outbox_message m on m.shard = r.shard
                   and m.xid >= pg_snapshot_xmin(r.published_to) and not pg_visible_in_snapshot(m.xid, r.published_to)
             where m.tenant_id = ? and m.record_key = ?
               and r.shard < (select shards from outbox_relay where shard = 0)
               and (r.target is null or m.id > r.after_id or not pg_visible_in_snapshot(m.xid, r.target))
             order by m.aggregate_version limit ?""";

    private final DataSource dataSource;

    AggregateOutbox(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** An event that is committed and not on its topic. */
    public record UnpublishedEvent(
            UUID messageId, String eventType, long aggregateVersion, String topic, Instant committedAt) {}

    /** The first of them, in the order of their versions. */
    public List<UnpublishedEvent> unpublished(String tenant, String key, int limit) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(UNPUBLISHED)) {
            select.setString(1, tenant);
            select.setString(2, key);
            select.setInt(3, limit);
            List<UnpublishedEvent> events = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    events.add(new UnpublishedEvent(
                            row.getObject(1, UUID.class),
                            row.getString(2),
                            row.getLong(3),
                            row.getString(4),
                            row.getTimestamp(5).toInstant()));
                }
            }
            return events;
        } catch (SQLException e) {
            throw new DatabaseFailure("What of " + key + " is not published could not be read", e);
        }
    }
}
