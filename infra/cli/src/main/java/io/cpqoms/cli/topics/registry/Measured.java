package io.cpqoms.cli.topics.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * What was counted on a cluster, beside the load that is only planned; {@code cpq topics measure} writes it.
 *
 * @param at when and with what it was measured
 * @param perQuote records of the topic for each quote that was seen
 * @param averageBytes of key, headers and value before compression
 */
public record Measured(
        String at, long records, double perQuote, int averageBytes, int largestBytes, int peakPerSecond) {

    static Measured of(JsonNode node) {
        return new Measured(
                node.path("at").asText(),
                node.path("records").asLong(),
                node.path("perQuote").asDouble(),
                node.path("averageBytes").asInt(),
                node.path("largestBytes").asInt(),
                node.path("peakPerSecond").asInt());
    }

    /** As it stands in the registry, in the sizing of its topic. */
    public String yaml() {
        return String.format(
                Locale.ROOT,
                "measured: { at: \"%s\", records: %d, perQuote: %.3f, averageBytes: %d, largestBytes: %d,"
                        + " peakPerSecond: %d }",
                at,
                records,
                perQuote,
                averageBytes,
                largestBytes,
                peakPerSecond);
    }

    public String words() {
        return String.format(
                Locale.ROOT,
                "%d bytes on average, at most %d, %.2f records for each quote, over %d records (%s)",
                averageBytes,
                largestBytes,
                perQuote,
                records,
                at);
    }
}
