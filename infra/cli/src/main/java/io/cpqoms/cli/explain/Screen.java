package io.cpqoms.cli.explain;

import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Style;
import io.cpqoms.cli.console.Table;
import io.cpqoms.cli.explain.Facts.Aggregate;
import io.cpqoms.cli.explain.Facts.Standing;
import io.cpqoms.cli.explain.Facts.Trail;
import io.cpqoms.cli.explain.Facts.Truth;
import java.time.Instant;

/** The facts and the verdict for a person: one screen, the sentence on top. */
final class Screen {

    private final Console console;
    private final Facts facts;

    Screen(Console console, Facts facts) {
        this.console = console;
        this.facts = facts;
    }

    void show(Verdict verdict) {
        console.line(console.paint(Sentence.of(facts, verdict), Style.BOLD));
        verdict.look().ifPresent(command -> console.line("  " + command));
        verdict.command().ifPresent(command -> console.line("  " + command));
        facts.absent()
                .forEach(away -> console.line(
                        console.paint("  no answer: " + away.what() + " (" + away.why() + ")", Style.YELLOW)));
        facts.cut().forEach(list -> console.line(console.paint("  not all: " + list.what(), Style.YELLOW)));
        facts.aggregates().forEach(this::aggregate);
        around();
    }

    private void aggregate(Aggregate aggregate) {
        Truth truth = aggregate.truth();
        console.heading(truth.name());
        line("truth", truth.state() + ", version " + truth.version() + ", since " + ago(truth.since()));
        truth.fallouts()
                .forEach(fallout -> line(
                        "fallout",
                        fallout.task() + " by " + fallout.partner() + ": " + fallout.cause() + ", "
                                + ago(fallout.since())));
        truth.steps()
                .forEach(step -> line(
                        "partner",
                        step.task() + " by " + step.partner() + ": " + step.state() + ", attempt " + step.attempt()));
        outbox(aggregate);
        consumers(aggregate);
        aggregate
                .letters()
                .forEach(letter -> line(
                        "dead letter",
                        letter.id() + " of " + letter.consumer() + ", " + letter.eventType() + ": "
                                + Table.shortened(letter.failure()) + ", " + ago(letter.since())));
        aggregate
                .hit()
                .ifPresent(hit -> line(
                        "search",
                        hit.version()
                                        .map(version -> "version " + version + ", "
                                                + hit.state().orElse(""))
                                        .orElse("not found")
                                + "; " + hit.freshness()));
        audit(aggregate.trail());
    }

    /** What was read of a trail says nothing of the rest. */
    private void audit(Trail trail) {
        String gaps = trail.missing().isEmpty() ? ", no gap" : ", without " + trail.missing();
        line(
                "audit",
                trail.last().orElse("nothing") + ", version " + trail.version()
                        + (trail.whole() ? gaps : "; not all of it was read, and so it is not judged"));
    }

    private void outbox(Aggregate aggregate) {
        Facts.Outbox outbox = aggregate.outbox();
        if (!outbox.known()) {
            line("outbox", "not known");
        } else if (outbox.behind().isPresent()) {
            line("outbox", "not known of all: at least " + outbox.behind().get().atLeast() + " events wait there");
        } else if (outbox.unpublished().isEmpty() && outbox.withheld().isEmpty()) {
            line("outbox", "all " + aggregate.truth().version() + " events are on their topic");
        }
        outbox.unpublished()
                .forEach(event -> line(
                        "outbox",
                        event.eventType() + " (version " + event.version() + ") is not published, "
                                + ago(event.since())));
        outbox.withheld()
                .forEach(event -> line(
                        "outbox",
                        event.outboxId() + " " + event.eventType() + " (version " + event.version() + ") "
                                + (event.topicHeld()
                                        ? "held with its topic"
                                        : event.behind() ? "waits behind it" : "withheld")
                                + ": " + Table.shortened(event.failure()) + ", " + ago(event.since())));
    }

    private void consumers(Aggregate aggregate) {
        Table table = Table.of("consumer", "seen", "applied", "is", "waiting", "key");
        for (Standing standing : aggregate.standings()) {
            table.row(
                    standing.consumer(),
                    standing.seen(),
                    standing.applied(),
                    standing.condition().state(),
                    standing.condition().waiting(),
                    standing.held()
                            .map(held -> held.state() + ": " + Table.shortened(held.failure()))
                            .orElse("flows"));
        }
        table.print(console);
    }

    private void around() {
        if (facts.processes().isEmpty()
                && facts.tasks().isEmpty()
                && facts.mails().isEmpty()) {
            return;
        }
        console.heading("Process, tasks and mails");
        facts.processes().forEach(process -> {
            line("process", process.key() + ": " + process.state() + ", since " + ago(process.since()));
            process.attempts()
                    .forEach(step -> line(
                            "step",
                            step.activity()
                                    + step.triesLeft()
                                            .map(left -> ", " + left + " tries left")
                                            .orElse("")
                                    + step.next()
                                            .map(next -> ", next at " + next)
                                            .orElse("")
                                    + step.message()
                                            .map(why -> ": " + Table.shortened(why))
                                            .orElse("")));
            process.incidents()
                    .forEach(incident -> line(
                            "incident",
                            incident.activity() + ": " + incident.message() + ", " + ago(incident.since())));
        });
        facts.tasks()
                .forEach(task -> line(
                        "task",
                        task.id() + " " + task.kind() + " for " + task.group() + ": " + task.reason() + ", "
                                + ago(task.since())
                                + task.due().map(due -> ", due " + due).orElse("")));
        facts.mails().forEach(mail -> line("mail", mail.template() + " to " + mail.recipient() + ": " + mail.state()));
    }

    private void line(String what, String text) {
        console.line("  " + what + " ".repeat(Math.max(1, 13 - what.length())) + text);
    }

    private String ago(Instant since) {
        return since + " (" + Sentence.words(facts.age(since)) + " ago)";
    }
}
