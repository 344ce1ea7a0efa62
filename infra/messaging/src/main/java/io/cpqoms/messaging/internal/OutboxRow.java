package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.EventTime;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** One committed outbox row as the relay reads it, and the Kafka record that it becomes. */
record OutboxRow(
        long id,
        UUID messageId,
        String topic,
        String key,
        String eventType,
        String schemaId,
        String tenantId,
        String aggregateType,
        String aggregateId,
        long aggregateVersion,
        Instant occurredAt,
        Optional<String> traceparent,
        Optional<String> tracestate,
        String value) {

    /**
     * Ascends with every take-over of a shard: what carries less than a record before it comes from a superseded relay, or from a database
     * that was put back, whose take-overs are counted from there.
     */
    static final String TERM = "relay-term";

    private static final String COLUMNS_BEFORE_VALUE =
            "message_id, topic, record_key, event_type, schema_id, tenant_id,"
                    + " aggregate_type, aggregate_id, aggregate_version, occurred_at, traceparent, tracestate, ";

    /** Everything of a row but its id, which is called differently where it is parked. */
    static final String COLUMNS_TO_PARK = COLUMNS_BEFORE_VALUE + "value";

    static final String COLUMNS = "id, " + COLUMNS_TO_PARK;

    private static final int VALUE = 14;

    /**
     * The rows of a query with their values only as long as those before came to less than so many bytes, which is the statement's first
     * parameter: what lies behind is cut off. Lengths are known without reading the values.
     *
     * @param further columns of the rows behind {@link #COLUMNS}, each with its comma before it
     */
    static String cut(String rows, String further) {
        return "select id, " + COLUMNS_BEFORE_VALUE
                + "case when sum(octet_length(value)) over (order by id rows unbounded preceding) - octet_length(value) < ?"
                + " then value end as value" + further + " from (" + rows + ") page";
    }

    /** The columns behind the first {@code skip} ones, in the order of {@link #COLUMNS}. */
    static OutboxRow read(ResultSet row, int skip) throws SQLException {
        return read(row, skip, row.getString(skip + VALUE));
    }

    /** The same of what {@link #cut} answers; nothing where it cuts. */
    static Optional<OutboxRow> readUncut(ResultSet row, int skip) throws SQLException {
        String value = row.getString(skip + VALUE);
        return value == null ? Optional.empty() : Optional.of(read(row, skip, value));
    }

    private static OutboxRow read(ResultSet row, int skip, String value) throws SQLException {
        return new OutboxRow(
                row.getLong(skip + 1),
                row.getObject(skip + 2, UUID.class),
                row.getString(skip + 3),
                row.getString(skip + 4),
                row.getString(skip + 5),
                row.getString(skip + 6),
                row.getString(skip + 7),
                row.getString(skip + 8),
                row.getString(skip + 9),
                row.getLong(skip + 10),
                row.getObject(skip + 11, OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getString(skip + 12)),
                Optional.ofNullable(row.getString(skip + 13)),
                value);
    }

    /** CloudEvents 1.0 attributes in the Kafka binding's binary form, and the trace context. */
    ProducerRecord<String, String> toRecord(String source) {
        ProducerRecord<String, String> record = new ProducerRecord<>(topic, key, value);
        Headers headers = record.headers();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", messageId.toString());
        add(headers, "ce_type", eventType);
        add(headers, "ce_source", "/" + source);
        add(headers, "ce_subject", aggregateType + "/" + aggregateId);
        add(headers, "ce_time", EventTime.format(occurredAt));
        add(headers, "ce_dataschema", schemaId);
        add(headers, "content-type", "application/json");
        add(headers, "tenant", tenantId);
        traceparent.ifPresent(value -> add(headers, "traceparent", value));
        tracestate.ifPresent(value -> add(headers, "tracestate", value));
        return record;
    }

    /** The same, saying under which take-over of its shard it was sent. */
    ProducerRecord<String, String> toRecord(String source, long term) {
        ProducerRecord<String, String> record = toRecord(source);
        add(record.headers(), TERM, Long.toString(term));
        return record;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
