package io.cpqoms.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Drill: no source of schemas can be reached. Nothing happens, because every schema is in the jar: this JVM notes each
 * attempt to connect anywhere, and there must be none while all examples are checked on both sides.
 */
@Tag("INC-05")
@Tag("TOP-09")
class BundledSchemasTest {
    private final ObjectMapper json = new ObjectMapper();
    private final TopicRegistry registry = new TopicRegistry();
    private final List<URI> connections = new ArrayList<>();
    private final ProxySelector usual = ProxySelector.getDefault();

    @BeforeEach
    void cutTheNetwork() {
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                connections.add(uri);
                throw new IllegalArgumentException("there is no network: " + uri);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                connections.add(uri);
            }
        });
    }

    @AfterEach
    void restoreTheNetwork() {
        ProxySelector.setDefault(usual);
    }

    @Test
    void checkEveryExampleOnBothSidesWithoutANetwork() throws IOException {
        EventSchemas schemas = new EventSchemas(registry);

        for (String id : eventIds()) {
            JsonNode message = example(id);
            assertThat(schemas.envelopeViolations(message)).as(id).isEmpty();
            assertThat(schemas.violationsForProducer(id, message.path("payload")))
                    .as(id)
                    .isEmpty();
            assertThat(schemas.violationsForConsumer(id, message.path("payload")))
                    .as(id)
                    .isEmpty();
        }
        assertThat(connections).isEmpty();
    }

    @Test
    void holdAProducerToTheClosedSchemaAndLetAConsumerReadMore() throws IOException {
        EventSchemas schemas = new EventSchemas(registry);

        for (String id : eventIds()) {
            ObjectNode payload = (ObjectNode) example(id).path("payload");
            payload.put("addedNextYear", true);

            assertThat(schemas.violationsForProducer(id, payload)).as(id).isNotEmpty();
            assertThat(schemas.violationsForConsumer(id, payload)).as(id).isEmpty();
        }
    }

    private List<String> eventIds() {
        List<String> ids = registry.all().stream()
                .flatMap(topic -> topic.schemaIds().stream())
                .distinct()
                .toList();
        assertThat(ids).isNotEmpty();
        return ids;
    }

    private JsonNode example(String id) throws IOException {
        try (InputStream file = Resources.open("cpq-topics/examples/" + id + ".json")) {
            return json.readTree(file);
        }
    }
}
