package io.cpqoms.cli.topics;

import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.topics.TopicFinding.Kind;
import io.cpqoms.cli.topics.TopicPlan.ExistingTopic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

/** The Kafka cluster's topics: read, compared with the registry, created where missing. */
public final class TopicCluster implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Admin admin;
    private final TopicRegistry registry;

    public TopicCluster(String bootstrap, TopicRegistry registry) {
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS));
        this.registry = registry;
    }

    public List<TopicFinding> plan() {
        return ask(() -> TopicPlan.compare(governed(), existing()));
    }

    /** Creates what is missing; answers what was found before. Idempotent. */
    public List<TopicFinding> apply() {
        return ask(() -> {
            List<GovernedTopic> governed = governed();
            List<TopicFinding> findings = TopicPlan.compare(governed, existing());
            Set<String> missing = findings.stream()
                    .filter(finding -> finding.kind() == Kind.MISSING)
                    .map(TopicFinding::topic)
                    .collect(Collectors.toSet());
            List<NewTopic> fresh = governed.stream()
                    .filter(topic -> missing.contains(topic.name()))
                    .map(topic ->
                            new NewTopic(topic.name(), topic.partitions(), topic.replicas()).configs(topic.config()))
                    .toList();
            admin.createTopics(fresh).all().get();
            return findings;
        });
    }

    private List<GovernedTopic> governed() throws ExecutionException, InterruptedException {
        int brokers = admin.describeCluster().nodes().get().size();
        return registry.topics(brokers);
    }

    private Map<String, ExistingTopic> existing() throws ExecutionException, InterruptedException {
        Set<String> names = admin.listTopics().names().get().stream()
                .filter(name -> name.startsWith(TopicPlan.NAME_SPACE))
                .collect(Collectors.toSet());
        Map<String, TopicDescription> descriptions =
                admin.describeTopics(names).allTopicNames().get();
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<ConfigResource, Config> configs =
                admin.describeConfigs(resources).all().get();
        Map<String, ExistingTopic> existing = new HashMap<>();
        configs.forEach((resource, config) -> existing.put(
                resource.name(), existing(descriptions.getOrDefault(resource.name(), none(resource)), config)));
        return existing;
    }

    private static TopicDescription none(ConfigResource resource) {
        return new TopicDescription(resource.name(), false, List.of());
    }

    private static ExistingTopic existing(TopicDescription description, Config config) {
        Map<String, String> values = config.entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
        int replicas = description.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
        return new ExistingTopic(description.partitions().size(), replicas, values);
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask() throws ExecutionException, InterruptedException;
    }

    private static <T> T ask(Question<T> question) {
        try {
            return question.ask();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw CpqFailure.environment("Kafka did not do it: " + cause.getMessage() + "; see ./cpq status", cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CpqFailure("interrupted while asking Kafka");
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
