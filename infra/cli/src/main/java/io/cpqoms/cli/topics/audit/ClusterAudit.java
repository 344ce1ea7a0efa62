package io.cpqoms.cli.topics.audit;

import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.topics.cluster.KafkaConnection;
import io.cpqoms.cli.topics.cluster.RecordCounts;
import io.cpqoms.cli.topics.registry.RegisteredTopic;
import io.cpqoms.cli.topics.registry.StorageDemand;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.TopicPartition;

/** Looks at a running cluster: the newest records of each topic, all groups, the brokers' disks. */
public final class ClusterAudit implements AutoCloseable {
    /** Below this share of free disk somebody must act before Kafka stops taking records. */
    private static final double FEWEST_FREE = 0.2;

    private final KafkaConnection connection;
    private final TopicRegistry registry;
    private final Admin admin;

    public ClusterAudit(KafkaConnection connection, TopicRegistry registry) {
        this.connection = connection;
        this.registry = registry;
        this.admin = connection.admin();
    }

    /**
     * What was found, and the measured load of each topic.
     *
     * @param loads by topic, in the registry's order
     */
    public record Result(List<AuditFinding> findings, Map<String, Load> loads) {}

    /** What a sample of a topic measured. */
    public record Load(long records, int keys, long peakPerSecond, long averageBytes, int largestBytes) {}

    public Result audit(int sampleSize) {
        try {
            Set<String> existing = admin.listTopics().names().get();
            List<AuditFinding> findings = new ArrayList<>();
            Map<String, Load> loads = new TreeMap<>();
            try (RecordSampler sampler = new RecordSampler(connection, sampleSize)) {
                for (RegisteredTopic topic : registry.all()) {
                    if (existing.contains(topic.name())) {
                        TopicSample sample = sampler.sample(topic.name());
                        findings.addAll(SampleRules.of(topic, sample));
                        loads.put(topic.name(), load(sample));
                    }
                }
            }
            findings.addAll(new GroupRules(registry, groups(existing)).findings());
            findings.addAll(disks());
            return new Result(findings, loads);
        } catch (ExecutionException e) {
            throw CpqFailure.environment("Kafka did not answer the audit: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CpqFailure("interrupted during the audit");
        }
    }

    private static Load load(TopicSample sample) {
        return new Load(
                sample.records(), sample.keys(), sample.peakPerSecond(), sample.averageBytes(), sample.largestBytes());
    }

    private List<GroupView> groups(Set<String> existing) throws ExecutionException, InterruptedException {
        RecordCounts counts = new RecordCounts(admin, Clock.systemUTC());
        Map<String, Map<String, Long>> lags = new TreeMap<>();
        for (RegisteredTopic topic : registry.all()) {
            if (existing.contains(topic.name())) {
                counts.lags(topic.name())
                        .forEach((group, lag) -> lags.computeIfAbsent(group, id -> new HashMap<>())
                                .put(topic.name(), lag));
            }
        }
        List<String> ids = admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get().stream()
                .map(GroupListing::groupId)
                .toList();
        List<GroupView> groups = new ArrayList<>();
        admin.describeConsumerGroups(ids).all().get().forEach((id, description) -> {
            GroupView group = new GroupView(
                    id, description.members().size(), lags.getOrDefault(id, Map.of()), assigned(description));
            if (group.topics().stream().anyMatch(existing::contains)) {
                groups.add(group);
            }
        });
        return groups;
    }

    private static Set<String> assigned(ConsumerGroupDescription group) {
        return group.members().stream()
                .flatMap(member -> member.assignment().topicPartitions().stream())
                .map(TopicPartition::topic)
                .collect(Collectors.toSet());
    }

    private List<AuditFinding> disks() throws ExecutionException, InterruptedException {
        List<Integer> brokers = admin.describeCluster().nodes().get().stream()
                .map(node -> node.id())
                .toList();
        List<AuditFinding> findings = new ArrayList<>();
        admin.describeLogDirs(brokers)
                .allDescriptions()
                .get()
                .forEach((broker, directories) -> directories.forEach(
                        (path, directory) -> findings.addAll(disk("broker " + broker + " " + path, directory))));
        return findings;
    }

    private static List<AuditFinding> disk(String where, LogDirDescription directory) {
        long total = directory.totalBytes().orElse(0);
        return disk(where, total, directory.usableBytes().orElse(total));
    }

    static List<AuditFinding> disk(String where, long total, long free) {
        return total == 0 || free >= FEWEST_FREE * total
                ? List.of()
                : List.of(new AuditFinding(
                        "disk",
                        where,
                        "has %s of %s free".formatted(StorageDemand.gigabytes(free), StorageDemand.gigabytes(total)),
                        "find what grows with kafka-log-dirs; shorten a retention in the registry (plan counts what"
                                + " goes), or give the broker more disk"));
    }

    @Override
    public void close() {
        admin.close();
    }
}
