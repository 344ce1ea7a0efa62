package io.cpqoms.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cpqoms.values.Ids;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("OUT-02")
class OutboxManifestTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    @Test
    void namesEveryMessageOnceAndIsSplitWhenThereAreMany() throws IOException {
        OutboxManifest manifest = manifest(NOW);
        List<String> published = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            UUID id = UUID.randomUUID();
            published.add(id.toString());
            manifest.add(i % 3 == 0 ? "cpq.quote.events.v1" : "cpq.workflow.events.v1", id);
        }

        List<OutboxRow> records = manifest.take(7);

        List<String> named = new ArrayList<>();
        for (OutboxRow row : records) {
            JsonNode payload = new ObjectMapper().readTree(row.value()).path("payload");
            assertThat(payload.path("tick").asLong()).isEqualTo(7);
            for (JsonNode topic : payload.path("topics")) {
                List<String> ids = new ArrayList<>();
                topic.path("messageIds").forEach(id -> ids.add(id.asText()));
                assertThat(topic.path("count").asInt()).isEqualTo(ids.size());
                assertThat(topic.path("hash").asText()).isEqualTo(OutboxManifest.hash(ids.reversed()));
                named.addAll(ids);
            }
        }
        assertThat(records).hasSize(2);
        assertThat(manifest.size()).isZero();
        assertThat(named).containsExactlyInAnyOrderElementsOf(published);
    }

    @Test
    void isDueAfterItsNumberOfMessagesOrItsTime() {
        assertThat(manifest(NOW).isDue()).as("empty").isFalse();
        OutboxManifest few = manifest(NOW);
        few.add("cpq.quote.events.v1", UUID.randomUUID());
        assertThat(few.isDue()).isFalse();
        few.add("cpq.quote.events.v1", UUID.randomUUID());
        few.add("cpq.quote.events.v1", UUID.randomUUID());
        assertThat(few.isDue()).isTrue();
    }

    private static OutboxManifest manifest(Instant now) {
        TopicRegistry registry = new TopicRegistry();
        return new OutboxManifest(
                new Envelopes(registry, new EventSchemas(registry), new Ids(), "quote-service"),
                new Ids(),
                Clock.fixed(now, ZoneOffset.UTC),
                new OutboxManifest.Source("quote-service", 0, 3, Duration.ofSeconds(10)));
    }
}
