package io.cpqoms.messaging.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.UncheckedIOException;
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

/** A Kafka record as a row keeps it, for parked messages and dead letters, and back again. */
record StoredRecord(
        String topic,
        int partition,
        long offset,
        long time,
        @Nullable String key,
        String headers,
        byte @Nullable [] value) {

    /** The columns that every table with a stored record has, in this order. */
    static final String COLUMNS = "topic, partition, record_offset, record_time, record_key, headers, value";

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
        return new StoredRecord(
                row.getString("topic"),
                row.getInt("partition"),
                row.getLong("record_offset"),
                row.getLong("record_time"),
                row.getString("record_key"),
                row.getString("headers"),
                row.getBytes("value"));
    }

    /** Header names and their values in base64, as the dead-letter envelope has them. */
    static ArrayNode headers(ConsumerRecord<String, byte[]> record) {
        ArrayNode headers = JSON.createArrayNode();
        for (Header header : record.headers()) {
            headers.addObject()
                    .put("name", header.key())
                    .put(
                            "value",
                            header.value() == null ? "" : Base64.getEncoder().encodeToString(header.value()));
        }
        return headers;
    }

    StoredRecord withValue(byte[] other) {
        return new StoredRecord(topic, partition, offset, time, key, headers, other);
    }

    @SuppressWarnings("NullAway") // Kafka takes a null key and value; its classes are not annotated.
    ConsumerRecord<String, byte[]> toRecord() {
        RecordHeaders restored = new RecordHeaders();
        for (JsonNode header : parsedHeaders()) {
            restored.add(new RecordHeader(
                    header.path("name").asText(),
                    Base64.getDecoder().decode(header.path("value").asText())));
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
