package io.cpqoms.testkit;

import com.fasterxml.jackson.databind.JsonNode;
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

/** Creates the topics of every registry on the class path on a test broker: partitions and sizes as registered, one replica. */
public final class RegistryTopics {
    private static final short ONE_REPLICA = 1;
    private static final int PATIENCE_SECONDS = 30;

    private RegistryTopics() {}

    /** Those that are missing; the others are left as they are. */
    public static void create(String bootstrap) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) bootstrap))) {
            Set<String> existing = admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            List<NewTopic> missing = registered().stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .toList();
            admin.createTopics(missing).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topics were created", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the registry's topics can't be created: " + e.getMessage(), e);
        }
    }

    /** One look at a broker that may still be starting. */
    static boolean brokerAnswers(String bootstrap) {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                1_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                1_500);
        try (Admin admin = Admin.create(settings)) {
            return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a broker was started", e);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private static List<NewTopic> registered() {
        List<NewTopic> topics = new ArrayList<>();
        for (JsonNode registry : RegistryFiles.onTheClassPath()) {
            registry.path("topics").forEach(topic -> topics.add(asRegistered(topic)));
        }
        return topics;
    }

    private static NewTopic asRegistered(JsonNode topic) {
        return new NewTopic(
                        topic.path("name").asText(), topic.path("partitions").asInt(1), ONE_REPLICA)
                .configs(Map.of(
                        "max.message.bytes",
                        topic.path("maxMessageBytes").asText("1000000"),
                        "cleanup.policy",
                        topic.path("cleanupPolicy").asText("delete")));
    }
}
