package io.cpqoms.messaging;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "workflow"))
@WithTestResource(KafkaBroker.class)
class InboxIT {

    private static final String TOPIC = "cpq.quote.events.v1";
    private static final String KEY = "acme:quote:";

    @Inject
    LedgerConsumer consumer;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    @Tag("INB-01")
    void appliesAMessageOnceHoweverOftenItComes() {
        String aggregate = UUID.randomUUID().toString();
        String marker = UUID.randomUUID().toString();
        ProducerRecord<String, byte[]> first = event(aggregate, 1, "once");

        publish(List.of(first, first, event(aggregate, 2, "next"), first));
        publish(List.of(first, event(aggregate, 3, "last")));
        publish(everyPartitionOf(marker));

        await().until(() -> facts(marker) == 6);
        assertThat(facts(aggregate)).isEqualTo(3);
        assertThat(database()
                        .query(
                                "select topic, status from inbox_message where consumer = 'facts' and aggregate_key = ?",
                                KEY + aggregate))
                .hasSize(3)
                .allSatisfy(row -> assertThat(row).containsEntry("topic", TOPIC).containsEntry("status", "DONE"));
    }

    @Test
    @Tag("INB-03")
    void isolatesTheOneBadRecordOfABatchAndDeadLettersItOnce() {
        String aggregate = UUID.randomUUID().toString();
        List<ProducerRecord<String, byte[]>> batch = new ArrayList<>(IntStream.rangeClosed(1, 20)
                .mapToObj(version -> event(aggregate, version, version == 13 ? "refuse" : "fine"))
                .toList());
        batch.add(batch.get(12));

        publish(batch);

        awaitEffects(
                aggregate, IntStream.rangeClosed(1, 20).filter(v -> v != 13).toArray());
        JsonNode letter = awaitDeadLetter(aggregate);
        assertThat(letter.path("failureType").asText()).isEqualTo("bad-data");
        assertThat(letter.path("failureMessage").asText()).isEqualTo("this one can never be handled");
        assertThat(letter.path("consumer").asText()).isEqualTo("ledger");
        assertThat(database()
                        .number(
                                "select count(*) from inbox_message where consumer = 'ledger' and status = 'DEAD' and aggregate_key = ?",
                                KEY + aggregate))
                .isOne();
    }

    @Test
    @Tag("INB-04")
    void retriesATransientFailureUntilItWorksAndNeverDeadLettersIt() {
        String aggregate = UUID.randomUUID().toString();
        consumer.failTransiently(aggregate, 6);

        publish(List.of(event(aggregate, 1, "patience")));

        awaitEffects(aggregate, 1);
        assertThat(deadLetters(aggregate)).isEmpty();
    }

    @Test
    @Tag("INB-04")
    void deadLettersAnUnknownFailureAfterBoundedAttempts() {
        String aggregate = UUID.randomUUID().toString();

        publish(List.of(event(aggregate, 1, "crash"), event(aggregate, 2, "goes on")));

        awaitEffects(aggregate, 2);
        JsonNode letter = awaitDeadLetter(aggregate);
        assertThat(letter.path("failureType").asText()).isEqualTo("exhausted");
        assertThat(letter.path("attempts").asInt()).isEqualTo(4);
    }

    @Test
    @Tag("INB-05")
    void ignoresAVersionThatIsNotNewerThanTheLastOne() {
        String aggregate = UUID.randomUUID().toString();
        publish(List.of(event(aggregate, 1, "first"), event(aggregate, 2, "second")));
        awaitEffects(aggregate, 1, 2);

        publish(List.of(event(aggregate, 1, "an old state in a new message"), event(aggregate, 3, "third")));

        awaitEffects(aggregate, 1, 2, 3);
        assertThat(status(aggregate)).containsExactlyInAnyOrder("DONE", "DONE", "STALE", "DONE");
    }

