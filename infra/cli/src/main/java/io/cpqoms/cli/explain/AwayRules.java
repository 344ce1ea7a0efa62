package io.cpqoms.cli.explain;

import io.cpqoms.cli.explain.Facts.Absent;
import io.cpqoms.cli.explain.Facts.Truth;
import java.util.Optional;
import java.util.Set;

/** Services that do not answer, or leave a question without an answer. */
final class AwayRules {

    private static final Set<String> TELLING = Set.of("search-projector", "notification-service", "audit-service");

    private AwayRules() {}

    /** What moves it on is away. */
    static Optional<Verdict> driver(Facts facts) {
        return facts.absent().stream()
                .filter(absent -> absent.question().isEmpty() && facts.isDriving(absent.service()))
                .findFirst()
                .map(absent -> Verdict.stuck(
                                "service-away", "with " + absent.service(), "it does not answer: " + absent.why())
                        .then("what it was told waits on its topics; nothing of it goes on before that")
                        .bid(Bidding.UP));
    }

    /** Nothing is known to hold it; but something that could is not known. */
    static Optional<Verdict> unanswered(Facts facts) {
        return facts.absent().stream()
                .filter(absent -> absent.question().isPresent() && facts.isDriving(absent.service()))
                .findFirst()
                .map(absent -> notKnown(
                        facts,
                        absent,
                        "question-unanswered",
                        "; whether something holds it is not known, because " + absent.what() + " has no answer: "
                                + absent.why(),
                        "ask again"));
    }

    /** Who only tells is away: it holds nothing up, and what is over stays over. */
    static Optional<Verdict> teller(Facts facts) {
        return facts.absent().stream()
                .filter(absent -> TELLING.contains(absent.service()))
                .findFirst()
                .map(absent -> notKnown(
                        facts,
                        absent,
                        "teller-away",
                        "; only what " + absent.what() + " would tell is not known: " + absent.why(),
                        "quote and order themselves go on; what it was told waits on its topics"));
    }

    private static Verdict notKnown(Facts facts, Absent absent, String cause, String why, String next) {
        Truth truth = facts.aggregates().getLast().truth();
        return Verdict.well(
                        cause,
                        "with " + truth.service(),
                        "the " + truth.kind() + " is " + truth.state() + why,
                        truth.since(),
                        next)
                .bid(absent.question().isEmpty() ? Bidding.UP : Bidding.logs(absent.service()));
    }
}
