package io.cpqoms.cli.topics.cluster;

import io.cpqoms.cli.topics.access.Grant;
import io.cpqoms.cli.topics.registry.GovernedTopic;
import io.cpqoms.cli.topics.registry.RegisteredTopic;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The differences between registry and cluster, in the registry's order; pure, so that it is tested without a cluster. */
public record Plan(List<Change> changes, List<String> equal) {
    public static final String NAME_SPACE = "cpq.";
    private static final String RETENTION = "retention.ms";
    /** Settings that lose or refuse something when they shrink; the others only take effect for what comes. */
    private static final Set<String> SHRINKING = Set.of(RETENTION, "max.message.bytes", "min.insync.replicas");

    /** @param rights those the registry derives; compared only where the cluster has an authorizer */
    public static Plan of(TopicRegistry registry, Set<Grant> rights, ClusterState cluster) {
        List<Change> changes = new ArrayList<>();
        List<String> equal = new ArrayList<>();
        Set<String> strangers = new TreeSet<>(cluster.topics().keySet());
        for (RegisteredTopic topic : registry.all()) {
            strangers.remove(topic.name());
            List<Change> own = compare(topic, cluster);
            changes.addAll(own);
            if (own.isEmpty()) {
                equal.add(topic.name());
            }
        }
        strangers.forEach(name -> changes.add(new Change.Unmanaged(name)));
        cluster.grants().ifPresent(present -> {
            difference(rights, present).forEach(grant -> changes.add(new Change.Allow(grant)));
            difference(present, rights).forEach(grant -> changes.add(new Change.Revoke(grant)));
        });
        return new Plan(List.copyOf(changes), List.copyOf(equal));
    }

    private static List<Change> compare(RegisteredTopic topic, ClusterState cluster) {
        GovernedTopic wanted = topic.on(cluster.brokers());
        ClusterTopic found = cluster.topics().get(topic.name());
        if (found == null) {
            return List.of(new Change.Create(wanted));
        }
        List<Change> changes = new ArrayList<>();
        if (wanted.partitions() > found.partitions()) {
            Change.Care care = topic.isKeyed() ? Change.Care.GUARDED : Change.Care.FREE;
            changes.add(new Change.AddPartitions(topic.name(), found.partitions(), wanted.partitions(), care));
        } else if (wanted.partitions() < found.partitions()) {
            changes.add(drift(topic, "partitions", found.partitions(), wanted.partitions()));
        }
        if (wanted.replicas() != found.replicas()) {
            changes.add(drift(topic, "replicas", found.replicas(), wanted.replicas()));
        }
        for (Map.Entry<String, String> setting : wanted.config().entrySet()) {
            String present = found.config().getOrDefault(setting.getKey(), "unset");
            if (!present.equals(setting.getValue())) {
                changes.add(alter(topic.name(), setting, present));
            }
        }
        return changes;
    }

    private static Change drift(RegisteredTopic topic, String what, int found, int wanted) {
        return new Change.Drift(topic.name(), what, Integer.toString(found), Integer.toString(wanted));
    }

    private static Change alter(String topic, Map.Entry<String, String> wanted, String found) {
        boolean shrinks = SHRINKING.contains(wanted.getKey()) && isLess(wanted.getValue(), found);
        boolean guarded = shrinks || wanted.getKey().equals("cleanup.policy");
        return new Change.Alter(
                topic, wanted.getKey(), found, wanted.getValue(), guarded ? Change.Care.GUARDED : Change.Care.FREE);
    }

    /** Kafka's -1 is "without bound"; what is not a number is treated as shrinking. */
    private static boolean isLess(String wanted, String found) {
        try {
            long from = Long.parseLong(found);
            long to = Long.parseLong(wanted);
            return from < 0 ? to >= 0 : to >= 0 && to < from;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    private static Set<Grant> difference(Set<Grant> from, Set<Grant> without) {
        Set<Grant> rest = new TreeSet<>(from);
        rest.removeAll(without);
        return rest;
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** Whether the cluster is other than the registry says, beyond what simply is not there yet. */
    public boolean hasDrifted() {
        return changes.stream()
                .anyMatch(change -> !(change instanceof Change.Create) && !(change instanceof Change.Allow));
    }

    public List<Change> with(Change.Care care) {
        return changes.stream().filter(change -> change.care() == care).toList();
    }
}
