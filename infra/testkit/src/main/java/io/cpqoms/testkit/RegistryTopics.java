package io.cpqoms.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** Creates the topics of the governed registry on a test broker: partitions and sizes as registered, one replica. */
final class RegistryTopics {
    private static final String REGISTRY = "cpq-topics/kafka-topics.yaml";
    private static final short ONE_REPLICA = 1;
    private static final int PATIENCE_SECONDS = 30;

    private RegistryTopics() {}

    static void create(String bootstrap) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) bootstrap))) {
            Set<String> existing = admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            List<NewTopic> missing = registered().stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .toList();
            admin.createTopics(missing).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topics were created", e);
        } catch (ExecutionException | TimeoutException | IOException e) {
            throw new IllegalStateException("the registry's topics can't be created: " + e.getMessage(), e);
        }
    }

    private static List<NewTopic> registered() throws IOException {
        try (InputStream stream = Thread.currentThread().getContextClassLoader().getResourceAsStream(REGISTRY)) {
            if (stream == null) {
                throw new IOException(REGISTRY + " is not on the class path; depend on cpq-topics");
            }
            JsonNode registry = new ObjectMapper(new YAMLFactory()).readTree(stream);
            List<NewTopic> topics = new ArrayList<>();
            for (JsonNode topic : registry.path("topics")) {
                String cleanup = topic.path("cleanupPolicy").asText("delete");
                topics.add(new NewTopic(
                                topic.path("name").asText(),
                                topic.path("partitions").asInt(1),
                                ONE_REPLICA)
                        .configs(Map.of(
                                "max.message.bytes",
                                topic.path("maxMessageBytes").asText("1000000"),
                                "cleanup.policy",
                                cleanup)));
            }
            return topics;
        }
    }
}
