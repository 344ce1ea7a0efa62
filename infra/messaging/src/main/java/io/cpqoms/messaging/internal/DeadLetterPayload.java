package io.cpqoms.messaging.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.messaging.EventTime;
import io.cpqoms.values.StorableText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * What {@code MessageDeadLettered} says of a record. Every record has one, whatever it contains: what would break the event's
 * schema or the topic's limit is cut, and the event names the parts that are; the table keeps them whole.
 */
final class DeadLetterPayload {

    private static final int LONGEST_KEY = 1_000;
    private static final int MOST_HEADERS = 100;
    private static final int LONGEST_HEADER_NAME = 300;
    /** Bytes that make 8,000 characters of base64. */
    private static final int LONGEST_HEADER = 6_000;
    /** All headers together; they must leave room for the value. */
    private static final int HEADERS_ROOM = 100_000;

    /** Characters of base64 that the event's schema takes, however much room a topic has. */
    private static final int LONGEST_VALUE = 7_000_000;

    private static final String NAMELESS = "(none)";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConsumerRecord<String, byte[]> record;
    private final Set<Part> cut = EnumSet.noneOf(Part.class);

    DeadLetterPayload(ConsumerRecord<String, byte[]> record) {
        this.record = record;
    }

    private enum Part {
        KEY,
        HEADERS,
        VALUE
    }

    /**
     * @param room how many bytes the payload may have
     * @return the payload, without what only the caller knows of the original's envelope
     */
    ObjectNode of(UUID dlqId, String consumer, DeadLetters.Reason reason, Instant failedAt, int room) {
        ObjectNode payload = JSON.createObjectNode()
                .put("dlqId", dlqId.toString())
                .put("consumer", consumer)
                .put("sourceTopic", record.topic())
                .put("sourcePartition", record.partition())
                .put("sourceOffset", record.offset())
                .put("failureType", reason.type())
                .put("failureClass", reason.failureClass())
                .put("failureMessage", reason.message())
                .put("firstFailedAt", EventTime.format(reason.firstFailedAt()))
                .put("lastFailedAt", EventTime.format(failedAt))
                .put("attempts", reason.attempts());
        if (record.key() != null) {
            payload.put("originalKey", key(record.key()));
        }
        payload.set("originalHeaders", headers());
        payload.put("originalValue", value(room - sizeOf(payload)));
        if (!cut.isEmpty()) {
            ArrayNode parts = payload.putArray("cut");
            cut.forEach(part -> parts.add(part.name().toLowerCase(Locale.ROOT)));
        }
        return payload;
    }

    private String key(String key) {
        return marked(Part.KEY, key, StorableText.cleaned(key, LONGEST_KEY));
    }

    private ArrayNode headers() {
        ArrayNode headers = JSON.createArrayNode();
        int left = HEADERS_ROOM;
        for (Header header : record.headers()) {
            ObjectNode shown = JSON.createObjectNode()
                    .put("name", name(header.key()))
                    .put("value", base64(Part.HEADERS, header.value(), LONGEST_HEADER));
            left -= sizeOf(shown);
            if (left < 0 || headers.size() == MOST_HEADERS) {
                cut.add(Part.HEADERS);
                break;
            }
            headers.add(shown);
        }
        return headers;
    }

    private String name(String name) {
        return marked(Part.HEADERS, name, name.isEmpty() ? NAMELESS : StorableText.cleaned(name, LONGEST_HEADER_NAME));
    }

    private String value(int room) {
        return base64(Part.VALUE, record.value(), Math.max(0, Math.min(room, LONGEST_VALUE) / 4 * 3));
    }

    private String base64(Part part, byte[] bytes, int most) {
        if (bytes == null) {
            return "";
        }
        byte[] shown = bytes.length > most ? Arrays.copyOf(bytes, most) : bytes;
        if (shown != bytes) {
            cut.add(part);
        }
        return Base64.getEncoder().encodeToString(shown);
    }

    private String marked(Part part, String original, String shown) {
        if (!shown.equals(original)) {
            cut.add(part);
        }
        return shown;
    }

    private static int sizeOf(ObjectNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
