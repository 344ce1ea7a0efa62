package io.cpqoms.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * How long to measure, and what.
 *
 * @param rounds of every measurement
 * @param time of one round of commits; a round of latencies takes four times as long
 * @param open how long the transaction stays open beside which latency is measured
 * @param rows in a relay's backlog
 */
record Options(int rounds, Duration time, Duration open, int rows, Set<Part> parts, Path kafkaLibraries) {

    /** What can be measured alone. */
    enum Part {
        COMMIT,
        RELAY,
        LATENCY,
        INBOX,
        DEBEZIUM
    }

    static final String EVERYTHING = "commit,relay,latency,inbox,debezium";

    private static final int LEAST_ROWS = 1_000;

    Options {
        if (rounds < 1 || time.compareTo(Duration.ofSeconds(1)) < 0 || rows < LEAST_ROWS) {
            throw new IllegalArgumentException("At least --rounds=1, --seconds=1 and --rows=" + LEAST_ROWS + "; were "
                    + rounds + ", " + time.toSeconds() + " and " + rows);
        }
        parts = Set.copyOf(parts);
    }

    /** @throws IllegalArgumentException that says what is not understood and what would be */
    static Options of(String... arguments) {
        Arguments given =
                Arguments.withDefaults("rounds=3", "seconds=3", "open-seconds=60", "rows=60000", "only=" + EVERYTHING);
        given.read(arguments);
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (String name : given.text("only").split(",")) {
            parts.add(part(name));
        }
        return new Options(
                given.number("rounds"),
                Duration.ofSeconds(given.number("seconds")),
                Duration.ofSeconds(given.number("open-seconds")),
                given.number("rows"),
                parts,
                Path.of(System.getProperty("cpq.root", "."), "infra/local/servers/target/kafka/lib"));
    }

    private static Part part(String name) {
        try {
            return Part.valueOf(name.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("There is no part " + name + "; there are " + EVERYTHING, e);
        }
    }

    boolean has(Part part) {
        return parts.contains(part);
    }
}
