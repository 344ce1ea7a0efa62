package io.cpqoms.messaging.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.cpqoms.values.StorableText;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** A Kafka record as a row keeps it whole, for parked messages and dead letters, and back again. */
record StoredRecord(
        String topic,
        int partition,
        long offset,
        long time,
        @Nullable String key,
        String headers,
        byte @Nullable [] value) {

    /** The columns that every table with a stored record has, in this order; {@link #bind} fills them. */
    static final String COLUMNS =
            "topic, partition, record_offset, record_time, record_key, record_key_bytes, headers, value";

    private static final int LONGEST_KEY = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    static StoredRecord of(ConsumerRecord<String, byte[]> record) {
        return new StoredRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key(),
                headers(record).toString(),
                record.value());
    }

    static StoredRecord read(ResultSet row) throws SQLException {
        byte[] keyBytes = row.getBytes("record_key_bytes");
        return new StoredRecord(
                row.getString("topic"),
                row.getInt("partition"),
                row.getLong("record_offset"),
                row.getLong("record_time"),
                keyBytes == null ? row.getString("record_key") : new String(keyBytes, StandardCharsets.UTF_8),
                row.getString("headers"),
                row.getBytes("value"));
    }

    /** Fills the columns from this parameter on; a key that text can't hold stands beside it as bytes. */
    void bind(PreparedStatement statement, int first) throws SQLException {
        String shown = key == null ? null : StorableText.cleaned(key, LONGEST_KEY);
        statement.setString(first, topic);
        statement.setInt(first + 1, partition);
        statement.setLong(first + 2, offset);
        statement.setLong(first + 3, time);
        statement.setString(first + 4, shown);
        statement.setBytes(first + 5, key == null || key.equals(shown) ? null : key.getBytes(StandardCharsets.UTF_8));
        statement.setString(first + 6, headers);
        statement.setBytes(first + 7, value);
    }

    /** Header names and their values in base64; a header without a value has null there. */
    private static ArrayNode headers(ConsumerRecord<String, byte[]> record) {
        ArrayNode headers = JSON.createArrayNode();
        for (Header header : record.headers()) {
            headers.addObject().put("name", header.key()).put("value", header.value());
        }
        return headers;
    }

    StoredRecord withValue(byte[] other) {
        return new StoredRecord(topic, partition, offset, time, key, headers, other);
    }

    @SuppressWarnings("NullAway") // Kafka takes null keys, values and header values; its classes are not annotated.
    ConsumerRecord<String, byte[]> toRecord() {
        RecordHeaders restored = new RecordHeaders();
        for (JsonNode header : parsedHeaders()) {
            byte[] content = header.path("value").isNull()
                    ? null
                    : Base64.getDecoder().decode(header.path("value").asText());
            restored.add(new RecordHeader(header.path("name").asText(), content));
        }
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                time,
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                key,
                value,
                restored,
                Optional.empty());
    }

    private JsonNode parsedHeaders() {
        try {
            return JSON.readTree(headers);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("The stored headers can't be read: " + headers, e);
        }
    }
}
