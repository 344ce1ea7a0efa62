package io.cpqoms.bench;

import java.time.Duration;

/**
 * How long the command's cost is measured, and how many ask at once.
 *
 * @param rounds of every measurement
 * @param time of one round
 * @param clients that send commands at the same time, each the next one after the answer
 * @param crowd quotes of other tenants in the same tables
 */
record CommandOptions(int rounds, Duration time, int clients, int crowd) {

    private static final int MOST_CLIENTS = 64;

    CommandOptions {
        if (rounds < 1 || time.compareTo(Duration.ofSeconds(1)) < 0 || clients < 1 || clients > MOST_CLIENTS) {
            throw new IllegalArgumentException("At least --rounds=1 and --seconds=1, --clients=1 to " + MOST_CLIENTS
                    + "; were " + rounds + ", " + time.toSeconds() + " and " + clients);
        }
        if (crowd < 1) {
            throw new IllegalArgumentException("At least --quotes=1; was " + crowd);
        }
    }

    /** @throws IllegalArgumentException that says what is not understood and what would be */
    static CommandOptions of(String... arguments) {
        Arguments given = Arguments.withDefaults("rounds=3", "seconds=10", "clients=8", "quotes=20000");
        given.read(arguments);
        return new CommandOptions(
                given.number("rounds"),
                Duration.ofSeconds(given.number("seconds")),
                given.number("clients"),
                given.number("quotes"));
    }

    /** How often each large request is sent. */
    int largeRequests() {
        return (int) Math.max(5, rounds * time.toSeconds());
    }

    /** A run that is as short as it can be is not warmed up for longer than it measures. */
    Duration warm(Duration wanted) {
        return time.compareTo(Duration.ofSeconds(5)) < 0 ? time : wanted;
    }
}
