package io.cpqoms.cli.topics.cluster;

import io.cpqoms.cli.topics.access.Grant;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import java.util.HashMap;
import java.util.List;
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
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.SecurityDisabledException;

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
        Map<String, TopicDescription> descriptions =
                admin.describeTopics(names).allTopicNames().get();
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<ConfigResource, Config> configs =
                admin.describeConfigs(resources).all().get();
        Map<String, ClusterTopic> topics = new HashMap<>();
        descriptions.forEach((name, description) -> {
            Config config = configs.get(new ConfigResource(ConfigResource.Type.TOPIC, name));
            if (config != null) {
                topics.put(name, topic(description, config));
            }
        });
        return topics;
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
