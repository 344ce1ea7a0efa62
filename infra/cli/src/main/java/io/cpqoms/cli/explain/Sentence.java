package io.cpqoms.cli.explain;

import java.time.Duration;

/** The verdict in one sentence. */
final class Sentence {

    private Sentence() {}

    static String of(Facts facts, Verdict verdict) {
        String subject = facts.aggregates().isEmpty()
                ? facts.asked()
                : facts.aggregates().getLast().truth().name();
        String since = verdict.since()
                .map(at -> ", since " + at + " (" + words(facts.age(at)) + ")")
                .orElse("");
        return subject + (verdict.stuck() ? " is stuck " : " is ") + verdict.where() + ": " + verdict.why() + since
                + "; " + verdict.next() + ".";
    }

    static String words(Duration age) {
        if (age.toMinutes() < 1) {
            return age.toSeconds() + " s";
        }
        if (age.toHours() < 1) {
            return age.toMinutes() + " min";
        }
        return age.toDays() < 2 ? age.toHours() + " h" : age.toDays() + " days";
    }
}
