package io.cpqoms.messaging;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.LogFile;
import io.cpqoms.testkit.PostgresServer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An event that fails leaves its conversation and its trace in the log, and nothing of what it says. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "workflow"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(LogFile.class)
@Tag("K14")
class ConsumerLogIT {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final ObjectMapper json = new ObjectMapper();

    @Inject
    TaskConsumer consumer;

    @Test
    void aParkedEventIsFoundByItsConversationAndTellsNothing() throws Exception {
        String secret = "planted-" + UUID.randomUUID();
        String correlationId = UUID.randomUUID().toString();
        consumer.fail(secret);

        OrderFacts order = OrderFacts.ofNewOrder();
        ProducerRecord<String, byte[]> plain = order.started(1, secret);
        ObjectNode envelope = (ObjectNode) json.readTree(plain.value());
        ProducerRecord<String, byte[]> record = order.record(envelope.put("correlationId", correlationId));
        record.headers().add("traceparent", ("00-" + TRACE + "-00f067aa0ba902b7-01").getBytes());
        KafkaBroker.records().publish(List.of(record));

        await().until(() -> LogFile.lines().stream().anyMatch(line -> line.contains("key parked")));
        List<JsonNode> lines = LogFile.lines().stream().map(this::read).toList();
        assertThat(lines)
                .filteredOn(line -> line.path("message").asText().contains("key parked"))
                .allSatisfy(line -> {
                    assertThat(line.at("/mdc/correlationId").asText()).isEqualTo(correlationId);
                    assertThat(line.at("/mdc/traceId").asText()).isEqualTo(TRACE);
                });
        assertThat(LogFile.lines()).noneMatch(line -> line.contains(secret));
        consumer.heal(secret);
    }

    private JsonNode read(String line) {
        try {
            return json.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }
}
