package io.cpqoms.cli.topics.registry;

import com.fasterxml.jackson.databind.JsonNode;

/** What the platform is planned to carry, in quotes: a target that people set, not a measurement. */
public record PlannedLoad(double quotesPerSecond, double quotesPerDay) {
    private static final double SECONDS_OF_A_DAY = 86_400;

    static PlannedLoad of(JsonNode node) {
        return new PlannedLoad(
                node.path("quotesPerSecond").asDouble(),
                node.path("quotesPerDay").asDouble());
    }

    /** What it makes of a topic's records in the busiest second. */
    public double peak(Measured measured) {
        return quotesPerSecond * measured.perQuote();
    }

    /** What it makes of a topic's records in a second of an average day. */
    public double average(Measured measured) {
        return quotesPerDay * measured.perQuote() / SECONDS_OF_A_DAY;
    }
}
