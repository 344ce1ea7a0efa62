package io.cpqoms.cli.explain;

import io.cpqoms.cli.explain.Facts.Aggregate;
import io.cpqoms.cli.explain.Facts.Mail;
import io.cpqoms.cli.explain.Facts.Trail;
import io.cpqoms.cli.explain.Facts.Truth;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What only keeps people from knowing: a mail that did not go out, a search that shows the past, a trail with a hole. */
final class TellingRules {

    private static final Duration PROMPT = Duration.ofSeconds(10);
    private static final Set<String> UNDELIVERED = Set.of("failed", "unknown");

    private TellingRules() {}

    static List<Rule> all() {
        return List.of(TellingRules::mail, TellingRules::search, TellingRules::trail);
    }

    static Optional<Verdict> mail(Facts facts) {
        return facts.mails().stream()
                .filter(mail -> UNDELIVERED.contains(mail.state()))
                .findFirst()
                .map(mail -> mail(facts, mail));
    }

    private static Verdict mail(Facts facts, Mail mail) {
        return Verdict.stuck(
                        "mail-undelivered",
                        "with notification-service",
                        "mail " + mail.template() + " to " + mail.recipient() + " is " + mail.state()
                                + (mail.cause().isEmpty() ? "" : ": " + mail.cause()),
                        mail.since())
                .then("quote and order go on; the mail is sent again when an operator says so")
                .bid(Bidding.of(facts.tenant()).resend(facts.places().notifications(), mail.id()));
    }

    static Optional<Verdict> search(Facts facts) {
        return facts.aggregates().stream()
                .filter(aggregate -> isOld(facts, aggregate.truth()))
                .filter(aggregate -> aggregate.hit().isPresent()
                        && aggregate.hit().get().version().orElse(0L)
                                < aggregate.truth().version())
                .findFirst()
                .map(TellingRules::search);
    }

    private static Verdict search(Aggregate aggregate) {
        Facts.Hit hit = aggregate.hit().orElseThrow();
        return Verdict.stuck(
                        "search-behind",
                        "with search-projector",
                        "searches "
                                + hit.version()
                                        .map(version -> "show version " + version)
                                        .orElse("don't find it")
                                + ", the " + aggregate.truth().kind() + " is at "
                                + aggregate.truth().version() + "; " + hit.freshness(),
                        aggregate.truth().since())
                .then("quote and order go on; whoever searches sees the past")
                .bid(Bidding.logs("search-projector"));
    }

    static Optional<Verdict> trail(Facts facts) {
        return facts.aggregates().stream()
                .filter(aggregate -> isOld(facts, aggregate.truth()))
                .filter(aggregate -> aggregate.trail().whole())
                .filter(aggregate -> !aggregate.trail().missing().isEmpty()
                        || aggregate.trail().version() < aggregate.truth().version())
                .findFirst()
                .map(TellingRules::trail);
    }

    private static Verdict trail(Aggregate aggregate) {
        Trail trail = aggregate.trail();
        return Verdict.stuck(
                        "audit-behind",
                        "with audit-service",
                        trail.missing().isEmpty()
                                ? "the trail ends with version " + trail.version() + " of "
                                        + aggregate.truth().version()
                                : "the trail lacks the versions " + trail.missing(),
                        aggregate.truth().since())
                .then("quote and order go on; their proof does not cover it yet")
                .bid(Bidding.logs("audit-service"));
    }

    /** What just changed is still on its way to everybody. */
    private static boolean isOld(Facts facts, Truth truth) {
        return facts.age(truth.since()).compareTo(PROMPT) > 0;
    }
}