    @Test
    @Tag("INB-07")
    void deadLettersUnreadableRecordsAndUnknownVersionsOfWantedTypes() {
        String aggregate = UUID.randomUUID().toString();
        String key = KEY + aggregate;
        ObjectNode unknownVersion =
                envelope(aggregate, 1, "fine").put("eventVersion", 2).put("schemaId", "cpq.quote.QuoteCancelled.v2");

        publish(List.of(
                new ProducerRecord<>(TOPIC, key, "{ not json".getBytes(StandardCharsets.UTF_8)),
                new ProducerRecord<>(TOPIC, key, bytes(unknownVersion)),
                event(aggregate, 1, "fine")));

        awaitEffects(aggregate, 1);
        await().until(() -> deadLettersOfKey(key).size() == 2);
        assertThat(deadLettersOfKey(key))
                .extracting(letter -> letter.path("failureMessage").asText())
                .anyMatch(message -> message.startsWith("The value is not JSON"))
                .anyMatch(message -> message.contains("may not carry QuoteCancelled.v2"));
    }

    @Test
    @Tag("INB-07")
    void toleratesAnUnknownOptionalField() {
        String aggregate = UUID.randomUUID().toString();
        ObjectNode newer = envelope(aggregate, 1, "fine");
        ((ObjectNode) newer.path("payload")).put("addedLater", true);

        publish(List.of(new ProducerRecord<>(TOPIC, KEY + aggregate, bytes(newer))));

        awaitEffects(aggregate, 1);
    }

    /** One event in each partition; when all have been handled, so has everything before them. */
    private List<ProducerRecord<String, byte[]>> everyPartitionOf(String aggregate) {
        return IntStream.range(0, 6)
                .mapToObj(partition -> new ProducerRecord<>(
                        TOPIC, partition, KEY + aggregate, bytes(envelope(aggregate, partition + 1, "marker"))))
                .toList();
    }

    private static long facts(String aggregate) {
        return database().number("select count(*) from ledger_fact where aggregate_id = ?", aggregate);
    }

    private void awaitEffects(String aggregate, int... versions) {
        await().untilAsserted(() -> assertThat(database()
                        .query("select aggregate_version from ledger_effect where aggregate_id = ?", aggregate))
                .extracting(row -> ((Number) row.get("aggregate_version")).intValue())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.of(versions).boxed().toList()));
    }

    private List<String> status(String aggregate) {
        return database()
                .query(
                        "select status from inbox_message where consumer = 'ledger' and aggregate_key = ?",
                        KEY + aggregate)
                .stream()
                .map(row -> String.valueOf(row.get("status")))
                .toList();
    }

    private JsonNode awaitDeadLetter(String aggregate) {
        await().until(() -> !deadLetters(aggregate).isEmpty());
        List<JsonNode> letters = deadLetters(aggregate);
        assertThat(letters).hasSize(1);
        return letters.getFirst();
    }

    private List<JsonNode> deadLetters(String aggregate) {
        return deadLettersOfKey(KEY + aggregate);
    }

    private List<JsonNode> deadLettersOfKey(String key) {
        return KafkaBroker.records().readToEnd("cpq.quote.dlq.v1").stream()
                .map(record -> parse(record.value()).path("payload"))
                .filter(letter -> letter.path("consumer").asText().equals("ledger"))
                .filter(letter -> letter.path("originalKey").asText().equals(key))
                .toList();
    }

    private static void publish(List<ProducerRecord<String, byte[]>> records) {
        KafkaBroker.records().publish(records);
    }

    private ProducerRecord<String, byte[]> event(String aggregate, int version, String reason) {
        return new ProducerRecord<>(TOPIC, KEY + aggregate, bytes(envelope(aggregate, version, reason)));
    }

    private static ObjectNode envelope(String aggregate, int version, String reason) {
        return new QuoteFacts(aggregate).cancelled(version, reason);
    }

    private byte[] bytes(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    private JsonNode parse(byte[] value) {
        try {
            return json.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Rows database() {
        return PostgresServer.rows("workflow");
    }
}
