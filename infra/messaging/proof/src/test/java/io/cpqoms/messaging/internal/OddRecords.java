package io.cpqoms.messaging.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.messaging.EventTime;
import io.cpqoms.values.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Records that no writer of the platform would write, each with what is odd about it; all about one quote. */
public final class OddRecords {

    public static final String TOPIC = "cpq.quote.events.v1";

    private final ObjectMapper json = new ObjectMapper();
    private final String quote;

    public OddRecords(String quote) {
        this.quote = quote;
    }

    public String quote() {
        return quote;
    }

    public String key() {
        return "acme:quote:" + quote;
    }

    /** Everything that is bad data for every consumer. */
    public Map<String, ProducerRecord<String, byte[]>> all() {
        Map<String, ProducerRecord<String, byte[]>> odd = new LinkedHashMap<>();
        odd.put("header without a value", withHeader("ce_dataschema", null));
        odd.put("tenant header without a value", withHeader("tenant", null));
        odd.put("header unlike the body: type", withHeader("ce_type", "QuoteApproved"));
        odd.put("header unlike the body: tenant", withHeader("tenant", "globex"));
        odd.put(
                "header unlike the body: id",
                withHeader("ce_id", UUID.randomUUID().toString()));
        odd.put("header that is no UTF-8", withHeader("ce_id", "\uFFFF"));
        odd.put("thirtieth of February", with(envelope -> envelope.put("occurredAt", "2026-02-30T00:00:00.000000Z")));
        odd.put("hour 24", with(envelope -> envelope.put("occurredAt", "2026-02-03T24:00:00.000000Z")));
        odd.put("year 1999", with(envelope -> envelope.put("occurredAt", "1999-12-31T23:59:59.000000Z")));
        odd.put("two days ahead", with(envelope -> envelope.put("occurredAt", later(Duration.ofDays(2)))));
        odd.put(
                "message id of next week",
                with(envelope -> envelope.put(
                        "messageId",
                        idAt(Instant.now().plus(Duration.ofDays(7))).toString())));
        odd.put(
                "subject with a control character",
                with(envelope -> envelope.withObject("/actor").put("subject", "a\u0007b")));
        odd.put(
                "subject of 256 characters",
                with(envelope -> envelope.withObject("/actor").put("subject", "x".repeat(256))));
        odd.put("version 2^63-1", with(envelope -> envelope.put("aggregateVersion", Long.MAX_VALUE)));
        odd.put("version beyond a long", text("\"aggregateVersion\":1,", "\"aggregateVersion\":1e23,"));
        odd.put(
                "version that wraps",
                text("\"aggregateVersion\":1,", "\"aggregateVersion\":1.8446744073709551617e19,"));
        odd.put("version of a billion digits", text("\"aggregateVersion\":1,", "\"aggregateVersion\":1e999999999,"));
        odd.put("event version beyond an int", with(envelope -> envelope.put("eventVersion", 1L << 32 | 1)));
        odd.put("schema id of another event", with(envelope -> envelope.put("schemaId", "cpq.quote.QuoteApproved.v1")));
        odd.put(
                "unknown version of a wanted type",
                with(envelope -> envelope.put("eventVersion", 2).put("schemaId", "cpq.quote.QuoteCancelled.v2")));
        odd.put("payload that is a number", text("\"payload\":{", "\"payload\":1,\"other\":{"));
        odd.put("ten thousand brackets", value("[".repeat(10_000)));
        odd.put("a thousand nested objects", value("{\"a\":".repeat(999) + "1" + "}".repeat(999)));
        odd.put("text after the end", value(envelope() + "{}"));
        odd.put("no value", new ProducerRecord<>(TOPIC, key(), null));
        odd.put("empty value", value(""));
        odd.put("bytes that are no text", new ProducerRecord<>(TOPIC, key(), new byte[] {(byte) 0xC3, 0x28, 0, 1}));
        odd.put("no key", new ProducerRecord<>(TOPIC, null, bytes(envelope().toString())));
        odd.put(
                "key with a null character",
                new ProducerRecord<>(TOPIC, key() + "\0", bytes(envelope().toString())));
        odd.put("key of 1,100 characters", new ProducerRecord<>(TOPIC, "k".repeat(1_100), bytes("{}")));
        odd.put("key of 5,000 characters", new ProducerRecord<>(TOPIC, "\u0416".repeat(5_000), bytes("{}")));
        odd.put("header of 7,000 bytes", headered("large", new byte[7_000]));
        odd.put("header without a name", headered("", new byte[] {1}));
        odd.put("header name of 400 characters", headered("n".repeat(400), new byte[] {0}));
        odd.put("header name with a null character", headered("a\0b", new byte[] {0}));
        odd.put("300 headers", manyHeaders());
        odd.put("type header of 9,000 characters", withHeader("ce_type", "\u0000T".repeat(4_500)));
        odd.put("failure text with a null character", value("{\"messageId\":\"\\u0000\\ud800\"}"));
        odd.put("900,000 bytes of nothing", new ProducerRecord<>(TOPIC, key(), new byte[900_000]));
        return odd;
    }

    /** A sound event of the quote; the odd ones are this one with one thing changed. */
    public ObjectNode envelope() {
        ObjectNode envelope = json.createObjectNode()
                .put("messageId", new Ids().next().toString())
                .put("eventType", "QuoteCancelled")
                .put("eventVersion", 1)
                .put("schemaId", "cpq.quote.QuoteCancelled.v1")
                .put("tenantId", "acme")
                .put("aggregateType", "quote")
                .put("aggregateId", quote)
                .put("aggregateVersion", 1)
                .put("occurredAt", EventTime.format(Instant.now()))
                .put("correlationId", UUID.randomUUID().toString())
                .put("causationId", UUID.randomUUID().toString());
        envelope.putObject("actor").put("kind", "user").put("subject", "tester");
        envelope.put("dataClassification", "confidential")
                .putObject("payload")
                .put("revision", 1)
                .put("reason", "fine");
        return envelope;
    }

    public ProducerRecord<String, byte[]> with(Consumer<ObjectNode> change) {
        ObjectNode envelope = envelope();
        change.accept(envelope);
        return value(envelope.toString());
    }

    private ProducerRecord<String, byte[]> text(String found, String instead) {
        return value(envelope().toString().replace(found, instead));
    }

    private ProducerRecord<String, byte[]> withHeader(String name, @Nullable String content) {
        ProducerRecord<String, byte[]> record = value(envelope().toString());
        record.headers().add(name, content == null ? null : bytes(content));
        return record;
    }

    private ProducerRecord<String, byte[]> headered(String name, byte[] content) {
        ProducerRecord<String, byte[]> record = value("{}");
        record.headers().add(name, content);
        return record;
    }

    private ProducerRecord<String, byte[]> manyHeaders() {
        ProducerRecord<String, byte[]> record = value("{}");
        for (int number = 0; number < 300; number++) {
            record.headers().add("h" + number, new byte[1_000]);
        }
        return record;
    }

    private ProducerRecord<String, byte[]> value(String value) {
        return new ProducerRecord<>(TOPIC, key(), bytes(value));
    }

    private static String later(Duration ahead) {
        return EventTime.format(Instant.now().plus(ahead));
    }

    static UUID idAt(Instant time) {
        return new UUID(time.toEpochMilli() << 16 | 0x7000L, 0x8000_0000_0000_0001L);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
