package io.cpqoms.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.console.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics that a guest proposes, on the local broker only: elsewhere a topic exists when the registry has it. */
final class ProposedTopics {
    private static final short ONE_REPLICA = 1;
    private static final int TIMEOUT_MILLIS = 20_000;

    private ProposedTopics() {}

    /** Creates what is missing; answers the names. */
    static List<String> create(String bootstrap, Path proposal) {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS))) {
            Set<String> existing = admin.listTopics().names().get();
            List<NewTopic> missing = Json.stream(
                            new YAMLMapper().readTree(proposal.toFile()).path("topics"))
                    .filter(topic -> !existing.contains(topic.path("name").asText()))
                    .map(ProposedTopics::asProposed)
                    .toList();
            admin.createTopics(missing).all().get();
            return missing.stream().map(NewTopic::name).toList();
        } catch (IOException e) {
            throw new CpqFailure(proposal + " is no YAML: " + e.getMessage());
        } catch (ExecutionException e) {
            throw CpqFailure.environment("the proposed topics can't be created: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CpqFailure("interrupted");
        }
    }

    private static NewTopic asProposed(JsonNode topic) {
        return new NewTopic(
                        topic.path("name").asText(), topic.path("partitions").asInt(1), ONE_REPLICA)
                .configs(Map.of(
                        "retention.ms",
                        Long.toString(
                                Duration.parse(topic.path("retention").asText()).toMillis()),
                        "max.message.bytes",
                        topic.path("maxMessageBytes").asText(),
                        "cleanup.policy",
                        topic.path("cleanupPolicy").asText("delete")));
    }
}
