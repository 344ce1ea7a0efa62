package io.cpqoms.cli.topics;

import io.cpqoms.cli.topics.TopicFinding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares the registry with a cluster; pure, so that it is tested without one. */
final class TopicPlan {
    static final String NAME_SPACE = "cpq.";

    private TopicPlan() {}

    /** One topic as the cluster has it. */
    record ExistingTopic(int partitions, int replicas, Map<String, String> config) {}

    static List<TopicFinding> compare(List<GovernedTopic> registry, Map<String, ExistingTopic> cluster) {
        List<TopicFinding> findings = new ArrayList<>();
        for (GovernedTopic topic : registry) {
            ExistingTopic existing = cluster.get(topic.name());
            if (existing == null) {
                findings.add(TopicFinding.of(topic.name(), Kind.MISSING));
            } else {
                List<String> differences = differences(topic, existing);
                Kind kind = differences.isEmpty() ? Kind.EQUAL : Kind.DRIFTED;
                findings.add(new TopicFinding(topic.name(), kind, differences));
            }
        }
        Set<String> strangers = new TreeSet<>(cluster.keySet());
        registry.forEach(topic -> strangers.remove(topic.name()));
        strangers.stream()
                .filter(name -> name.startsWith(NAME_SPACE))
                .forEach(name -> findings.add(TopicFinding.of(name, Kind.UNREGISTERED)));
        return findings;
    }

    private static List<String> differences(GovernedTopic wanted, ExistingTopic existing) {
        List<String> differences = new ArrayList<>();
        note(differences, "partitions", wanted.partitions(), existing.partitions());
        note(differences, "replicas", (int) wanted.replicas(), existing.replicas());
        wanted.config()
                .forEach((name, value) ->
                        note(differences, name, value, existing.config().getOrDefault(name, "unset")));
        return differences;
    }

    private static void note(List<String> differences, String what, Object wanted, Object found) {
        if (!wanted.equals(found)) {
            differences.add(what + " is " + found + ", the registry says " + wanted);
        }
    }
}
