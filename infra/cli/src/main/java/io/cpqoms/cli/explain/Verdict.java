package io.cpqoms.cli.explain;

import java.time.Instant;
import java.util.Optional;

/**
 * Where it stands, why, since when, what happens next, and what one may do.
 *
 * @param cause a stable word for scripts, such as {@code fallout-open}
 * @param stuck whether nothing moves until somebody or something acts
 * @param look shows what is to be decided, ready to be typed; empty where nothing is
 * @param command what ends it; what only a person can say is left open in it, as {@code <reason>}; empty where nothing has to be done or no command does it
 */
record Verdict(
        String cause,
        boolean stuck,
        String where,
        String why,
        Optional<Instant> since,
        String next,
        Optional<String> look,
        Optional<String> command) {

    /** Something stands still, nobody knows since when. */
    static Verdict stuck(String cause, String where, String why) {
        return new Verdict(cause, true, where, why, Optional.empty(), "", Optional.empty(), Optional.empty());
    }

    static Verdict stuck(String cause, String where, String why, Instant since) {
        return new Verdict(cause, true, where, why, Optional.of(since), "", Optional.empty(), Optional.empty());
    }

    static Verdict well(String cause, String where, String why, Instant since, String next) {
        return new Verdict(cause, false, where, why, Optional.of(since), next, Optional.empty(), Optional.empty());
    }

    Verdict then(String whatHappens) {
        return new Verdict(cause, stuck, where, why, since, whatHappens, look, command);
    }

    Verdict lookFirst(String line) {
        return new Verdict(cause, stuck, where, why, since, next, Optional.of(line), command);
    }

    Verdict bid(String line) {
        return new Verdict(cause, stuck, where, why, since, next, look, Optional.of(line));
    }
}
