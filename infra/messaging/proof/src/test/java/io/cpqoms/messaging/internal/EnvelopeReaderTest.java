package io.cpqoms.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.cpqoms.messaging.BadMessage;
import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.ReceivedEvent;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Opening a record ends in an event or in bad data. */
@Tag("M6")
class EnvelopeReaderTest {

    private static final ConsumerDeclaration NAMES_ITS_TYPES = ConsumerDeclaration.named("test.some")
            .from(OddRecords.TOPIC)
            .accepts("QuoteCancelled", 1)
            .build();
    private static final ConsumerDeclaration ASKS_FOR_EVERYTHING = ConsumerDeclaration.named("test.all")
            .from(OddRecords.TOPIC)
            .acceptsEverything()
            .build();

    private final EnvelopeReader reader = reader();
    private final OddRecords records = new OddRecords("0198c0de-0000-7000-8000-000000000002");

    private static EnvelopeReader reader() {
        TopicRegistry registry = new TopicRegistry();
        return new EnvelopeReader(registry, new EventSchemas(registry), Clock.systemUTC());
    }

    @TestFactory
    @Tag("M7")
    @Tag("M19")
    @Tag("A1")
    Stream<DynamicTest> refusesWhatIsOddAsBadDataAndSaysWhatItIs() {
        return records.all().entrySet().stream()
                .map(odd -> dynamicTest(odd.getKey(), () -> {
                    assertThat(reader.isSkippedBy(ASKS_FOR_EVERYTHING, received(odd.getValue())))
                            .isFalse();
                    assertThatThrownBy(() -> reader.open(received(odd.getValue()), ASKS_FOR_EVERYTHING))
                            .isInstanceOf(BadMessage.class)
                            .message()
                            .isNotBlank()
                            .doesNotContain("NullPointerException", "Exception:");
                }));
    }

    @Test
    void takesASoundOneWithItsHeaders() {
        ProducerRecord<String, byte[]> sound = records.with(envelope -> {});
        sound.headers().add("ce_type", "QuoteCancelled".getBytes());
        sound.headers().add("tenant", "acme".getBytes());
        sound.headers().add("traceparent", null);

        ReceivedEvent event = reader.open(received(sound), NAMES_ITS_TYPES);

        assertThat(event.eventType()).isEqualTo("QuoteCancelled");
        assertThat(event.traceparent()).isEmpty();
    }

    @Test
    @Tag("M10")
    void passesAnUnknownTypeOverWhoNamesItsTypesAndKeepsItFromWhoAsksForEverything() {
        ProducerRecord<String, byte[]> newer = records.with(envelope ->
                envelope.put("eventType", "QuoteTeleported").put("schemaId", "cpq.quote.QuoteTeleported.v1"));

        ReceivedEvent event = reader.open(received(newer), NAMES_ITS_TYPES);

        assertThat(NAMES_ITS_TYPES.accepts(event.eventType(), event.eventVersion()))
                .isFalse();
        assertThat(reader.knows(event)).isFalse();
        assertThatThrownBy(() -> reader.open(received(newer), ASKS_FOR_EVERYTHING))
                .hasMessageContaining("may not carry QuoteTeleported.v1");
    }

    @Test
    @Tag("M10")
    void neverPassesOverAnotherVersionOfATypeThatIsWanted() {
        ProducerRecord<String, byte[]> newer = records.with(
                envelope -> envelope.put("eventVersion", 2).put("schemaId", "cpq.quote.QuoteCancelled.v2"));

        assertThatThrownBy(() -> reader.open(received(newer), NAMES_ITS_TYPES))
                .hasMessageContaining("may not carry QuoteCancelled.v2");
    }

    @Test
    @Tag("A2")
    void holdsTheInstantsOfAPayloadToTheCalendar() {
        ProducerRecord<String, byte[]> impossible = records.with(envelope -> envelope.put("eventType", "QuoteExpired")
                .put("schemaId", "cpq.quote.QuoteExpired.v1")
                .putObject("payload")
                .put("revision", 1)
                .put("validUntil", "2026-02-30T00:00:00.000000Z"));

        assertThatThrownBy(() -> reader.open(received(impossible), ASKS_FOR_EVERYTHING))
                .hasMessageContaining("/validUntil")
                .hasMessageContaining("date-time");
    }

    /** Whatever a byte or a header is turned into; a seed that fails is printed with the record. */
    @Test
    void answersNothingElseForAnyMutationOfASoundRecord() {
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            ConsumerRecord<String, byte[]> mutated = received(mutated(random));
            for (ConsumerDeclaration declaration : List.of(NAMES_ITS_TYPES, ASKS_FOR_EVERYTHING)) {
                try {
                    reader.isSkippedBy(declaration, mutated);
                    reader.open(mutated, declaration);
                } catch (BadMessage defect) {
                    assertThat(defect.getMessage()).as("seed " + seed).doesNotContain("can't be opened");
                } catch (RuntimeException | Error other) {
                    throw new AssertionError("seed " + seed + ": " + mutated, other);
                }
            }
        }
    }

    private ProducerRecord<String, byte[]> mutated(Random random) {
        byte[] value = records.envelope().toString().getBytes();
        int changes = 1 + random.nextInt(4);
        for (int change = 0; change < changes; change++) {
            int at = random.nextInt(value.length);
            switch (random.nextInt(3)) {
                case 0 -> value[at] = (byte) random.nextInt(256);
                case 1 -> value[at] = (byte) "0123456789eE.-\"\\{}[]:,u".charAt(random.nextInt(23));
                default -> value = Arrays.copyOf(value, Math.max(1, at));
            }
        }
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(OddRecords.TOPIC, records.key(), value);
        String name = List.of("ce_id", "ce_type", "tenant", "ce_dataschema", "traceparent", "")
                .get(random.nextInt(6));
        byte[] content = new byte[random.nextInt(40)];
        random.nextBytes(content);
        record.headers().add(name, random.nextInt(4) == 0 ? null : content);
        return record;
    }

    @Test
    void tellsOfAHundredThousandBrokenElementsInAFewLines() {
        ProducerRecord<String, byte[]> huge = records.with(envelope -> {
            ArrayNode lines = envelope.put("eventType", "QuotePriced")
                    .put("schemaId", "cpq.quote.QuotePriced.v1")
                    .putObject("payload")
                    .putArray("lines");
            for (int number = 0; number < 100_000; number++) {
                lines.addNull();
            }
        });

        assertThatThrownBy(() -> reader.open(received(huge), ASKS_FOR_EVERYTHING))
                .isInstanceOf(BadMessage.class)
                .hasMessageContaining(" more")
                .satisfies(defect -> assertThat(defect.getMessage().length()).isLessThan(4_000));
    }

    private static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> sent) {
        return new ConsumerRecord<>(
                sent.topic(),
                0,
                42,
                System.currentTimeMillis(),
                TimestampType.CREATE_TIME,
                0,
                0,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty());
    }
}
