package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.ReceivedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The inbox tables, always touched a batch at a time and inside the transaction of the effect. */
@ApplicationScoped
public class InboxStore {

    private static final String CLAIM = """
            insert into inbox_message (consumer, message_id, topic, partition, record_offset, tenant_id, aggregate_key,
                aggregate_version, event_type, status, failure, received_at)
            select ?, row.* from unnest(?::uuid[], ?::text[], ?::int[], ?::bigint[], ?::text[], ?::text[], ?::bigint[],
                ?::text[], ?::text[], ?::text[], ?::timestamptz[]) as row
            on conflict do nothing
            returning message_id""";

    /** Locks in key order, so that two batches never wait for each other in a circle; answers the versions before. */
    private static final String ADVANCE = """
            insert into inbox_watermark as mark (consumer, aggregate_key, version)
            select ?, row.key, row.version from unnest(?::text[], ?::bigint[]) as row (key, version) order by row.key
            on conflict (consumer, aggregate_key) do update set version = greatest(mark.version, excluded.version)
            returning aggregate_key, old.version""";

    private final DataSource dataSource;

    InboxStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The inbox row of a delivery in the state that it will have when the transaction commits. */
    record Claim(Delivery delivery, InboxStatus status, Optional<String> failure) {}

    /** Records the messages that this consumer has not recorded before and answers their ids. */
    Set<UUID> claim(String consumer, List<Claim> claims) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(CLAIM)) {
            insert.setString(1, consumer);
            insert.setArray(
                    2,
                    array(connection, "uuid", claims, claim -> claim.delivery().messageId()));
            insert.setArray(
                    3, array(connection, "text", claims, claim -> record(claim).topic()));
            insert.setArray(
                    4, array(connection, "int4", claims, claim -> record(claim).partition()));
            insert.setArray(
                    5, array(connection, "int8", claims, claim -> record(claim).offset()));
            insert.setArray(6, array(connection, "text", claims, claim -> from(claim, ReceivedEvent::tenantId, "")));
            insert.setArray(
                    7, array(connection, "text", claims, claim -> from(claim, ReceivedEvent::aggregateKey, "")));
            insert.setArray(
                    8, array(connection, "int8", claims, claim -> from(claim, ReceivedEvent::aggregateVersion, 0L)));
            insert.setArray(9, array(connection, "text", claims, claim -> from(claim, ReceivedEvent::eventType, "")));
            insert.setArray(
                    10,
                    array(connection, "text", claims, claim -> claim.status().name()));
            insert.setArray(
                    11,
                    array(connection, "text", claims, claim -> claim.failure().orElse(null)));
            insert.setArray(
                    12,
                    array(
                            connection,
                            "timestamptz",
                            claims,
                            claim -> claim.delivery().receivedAt().atOffset(ZoneOffset.UTC)));
            Set<UUID> claimed = new HashSet<>();
            try (ResultSet result = insert.executeQuery()) {
                while (result.next()) {
                    claimed.add(result.getObject(1, UUID.class));
                }
            }
            return claimed;
        } catch (SQLException e) {
            throw new DatabaseFailure("The inbox rows of " + consumer + " could not be written", e);
        }
    }

    /** Moves the watermarks up to the newest version of each aggregate and answers where they stood, where they did. */
    Map<String, Long> advance(String consumer, List<ReceivedEvent> events) {
        Map<String, Long> newest = new TreeMap<>();
        events.forEach(event -> newest.merge(event.aggregateKey(), event.aggregateVersion(), Math::max));
        Map<String, Long> before = new HashMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement upsert = connection.prepareStatement(ADVANCE)) {
            upsert.setString(1, consumer);
            upsert.setArray(2, connection.createArrayOf("text", newest.keySet().toArray()));
            upsert.setArray(3, connection.createArrayOf("int8", newest.values().toArray()));
            try (ResultSet result = upsert.executeQuery()) {
                while (result.next()) {
                    long version = result.getLong(2);
                    if (!result.wasNull()) {
                        before.put(result.getString(1), version);
                    }
                }
            }
            return before;
        } catch (SQLException e) {
            throw new DatabaseFailure("The watermarks of " + consumer + " could not be moved", e);
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
