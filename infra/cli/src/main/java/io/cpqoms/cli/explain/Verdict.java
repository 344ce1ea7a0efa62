package io.cpqoms.cli.explain;

import java.time.Instant;
import java.util.Optional;

/**
 * Where it stands, why, since when, what happens next, and what one may do.
 *
 * @param cause a stable word for scripts, such as {@code fallout-open}
 * @param stuck whether nothing moves until somebody or something acts
 * @param command what ends it, ready to be typed; empty where nothing has to be done or no command does it
 */
record Verdict(
        String cause,
        boolean stuck,
        String where,
        String why,
        Optional<Instant> since,
        String next,
        Optional<String> command) {

    static Verdict stuck(String cause, String where, String why, Instant since) {
        return new Verdict(cause, true, where, why, Optional.of(since), "", Optional.empty());
    }

    static Verdict well(String cause, String where, String why, Instant since, String next) {
        return new Verdict(cause, false, where, why, Optional.of(since), next, Optional.empty());
    }

    Verdict then(String whatHappens) {
        return new Verdict(cause, stuck, where, why, since, whatHappens, command);
    }

    Verdict bid(String line) {
        return new Verdict(cause, stuck, where, why, since, next, Optional.of(line));
    }
}
