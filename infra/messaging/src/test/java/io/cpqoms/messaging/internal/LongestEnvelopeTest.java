package io.cpqoms.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.messaging.NewEvent;
import io.cpqoms.values.Actor;
import io.cpqoms.values.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a command measures its payload against leaves room for every envelope. */
@Tag("K8")
class LongestEnvelopeTest {

    private static final String TOPIC = "cpq.catalog.publications.v1";

    private final TopicRegistry registry = new TopicRegistry();

    @Test
    void leavesRoomForTheLongestTenantAndTheLongestActor() {
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("catalogVersionId", UUID.randomUUID().toString())
                .put("name", "Autumn");
        Envelopes envelopes = new Envelopes(registry, new EventSchemas(registry), new Ids(), "quote-service");

        String value = envelopes
                .seal(NewEvent.of("CatalogVersionRetired", 1)
                        .onTopic(TOPIC)
                        .aggregate("catalog", UUID.randomUUID(), 1_000_000_000)
                        .tenant("t".repeat(40))
                        .occurredAt(Instant.parse("2026-11-30T08:00:00.123456Z"))
                        .correlation(UUID.randomUUID())
                        .causation(UUID.randomUUID())
                        .actor(Actor.user("😀".repeat(255)))
                        .payload(payload))
                .value();

        TopicRegistry.Topic topic = registry.topic(TOPIC);
        assertThat(bytes(value) - bytes(payload.toString()))
                .isLessThanOrEqualTo(TopicRegistry.roomOf(topic) - TopicRegistry.payloadRoomOf(topic));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
