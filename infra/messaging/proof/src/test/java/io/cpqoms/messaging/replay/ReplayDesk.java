package io.cpqoms.messaging.replay;

import static io.cpqoms.testkit.Eventually.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.cpqoms.testkit.TokenIssuer;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** How the tests ask for replays, and what there is to replay: orders that one tenant of their own completed. */
final class ReplayDesk {

    static final String TOPIC = "cpq.order.events.v1";

    private static final ObjectMapper JSON = new ObjectMapper();

    private ReplayDesk() {}

    static JsonNode run(ObjectNode wish, String state) {
        return awaitState(begun(wish), state);
    }

    static String begun(ObjectNode wish) {
        String id = planned(wish).at("/run/id").asText();
        command(id, "approve", "operator-2").statusCode(200);
        command(id, "start", "operator-1").statusCode(200);
        return id;
    }

    static JsonNode awaitState(String id, String state) {
        return await().until(() -> get(id), run -> run.at("/run/state").asText().equals(state));
    }

    static JsonNode planned(ObjectNode wish) {
        return parse(plan(wish).statusCode(201).extract().asByteArray());
    }

    static ValidatableResponse plan(ObjectNode wish) {
        return given().auth()
                .oauth2(token("operator-1"))
                .contentType("application/json")
                .body(wish.toString())
                .post("/ops/replays")
                .then();
    }

    static ValidatableResponse command(String id, String verb, String subject) {
        return given().auth()
                .oauth2(token(subject))
                .contentType("application/json")
                .post("/ops/replays/" + id + "/" + verb)
                .then();
    }

    static JsonNode get(String id) {
        return parse(given().auth()
                .oauth2(token("operator-1"))
                .get("/ops/replays/" + id)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray());
    }

    static JsonNode list() {
        return parse(given().auth()
                        .oauth2(token("operator-1"))
                        .get("/ops/replays?limit=200")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray())
                .path("items");
    }

    static String token(String subject) {
        return TokenIssuer.tokens().user(subject, "acme", Set.of("operator", "platform-operator"));
    }

    static ObjectNode wish(String consumer, String mode, String topic) {
        ObjectNode wish = JSON.createObjectNode()
                .put("consumer", consumer)
                .put("mode", mode)
                .put("reason", "a test");
        wish.putObject("selection").put("topic", topic);
        return wish;
    }

    static String tenant() {
        return "t" + UUID.randomUUID().toString().substring(0, 12);
    }

    static void publish(String tenant, int count) {
        KafkaBroker.records()
                .publish(IntStream.range(0, count)
                        .mapToObj(number -> event(tenant, tenant + "-" + number))
                        .toList());
    }

    static ProducerRecord<String, byte[]> event(String tenant, String id) {
        ObjectNode envelope = example("cpq.order.OrderCompleted.v1")
                .put("messageId", UUID.randomUUID().toString())
                .put("tenantId", tenant)
                .put("aggregateId", id)
                .put("aggregateVersion", 1);
        return new ProducerRecord<>(
                TOPIC, tenant + ":order:" + id, envelope.toString().getBytes(StandardCharsets.UTF_8));
    }

    static ObjectNode example(String schemaId) {
        try (InputStream file = ReplayDesk.class.getResourceAsStream("/cpq-topics/examples/" + schemaId + ".json")) {
            return (ObjectNode) JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void awaitLive(String tenant, int count) {
        await().until(() -> database().number("select count(*) from shelf where id like ?", tenant + "-%") == count);
    }

    /** A validation ends where the live consumer has committed, which it does a moment after the effect is seen. */
    static void awaitCommitted(String tenant, int count) {
        await().untilAsserted(() -> assertThat(planned(validation(tenant))
                        .at("/run/plan/applied/OrderCompleted")
                        .asInt())
                .isEqualTo(count));
    }

    /** The wish to validate one tenant's orders. */
    static ObjectNode validation(String tenant) {
        ObjectNode wish = wish(ShelfConsumer.NAME, "REPLAY_VALIDATE_ONLY", TOPIC);
        ((ObjectNode) wish.path("selection")).putArray("tenants").add(tenant);
        return wish;
    }

    static String content(String id) {
        return String.valueOf(database()
                .query("select content from shelf where id = ?", id)
                .getFirst()
                .get("content"));
    }

    static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Rows database() {
        return PostgresServer.rows("search");
    }
}
