package io.cpqoms.cli.explain;

import io.cpqoms.cli.explain.Facts.Fallout;
import io.cpqoms.cli.explain.Facts.Task;
import io.cpqoms.cli.explain.Facts.Truth;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the business itself waits for, and what is no trouble at all. */
final class BusinessRules {

    /** States in which nothing happens by itself, with who is waited for. */
    private static final Map<String, String> WAITING_FOR = Map.of(
            "draft", "sales prices it",
            "priced", "sales submits it",
            "approved", "sales presents it, or the customer accepts it",
            "presented", "the customer accepts or declines it",
            "rejected", "sales revises it",
            "declined", "sales revises it",
            "withdrawn", "sales revises it");

    private static final List<String> ENDED = List.of("completed", "expired", "cancelled");

    private BusinessRules() {}

    static List<Rule> stuck() {
        return List.of(
                BusinessRules::incident, BusinessRules::fallout, BusinessRules::approval, BusinessRules::triedAgain);
    }

    static List<Rule> well() {
        return List.of(BusinessRules::ended, BusinessRules::waitsForSomebody, BusinessRules::moves);
    }

    static Optional<Verdict> incident(Facts facts) {
        return facts.processes().stream()
                .flatMap(process -> process.incidents().stream()
                        .map(incident -> Verdict.stuck(
                                        "process-incident",
                                        "in process " + process.key() + " at " + incident.activity(),
                                        "the step has used up its tries: " + incident.message(),
                                        incident.since())
                                .then("an operator mends the cause and sets its retries in Cockpit")
                                .bid(Bidding.logs("workflow-bridge"))))
                .findFirst();
    }

    /** A partner or a service that the process calls is away, or answers with a fault. */
    static Optional<Verdict> triedAgain(Facts facts) {
        return facts.processes().stream()
                .flatMap(process -> process.attempts().stream()
                        .filter(step -> step.message().isPresent())
                        .map(step -> Verdict.stuck(
                                        "step-failing",
                                        "in process " + process.key() + " at " + step.activity(),
                                        "the last try failed: " + step.message().orElseThrow())
                                .then("it is tried again"
                                        + step.next().map(next -> " at " + next).orElse("")
                                        + step.triesLeft()
                                                .map(left -> "; " + left + " tries are left, and none is used up while "
                                                        + "who is called is away")
                                                .orElse(""))
                                .bid(Bidding.UP)))
                .findFirst();
    }

    static Optional<Verdict> fallout(Facts facts) {
        return facts.aggregates().stream()
                .map(Facts.Aggregate::truth)
                .flatMap(truth -> truth.fallouts().stream().map(fallout -> fallout(facts, truth, fallout)))
                .findFirst();
    }

    private static Verdict fallout(Facts facts, Truth truth, Fallout fallout) {
        return Verdict.stuck(
                        "fallout-open",
                        "at partner " + fallout.partner(),
                        "step " + fallout.task() + " was refused: " + fallout.cause(),
                        fallout.since())
                .then(fallout.owner() + " decides: " + String.join(", ", fallout.repairs()))
                .bid(Bidding.of(facts.tenant()).repair(facts.places().orders(), truth.id(), fallout.id()));
    }

    static Optional<Verdict> approval(Facts facts) {
        return facts.tasks().stream()
                .filter(task -> task.kind().equals("approval"))
                .findFirst()
                .map(task -> approval(facts, task));
    }

    private static Verdict approval(Facts facts, Task task) {
        return Verdict.stuck(
                        "approval-open",
                        "with group " + task.group(),
                        "it needs an approval (" + task.reason() + "), which " + task.requestedBy()
                                + " asked for and so can't give",
                        task.since())
                .then(task.due()
                        .map(due -> "it goes to a higher group at " + due)
                        .orElse("one of the group decides"))
                .lookFirst(Bidding.of(facts.tenant())
                        .tasks(
                                facts.places().bridge(),
                                facts.aggregates().getFirst().truth()))
                .bid(Bidding.of(facts.tenant()).decide(facts.places().bridge(), task.id(), task.group()));
    }

    static Optional<Verdict> ended(Facts facts) {
        return last(facts)
                .filter(truth -> ENDED.contains(truth.state()))
                .map(truth -> Verdict.well(
                        "ended",
                        "with " + truth.service(),
                        "the " + truth.kind() + " is " + truth.state(),
                        truth.since(),
                        "nothing more happens"));
    }

    static Optional<Verdict> waitsForSomebody(Facts facts) {
        return last(facts)
                .flatMap(truth -> Optional.ofNullable(WAITING_FOR.get(truth.state()))
                        .map(next -> Verdict.well(
                                "waits-for-somebody",
                                "with " + truth.service(),
                                "the " + truth.kind() + " is " + truth.state(),
                                truth.since(),
                                next)));
    }

    /** Nothing is known to hold it. */
    static Optional<Verdict> moves(Facts facts) {
        return last(facts)
                .map(truth -> Verdict.well(
                        "moves",
                        "with " + truth.service(),
                        "the " + truth.kind() + " is " + truth.state() + under(truth),
                        truth.since(),
                        "it goes on by itself; if it stands there for long, look again"));
    }

    private static String under(Truth truth) {
        return truth.steps().stream()
                .filter(step -> step.state().equals("active"))
                .findFirst()
                .map(step -> ", partner " + step.partner() + " is asked for " + step.task() + " (attempt "
                        + step.attempt() + ")")
                .orElse("");
    }

    private static Optional<Truth> last(Facts facts) {
        return facts.aggregates().isEmpty()
                ? Optional.empty()
                : Optional.of(facts.aggregates().getLast().truth());
    }
}
