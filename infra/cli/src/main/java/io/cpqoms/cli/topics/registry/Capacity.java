package io.cpqoms.cli.topics.registry;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the cluster can carry.
 *
 * @param growth how many times the recorded peak a topic must stand before its partitions have to change
 * @param partitionBytesPerSecond what one partition takes without its leader's disk becoming the limit
 */
public record Capacity(
        double growth,
        long partitionBytesPerSecond,
        long brokerDiskBytes,
        int maximumPartitions,
        int maximumMessageBytes) {

    static Capacity of(JsonNode node) {
        return new Capacity(
                node.path("growth").asDouble(1),
                node.path("partitionBytesPerSecond").asLong(),
                node.path("brokerDiskBytes").asLong(),
                node.path("maximumPartitions").asInt(),
                node.path("maximumMessageBytes").asInt());
    }
}
