package io.cpqoms.cli.topics.cluster;

import java.util.Map;

/** One topic as the cluster has it. */
public record ClusterTopic(int partitions, int replicas, Map<String, String> config) {}
