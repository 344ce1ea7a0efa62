package io.cpqoms.cli.topics.registry;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The load that a topic's partitions were sized for: planning targets, which the gate holds above what was {@link Measured}.
 *
 * @param peakPerSecond messages in the busiest second that must be kept up with
 * @param averagePerSecond over a day; decides the disk
 * @param slowestReaderPerSecond what one thread of the slowest reader applies
 * @param parallelReaders instances that must be able to share the work, for fail-over as much as for speed
 * @param basis where the numbers come from
 */
public record Sizing(
        double peakPerSecond,
        double averagePerSecond,
        int averageBytes,
        double slowestReaderPerSecond,
        int parallelReaders,
        String basis) {

    static Sizing of(JsonNode node) {
        return new Sizing(
                node.path("peakPerSecond").asDouble(),
                node.path("averagePerSecond").asDouble(),
                node.path("averageBytes").asInt(),
                node.path("slowestReaderPerSecond").asDouble(),
                node.path("parallelReaders").asInt(),
                node.path("basis").asText());
    }
}
