package io.cpqoms.cli.topics.cluster;

import io.cpqoms.cli.topics.access.Grant;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Reads from a cluster what the registry speaks about: topics of the platform's name space, and rights. */
final class ClusterReader {
    private final Admin admin;
    private final TopicRegistry registry;

    ClusterReader(Admin admin, TopicRegistry registry) {
        this.admin = admin;
        this.registry = registry;
    }

    ClusterState read() throws ExecutionException, InterruptedException {
        int brokers = admin.describeCluster().nodes().get().size();
        return new ClusterState(brokers, topics(), grants());
    }

    private Map<String, ClusterTopic> topics() throws ExecutionException, InterruptedException {
        Set<String> names = admin.listTopics().names().get().stream()
                .filter(name ->
                        name.startsWith(Plan.NAME_SPACE) || registry.find(name).isPresent())
                .collect(Collectors.toSet());
        Map<String, KafkaFuture<TopicDescription>> descriptions =
                admin.describeTopics(names).topicNameValues();
        Map<ConfigResource, KafkaFuture<Config>> configs = admin.describeConfigs(
                        names.stream().map(ClusterReader::resource).toList())
                .values();
        Map<String, ClusterTopic> topics = new HashMap<>();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> described : descriptions.entrySet()) {
            KafkaFuture<Config> configured = configs.get(resource(described.getKey()));
            Optional<TopicDescription> description = known(described.getValue());
            Optional<Config> config = configured == null ? Optional.empty() : known(configured);
            if (description.isPresent() && config.isPresent()) {
                topics.put(described.getKey(), topic(description.get(), config.get()));
            }
        }
        return topics;
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    /** A topic that is being deleted stays in the list of names a moment longer than it can be described. */
    private static <T> Optional<T> known(KafkaFuture<T> answer) throws ExecutionException, InterruptedException {
        try {
            return Optional.of(answer.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static ClusterTopic topic(TopicDescription description, Config config) {
        Map<String, String> values = config.entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
        int replicas = description.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
        return new ClusterTopic(description.partitions().size(), replicas, values);
    }

    private Optional<Set<Grant>> grants() throws ExecutionException, InterruptedException {
        try {
            return Optional.of(admin.describeAcls(AclBindingFilter.ANY).values().get().stream()
                    .map(Grant::of)
                    .collect(Collectors.toCollection(TreeSet::new)));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SecurityDisabledException) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
