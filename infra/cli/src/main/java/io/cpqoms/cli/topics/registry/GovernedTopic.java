package io.cpqoms.cli.topics.registry;

import java.util.List;
import java.util.Map;

/**
 * One topic as the registry wants it on a cluster of a given size.
 *
 * @param config what Kafka is told beyond partitions and replicas
 * @param consumers the services that may read it
 */
public record GovernedTopic(
        String name, int partitions, short replicas, Map<String, String> config, List<String> consumers) {}
