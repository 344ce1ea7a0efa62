package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.MessagingConfig;
import io.cpqoms.messaging.NewEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Inserts outbox rows in the caller's transaction and wakes the relay once that transaction has committed. */
@ApplicationScoped
public class OutboxWriter {

    private static final String INSERT = """
            insert into outbox_message (shard, message_id, topic, record_key, event_type, schema_id, tenant_id,
                aggregate_type, aggregate_id, aggregate_version, occurred_at, traceparent, tracestate, value)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final DataSource dataSource;
    private final Envelopes envelopes;
    private final TraceContext traces;
    private final AfterCommit afterCommit;
    private final DrillPoints drills;
    private final int shards;

    OutboxWriter(
            DataSource dataSource,
            Envelopes envelopes,
            TraceContext traces,
            AfterCommit afterCommit,
            DrillPoints drills,
            MessagingConfig config) {
        this.dataSource = dataSource;
        this.envelopes = envelopes;
        this.traces = traces;
        this.afterCommit = afterCommit;
        this.drills = drills;
        this.shards = config.outbox().shards();
    }

    public List<UUID> write(List<NewEvent> events) {
        afterCommit.requireTransaction();
        List<UUID> messageIds = new ArrayList<>(events.size());
        BitSet touched = new BitSet(shards);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            TraceContext.Carrier trace = traces.current();
            for (NewEvent event : events) {
                Envelopes.Sealed sealed = envelopes.seal(event);
                int shard = shardOf(event.key(), shards);
                bind(insert, event, sealed, shard, trace);
                insert.addBatch();
                messageIds.add(sealed.messageId());
                touched.set(shard);
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new DatabaseFailure("The outbox rows could not be written", e);
        }
        afterCommit.wakeRelays(touched);
        drills.reached("outbox.appended");
        return messageIds;
    }

    public int payloadRoom(String topic) {
        return TopicRegistry.payloadRoomOf(envelopes.registry().topic(topic));
    }

    static int shardOf(String key, int shards) {
        return Math.floorMod(key.hashCode(), shards);
    }

    private static void bind(
            PreparedStatement insert, NewEvent event, Envelopes.Sealed sealed, int shard, TraceContext.Carrier trace)
            throws SQLException {
        insert.setInt(1, shard);
        insert.setObject(2, sealed.messageId());
        insert.setString(3, event.topic());
        insert.setString(4, event.key());
        insert.setString(5, event.eventType());
        insert.setString(6, sealed.schemaId());
        insert.setString(7, event.tenantId());
        insert.setString(8, event.aggregateType());
        insert.setString(9, event.aggregateId());
        insert.setLong(10, event.aggregateVersion());
        insert.setObject(11, event.occurredAt().atOffset(ZoneOffset.UTC));
        insert.setString(12, trace.traceparent().orElse(null));
        insert.setString(13, trace.tracestate().orElse(null));
        insert.setString(14, sealed.value());
    }
}
