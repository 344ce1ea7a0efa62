package io.cpqoms.testkit.history;

import static io.cpqoms.testkit.history.SoundRun.FACTS;
import static io.cpqoms.testkit.history.SoundRun.INDEX;

import io.cpqoms.testkit.history.Finding.Kind;
import io.cpqoms.testkit.history.Finding.Stage;
import io.cpqoms.testkit.history.HistoryRecord.Applied;
import io.cpqoms.testkit.history.HistoryRecord.Buried;
import io.cpqoms.testkit.history.HistoryRecord.Commanded;
import io.cpqoms.testkit.history.HistoryRecord.Committed;
import io.cpqoms.testkit.history.HistoryRecord.Outcome;
import io.cpqoms.testkit.history.HistoryRecord.Published;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What can go wrong in a run, one at a time; planting answers the ids of which the checker must name one. */
enum Fault {
    ACKNOWLEDGED_BUT_NOT_COMMITTED(Kind.LOST, Stage.COMMIT, run -> {
        Commanded command = run.pick(run.commands, c -> c.outcome() == Outcome.ACKNOWLEDGED);
        Committed commit = run.pick(run.commits, c -> c.commandId().equals(command.commandId()));
        run.commits.remove(commit);
        run.withheld.removeIf(parked -> parked.messageId().equals(commit.messageId()));
        run.neverPublished(commit.messageId());
        return Set.of(command.commandId());
    }),
    COMMITTED_TWICE(Kind.DUPLICATED, Stage.COMMIT, run -> {
        Applied last = run.index.getLast();
        Committed first = run.pick(run.commits, c -> c.messageId().equals(last.messageId()));
        Committed second = new Committed("again", first.commandId(), first.key(), 1_000);
        run.commits.add(second);
        int partition =
                run.pick(run.publishes, p -> p.key().equals(first.key())).partition();
        run.publishes.add(SoundRun.published(second, partition, 1_000));
        run.facts.add(new Applied(FACTS, "again", first.key(), 1_000, 1_000));
        run.index.add(new Applied(INDEX, "again", first.key(), 1_000, 1_000));
        return Set.of(first.messageId(), "again");
    }),
    COMMITTED_THOUGH_REFUSED(Kind.PHANTOM, Stage.COMMIT, run -> {
        Committed commit = run.pick(run.commits, c -> true);
        run.commands.replaceAll(command -> command.commandId().equals(commit.commandId())
                ? new Commanded(command.commandId(), command.key(), Outcome.REFUSED)
                : command);
        return Set.of(commit.messageId());
    }),
    COMMITTED_FOR_ANOTHER_TENANT(Kind.CROSS_TENANT, Stage.COMMIT, run -> {
        Committed commit = run.pick(run.commits, c -> true);
        run.commands.replaceAll(command -> command.commandId().equals(commit.commandId())
                ? new Commanded(command.commandId(), foreign(command.key()), command.outcome())
                : command);
        return Set.of(commit.messageId());
    }),
    NEVER_PUBLISHED(Kind.LOST, Stage.PUBLISH, run -> {
        String messageId = run.pick(run.publishes, p -> true).messageId();
        run.neverPublished(messageId);
        return Set.of(messageId);
    }),
    PUBLISHED_TOO_EARLY(Kind.REORDERED, Stage.PUBLISH, run -> {
        Published second = run.pick(run.publishes, p -> p.version() == 2);
        Published first = run.pick(run.publishes, p -> p.key().equals(second.key()) && p.version() == 1);
        run.publishes.removeIf(p -> p.messageId().equals(first.messageId()));
        run.publishes.add(
                new Published(first.messageId(), first.key(), 1, second.partition(), second.offset() + 1_000_000));
        // Behind all others of its key it can only be the one that stands wrong, unless there are just two.
        return Set.of(first.messageId(), second.messageId());
    }),
    PUBLISHED_FROM_NOWHERE(Kind.PHANTOM, Stage.PUBLISH, run -> {
        Published model = run.pick(run.publishes, p -> true);
        run.publishes.add(new Published("rolled-back", model.key(), model.version(), model.partition(), 5_000));
        return Set.of("rolled-back");
    }),
    PUBLISHED_FOR_ANOTHER_TENANT(Kind.CROSS_TENANT, Stage.PUBLISH, run -> {
        Published published = run.pick(run.publishes, p -> true);
        run.publishes.remove(published);
        run.publishes.add(new Published(
                published.messageId(),
                foreign(published.key()),
                published.version(),
                published.partition(),
                published.offset()));
        return Set.of(published.messageId());
    }),
    NEVER_APPLIED(Kind.LOST, Stage.EFFECT, run -> {
        Applied effect = run.pick(run.facts, e -> true);
        run.facts.remove(effect);
        return Set.of(effect.messageId());
    }),
    APPLIED_TWICE(Kind.DUPLICATED, Stage.EFFECT, run -> {
        Applied effect = run.pick(run.facts, e -> true);
        run.facts.add(at(effect, effect.position() + 5_000));
        return Set.of(effect.messageId());
    }),
    APPLIED_TOO_EARLY(Kind.REORDERED, Stage.EFFECT, run -> {
        Applied later = run.pick(
                run.facts,
                effect -> run.facts.stream()
                        .anyMatch(other -> other.key().equals(effect.key()) && other.version() < effect.version()));
        Applied before = run.facts.stream()
                .filter(other -> other.key().equals(later.key()) && other.version() < later.version())
                .reduce((one, other) -> other)
                .orElseThrow();
        run.facts.remove(later);
        run.facts.remove(before);
        run.facts.addAll(List.of(at(later, before.position()), at(before, later.position())));
        return Set.of(later.messageId(), before.messageId());
    }),
    APPLIED_FROM_NOWHERE(Kind.PHANTOM, Stage.EFFECT, run -> {
        Applied model = run.pick(run.facts, e -> true);
        run.facts.add(new Applied(FACTS, "rolled-back", model.key(), model.version(), 5_000));
        return Set.of("rolled-back");
    }),
    APPLIED_WITH_ANOTHER_VERSION(Kind.PHANTOM, Stage.EFFECT, run -> {
        Applied effect = run.pick(run.facts, e -> true);
        run.facts.remove(effect);
        run.facts.add(new Applied(FACTS, effect.messageId(), effect.key(), 77, effect.position()));
        return Set.of(effect.messageId());
    }),
    APPLIED_FOR_ANOTHER_TENANT(Kind.CROSS_TENANT, Stage.EFFECT, run -> {
        Applied effect = run.pick(run.facts, e -> true);
        run.facts.remove(effect);
        run.facts.add(
                new Applied(FACTS, effect.messageId(), foreign(effect.key()), effect.version(), effect.position()));
        return Set.of(effect.messageId());
    }),
    APPLIED_AND_BURIED(Kind.DUPLICATED, Stage.EFFECT, run -> {
        Applied effect = run.pick(run.facts, e -> true);
        run.burials.add(new Buried(FACTS, effect.messageId(), effect.key(), "given up, too"));
        return Set.of(effect.messageId());
    }),
    INDEX_LEFT_BEHIND(Kind.LOST, Stage.EFFECT, run -> {
        Applied newest = run.index.getLast();
        run.index.remove(newest);
        return Set.of(newest.messageId());
    });

    final Kind kind;
    final Stage stage;
    private final Function<SoundRun, Set<String>> plant;

    Fault(Kind kind, Stage stage, Function<SoundRun, Set<String>> plant) {
        this.kind = kind;
        this.stage = stage;
        this.plant = plant;
    }

    Set<String> plantIn(SoundRun run) {
        return plant.apply(run);
    }

    private static Applied at(Applied effect, long position) {
        return new Applied(effect.consumer(), effect.messageId(), effect.key(), effect.version(), position);
    }

    private static AggregateKey foreign(AggregateKey key) {
        return new AggregateKey(key.tenant().equals("acme") ? "zeta" : "acme", key.type(), key.id());
    }
}
