package io.cpqoms.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.values.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Burying is total: whatever a record contains, its letter keeps the contract and the topic's limit. */
@Tag("M5")
class DeadLetterPayloadTest {

    private static final String SCHEMA = "cpq.dlq.MessageDeadLettered.v1";
    private static final int ROOM = 400_000;

    private final EventSchemas schemas = new EventSchemas(new TopicRegistry());

    @Test
    void fitsForEveryOddRecord() {
        new OddRecords("0198c0de-0000-7000-8000-000000000002").all().forEach((what, odd) -> assertFits(what, odd));
    }

    @Test
    void fitsForAnyRecord() {
        for (int seed = 0; seed < 3_000; seed++) {
            assertFits("seed " + seed, any(new Random(seed)));
        }
    }

    @Test
    void keepsWhatFitsByteForByteAndNamesNothingAsCut() {
        byte[] value = {0, 1, (byte) 0xFF, '{'};
        ObjectNode payload = letterOf(new ProducerRecord<>(OddRecords.TOPIC, "acme:quote:1", value), "why");

        assertThat(payload.path("originalValue").asText())
                .isEqualTo(Base64.getEncoder().encodeToString(value));
        assertThat(payload.path("originalKey").asText()).isEqualTo("acme:quote:1");
        assertThat(payload.has("cut")).isFalse();
    }

    @Test
    void namesEveryPartThatIsCut() {
        ProducerRecord<String, byte[]> odd = new ProducerRecord<>(OddRecords.TOPIC, "k".repeat(2_000), new byte[ROOM]);
        odd.headers().add("large", new byte[7_000]);

        JsonNode payload = letterOf(odd, "why");

        assertThat(payload.path("cut").toString()).isEqualTo("[\"key\",\"headers\",\"value\"]");
        assertThat(payload.path("originalKey").asText()).endsWith("…").hasSize(1_000);
        assertThat(payload.path("originalHeaders").path(0).path("value").asText())
                .hasSize(8_000);
    }

    /** The catalog's topics take ten million bytes, the event's schema seven million characters. */
    @Test
    void keepsTheSchemaWhereTheTopicHasRoomForMore() {
        ProducerRecord<String, byte[]> large =
                new ProducerRecord<>(OddRecords.TOPIC, "acme:quote:1", new byte[9_000_000]);

        ObjectNode payload = letterOf(large, "why", 9_900_000);

        assertThat(schemas.violationsForProducer(SCHEMA, payload)).isEmpty();
        assertThat(payload.path("cut").toString()).isEqualTo("[\"value\"]");
    }

    private void assertFits(String what, ProducerRecord<String, byte[]> record) {
        ObjectNode payload = letterOf(record, "it broke \u0000 at \ud800 " + "x".repeat(9_000));

        assertThat(schemas.violationsForProducer(SCHEMA, payload)).as(what).isEmpty();
        assertThat(payload.toString().getBytes(StandardCharsets.UTF_8).length)
                .as(what)
                .isLessThanOrEqualTo(ROOM + 100);
    }

    private static ObjectNode letterOf(ProducerRecord<String, byte[]> sent, String message) {
        return letterOf(sent, message, ROOM);
    }

    private static ObjectNode letterOf(ProducerRecord<String, byte[]> sent, String message, int room) {
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(sent.topic(), 0, 42, sent.key(), sent.value());
        sent.headers().forEach(record.headers()::add);
        DeadLetters.Reason reason = DeadLetters.Reason.of(
                "bad-data", new IllegalStateException(message), 1, Instant.EPOCH.plusSeconds(1_800_000_000));
        return new DeadLetterPayload(record).of(new Ids().next(), "facts", reason, Instant.now(), room);
    }

    private static ProducerRecord<String, byte[]> any(Random random) {
        byte[] value =
                random.nextInt(10) == 0 ? null : new byte[random.nextInt(random.nextInt(20) == 0 ? 900_000 : 2_000)];
        if (value != null) {
            random.nextBytes(value);
        }
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(OddRecords.TOPIC, random.nextInt(10) == 0 ? null : text(random, 3_000), value);
        for (int header = random.nextInt(130); header > 0; header--) {
            byte[] content = random.nextInt(5) == 0 ? null : new byte[random.nextInt(9_000)];
            record.headers().add(text(random, 500), content);
        }
        return record;
    }

    /** Of every kind of character that UTF-8 can bring: null, control, wide, beyond the first plane. */
    private static String text(Random random, int longest) {
        return random.ints(random.nextInt(longest), 0, 0x1FFFF)
                .map(point -> point >= 0xD800 && point <= 0xDFFF ? 0 : random.nextBoolean() ? point % 128 : point)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
