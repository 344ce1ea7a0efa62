package io.cpqoms.cli.topics.cluster;

import io.cpqoms.cli.topics.access.Grant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What of the platform is on a cluster.
 *
 * @param topics those of the platform's name space, by name
 * @param grants absent on a cluster without an authorizer
 */
public record ClusterState(int brokers, Map<String, ClusterTopic> topics, Optional<Set<Grant>> grants) {}
