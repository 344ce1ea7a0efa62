package io.cpqoms.audit.trail;

import io.cpqoms.values.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;

/** Reads a row of {@code audit_fact} back into the fact that was written. */
public final class StoredFact {

    /** The columns that {@link #read} needs. */
    public static final String COLUMNS = "tenant_id, sequence, message_id, topic, partition_number, record_offset,"
            + " aggregate_type, aggregate_id, aggregate_version, event_type, occurred_at, recorded_at,"
            + " correlation_id, causation_id, actor_kind, actor_subject, envelope, prev_hash, hash";

    private StoredFact() {}

    /** The fact in the current row. */
    public static ChainedFact read(ResultSet row) throws SQLException {
        AuditFact fact = new AuditFact(
                row.getString("tenant_id"),
                row.getObject("message_id", UUID.class),
                row.getString("event_type"),
                new FactSubject(
                        row.getString("aggregate_type"),
                        row.getString("aggregate_id"),
                        row.getLong("aggregate_version")),
                new FactSource(row.getString("topic"), row.getInt("partition_number"), row.getLong("record_offset")),
                instant(row, "occurred_at"),
                instant(row, "recorded_at"),
                row.getObject("correlation_id", UUID.class),
                row.getObject("causation_id", UUID.class),
                new Actor(
                        Actor.Kind.valueOf(row.getString("actor_kind").toUpperCase(Locale.ROOT)),
                        row.getString("actor_subject")),
                row.getString("envelope"));
        return new ChainedFact(
                row.getLong("sequence"),
                fact,
                ChainHash.of(row.getBytes("prev_hash")),
                ChainHash.of(row.getBytes("hash")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
