package io.cpqoms.cli.explain;

import io.cpqoms.cli.explain.Facts.Aggregate;
import io.cpqoms.cli.explain.Facts.Condition;
import io.cpqoms.cli.explain.Facts.Held;
import io.cpqoms.cli.explain.Facts.Letter;
import io.cpqoms.cli.explain.Facts.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What keeps some services' consumers from what is on the topics. */
final class ConsumerRules {

    private static final Duration PROMPT = Duration.ofSeconds(10);

    private final boolean driving;
    private final String reach;

    /**
     * @param driving whether those of the services that move quotes and orders on, or of all the others
     * @param reach what it means for the quote or order that these consumers do not get on
     */
    ConsumerRules(boolean driving, String reach) {
        this.driving = driving;
        this.reach = reach;
    }

    List<Rule> all() {
        return List.of(this::deadLetter, this::heldBack, this::needsAPerson, this::paused);
    }

    List<Rule> late() {
        return List.of(this::behind);
    }

    Optional<Verdict> deadLetter(Facts facts) {
        return facts.aggregates().stream()
                .flatMap(aggregate -> aggregate.letters().stream())
                .filter(letter -> isMine(facts, letter.service()))
                .findFirst()
                .map(letter -> deadLetter(facts, letter));
    }

    private Verdict deadLetter(Facts facts, Letter letter) {
        boolean waits = facts.aggregates().stream()
                .flatMap(aggregate -> aggregate.standings().stream())
                .anyMatch(standing -> standing.consumer().equals(letter.consumer())
                        && standing.held().isPresent());
        Bidding bidding = Bidding.of(facts.tenant());
        Verdict verdict = Verdict.stuck(
                "dead-letter",
                "in consumer " + letter.consumer(),
                letter.eventType() + " (version " + letter.version() + ") could not be processed and was given up: "
                        + letter.failure(),
                letter.since());
        String others = waits ? "later events wait behind it until somebody " : "later events pass it; somebody ";
        return letter.isUnreadable()
                ? verdict.then(others + "discards it, since nobody can read it, or puts what was meant in its place; "
                                + reach)
                        .lookFirst(bidding.letter(letter.service(), letter.id()))
                        .bid(bidding.discard(letter.service(), letter.id()))
                : verdict.then(others + "mends the cause and has it processed again, or discards it; " + reach)
                        .bid(bidding.redrive(letter.service(), letter.id()));
    }

    Optional<Verdict> heldBack(Facts facts) {
        return mine(facts, standing -> standing.held().isPresent())
                .map(standing -> heldBack(standing, standing.held().orElseThrow()));
    }

    private Verdict heldBack(Standing standing, Held held) {
        boolean gap = held.state().equals("GAP");
        return Verdict.stuck(
                        gap ? "version-missing" : "key-parked",
                        "in consumer " + standing.consumer(),
                        (gap
                                        ? "an earlier version has not come: "
                                        : "its next event fails (attempt " + held.attempts() + "): ")
                                + held.failure(),
                        held.since())
                .then("tried again at " + held.nextAttempt() + "; " + held.messages() + " events wait; " + reach)
                .bid(Bidding.logs(standing.service()));
    }

    Optional<Verdict> needsAPerson(Facts facts) {
        return mine(
                        facts,
                        standing -> List.of("suspected", "stopped")
                                .contains(standing.condition().state()))
                .map(standing -> Verdict.stuck(
                                "consumer-stopped",
                                "before consumer " + standing.consumer(),
                                "it takes nothing, because every record fails alike or its channel ended: "
                                        + standing.condition().why().orElse("see its log"),
                                standing.condition().since().orElse(facts.at()))
                        .then("its release has to be rolled back or mended; " + reach)
                        .bid(Bidding.logs(standing.service())));
    }

    /** A breaker closes only when something was done, so one that is open over an empty topic is no trouble of anybody. */
    Optional<Verdict> paused(Facts facts) {
        return mine(
                        facts,
                        standing -> standing.condition().state().equals("paused")
                                && standing.condition().waiting() > 0)
                .map(standing -> Verdict.stuck(
                                "consumer-paused",
                                "before consumer " + standing.consumer(),
                                "something that it needs (its database, index, mail server or partner) is away; "
                                        + standing.condition().waiting() + " records wait",
                                standing.condition().since().orElse(facts.at()))
                        .then("it goes on by itself when that is back; " + reach)
                        .bid(Bidding.UP));
    }

    Optional<Verdict> behind(Facts facts) {
        return facts.aggregates().stream()
                .flatMap(aggregate -> aggregate.standings().stream()
                        .filter(standing -> isMine(facts, standing.service()) && isBehind(facts, aggregate, standing))
                        .map(standing -> behind(aggregate, standing)))
                .findFirst();
    }

    /** Who skips types may have passed the aggregate long ago, while it works off what is newer and another's. */
    private static boolean isBehind(Facts facts, Aggregate aggregate, Standing standing) {
        Condition condition = standing.condition();
        return standing.seen() < aggregate.truth().version()
                && condition
                        .oldest()
                        .filter(oldest -> facts.age(oldest).compareTo(PROMPT) > 0)
                        .filter(oldest -> standing.seesEveryVersion()
                                || !oldest.isAfter(aggregate.truth().since()))
                        .isPresent();
    }

    private Verdict behind(Aggregate aggregate, Standing standing) {
        return Verdict.stuck(
                        "consumer-behind",
                        "before consumer " + standing.consumer(),
                        "it has seen version " + standing.seen() + " of "
                                + aggregate.truth().version() + ", and "
                                + standing.condition().waiting() + " records lie before it",
                        standing.condition().oldest().orElseThrow())
                .then("it comes to it by itself; " + reach)
                .bid(Bidding.logs(standing.service()));
    }

    private boolean isMine(Facts facts, String service) {
        return facts.isDriving(service) == driving;
    }

    private Optional<Standing> mine(Facts facts, Predicate<Standing> wanted) {
        return facts.aggregates().stream()
                .flatMap(aggregate -> aggregate.standings().stream())
                .filter(standing -> isMine(facts, standing.service()) && wanted.test(standing))
                .findFirst();
    }
}
