package io.cpqoms.messaging;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.messaging.internal.OddRecords;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever lies on a topic ends as an effect or as a dead letter, and what comes behind it is handled. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "workflow"))
@WithTestResource(KafkaBroker.class)
class OddRecordsIT {

    private static final String FACTS = "facts";

    private final ObjectMapper json = new ObjectMapper();
    private final OddRecords odd = new OddRecords(UUID.randomUUID().toString());

    @Test
    @Tag("M5")
    @Tag("M6")
    @Tag("M7")
    @Tag("M19")
    void buriesEveryOddRecordWholeAndHandlesWhatComesBehindIt() {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>(odd.all().values());
        List<String> names = new ArrayList<>(odd.all().keySet());

        List<RecordMetadata> places = KafkaBroker.records().publish(records);
        KafkaBroker.records().publish(List.of(odd.with(envelope -> {})));

        await().until(() -> facts() == 1);
        for (int i = 0; i < records.size(); i++) {
            RecordMetadata place = places.get(i);
            String name = names.get(i);
            await().untilAsserted(() -> assertThat(letter(place)).as(name).hasSize(1));
            Map<String, Object> letter = letter(place).getFirst();
            assertThat(letter).as(name).containsEntry("failure_type", "bad-data");
            assertThat((byte[]) letter.get("value"))
                    .as(name)
                    .isEqualTo(records.get(i).value());
            assertThat(keyOf(letter)).as(name).isEqualTo(records.get(i).key());
            assertThat(headersOf(letter)).as(name).isEqualTo(headersOf(records.get(i)));
        }
        await().untilAsserted(() -> assertThat(lettersOnTopic(places)).isEqualTo(records.size()));
        Management.readiness().statusCode(200).body("checks.find { it.name == 'consumers' }.data", nullValue());
    }

    @Test
    @Tag("M14")
    void dropsARepetitionButBuriesAnotherContentUnderTheSameId() {
        ObjectNode first = odd.envelope();
        ObjectNode forged = first.deepCopy().put("aggregateVersion", 2);
        String other = UUID.randomUUID().toString();
        ObjectNode ofAnother = first.deepCopy().put("aggregateId", other);

        KafkaBroker.records().publish(List.of(record(first), record(first)));
        await().until(() -> facts() == 1);
        List<RecordMetadata> places =
                KafkaBroker.records().publish(List.of(record(first), record(forged), record(ofAnother)));

        await().untilAsserted(() -> assertThat(letter(places.get(1))).hasSize(1));
        await().untilAsserted(() -> assertThat(letter(places.get(2))).hasSize(1));
        assertThat(letter(places.get(1)).getFirst().get("failure_message").toString())
                .contains("used before for another content");
        assertThat(letter(places.getFirst())).as("a repetition is no failure").isEmpty();
        assertThat(facts()).isOne();
        assertThat(database().number("select count(*) from ledger_fact where aggregate_id = ?", other))
                .isZero();
    }

    @Test
    @Tag("M14")
    void tellsTwoContentsUnderOneIdApartInTheSameBatch() {
        ObjectNode first = odd.envelope();
        ObjectNode forged = first.deepCopy().put("aggregateVersion", 2);

        List<RecordMetadata> places =
                KafkaBroker.records().publish(List.of(record(first), record(forged), record(first)));

        await().untilAsserted(() -> assertThat(letter(places.get(1))).hasSize(1));
        await().until(() -> facts() == 1);
        assertThat(letter(places.getFirst())).isEmpty();
    }

    @Test
    @Tag("M10")
    void passesOverATypeThatItsReleaseDoesNotKnow() {
        KafkaBroker.records()
                .publish(List.of(
                        odd.with(envelope -> envelope.put("eventType", "QuoteTeleported")
                                .put("schemaId", "cpq.quote.QuoteTeleported.v1")),
                        odd.with(envelope -> envelope.put("aggregateVersion", 2))));

        await().until(() ->
                database().number("select count(*) from ledger_effect where aggregate_id = ?", odd.quote()) == 1);
        assertThat(database()
                        .query(
                                "select status from inbox_message where consumer = 'ledger' and aggregate_key = ?"
                                        + " order by aggregate_version",
                                odd.key()))
                .extracting(row -> row.get("status"))
                .containsExactly("IGNORED", "DONE");
        assertThat(database()
                        .number(
                                "select count(*) from dead_letter where consumer = 'ledger' and aggregate_key = ?",
                                odd.key()))
                .isZero();
    }

    private ProducerRecord<String, byte[]> record(ObjectNode envelope) {
        String key = "acme:quote:" + envelope.path("aggregateId").asText();
        return new ProducerRecord<>(
                OddRecords.TOPIC, 0, key, envelope.toString().getBytes(StandardCharsets.UTF_8));
    }

    private long facts() {
        return database().number("select count(*) from ledger_fact where aggregate_id = ?", odd.quote());
    }

    private static List<Map<String, Object>> letter(RecordMetadata place) {
        return List.copyOf(database()
                .query(
                        "select * from dead_letter where consumer = ? and topic = ? and partition = ? and record_offset = ?",
                        FACTS,
                        place.topic(),
                        place.partition(),
                        place.offset()));
    }

    private static String keyOf(Map<String, Object> letter) {
        byte[] bytes = (byte[]) letter.get("record_key_bytes");
        return bytes == null ? (String) letter.get("record_key") : new String(bytes, StandardCharsets.UTF_8);
    }

    private List<String> headersOf(Map<String, Object> letter) {
        List<String> headers = new ArrayList<>();
        for (JsonNode header : parse(String.valueOf(letter.get("headers")))) {
            JsonNode value = header.path("value");
            headers.add(header.path("name").asText() + "="
                    + (value.isNull()
                            ? "null"
                            : Arrays.toString(Base64.getDecoder().decode(value.asText()))));
        }
        return headers;
    }

    private static List<String> headersOf(ProducerRecord<String, byte[]> record) {
        return Arrays.stream(record.headers().toArray())
                .map(header -> header.key() + "=" + Arrays.toString(header.value()))
                .toList();
    }

    /** Letters of the consumer on the dead-letter topic that tell of these records. */
    private long lettersOnTopic(List<RecordMetadata> places) {
        return KafkaBroker.records().readToEnd("cpq.quote.dlq.v1").stream()
                .map(record -> parse(new String(record.value(), StandardCharsets.UTF_8))
                        .path("payload"))
                .filter(letter -> letter.path("consumer").asText().equals(FACTS))
                .filter(letter -> places.stream()
                        .anyMatch(place -> letter.path("sourcePartition").asInt() == place.partition()
                                && letter.path("sourceOffset").asLong() == place.offset()))
                .count();
    }

    private JsonNode parse(String text) {
        try {
            return Objects.requireNonNull(json.readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Rows database() {
        return PostgresServer.rows("workflow");
    }
}
