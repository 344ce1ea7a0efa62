package io.cpqoms.testkit.history;

import io.cpqoms.testkit.history.Finding.Kind;
import io.cpqoms.testkit.history.Finding.Stage;
import io.cpqoms.testkit.history.HistoryRecord.Applied;
import io.cpqoms.testkit.history.HistoryRecord.Buried;
import io.cpqoms.testkit.history.HistoryRecord.Committed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** From topic to effect, in one consumer: each message has one outcome there, in the order of its aggregate's versions. */
final class EffectCheck {

    private final List<Applied> effects;
    private final List<Buried> burials;
    private final Map<String, Committed> commits;
    private final Set<String> onTopic;
    private final String consumer;

    EffectCheck(History history, String consumer, Map<String, Committed> commits, Set<String> onTopic) {
        this.consumer = consumer;
        this.commits = commits;
        this.onTopic = onTopic;
        effects = history.all(Applied.class).stream()
                .filter(effect -> effect.consumer().equals(consumer))
                .sorted(Comparator.comparingLong(Applied::position))
                .toList();
        burials = history.all(Buried.class).stream()
                .filter(burial -> burial.consumer().equals(consumer))
                .toList();
    }

    List<Finding> findings(EffectPolicy policy) {
        List<Finding> findings = new ArrayList<>();
        Set<String> settled = new HashSet<>();
        Map<AggregateKey, List<Applied>> sound = new LinkedHashMap<>();
        for (Applied effect : effects) {
            Optional<Finding> contradiction = HistoryChecker.contradiction(
                    Stage.EFFECT, effect, effect.version(), commits.get(effect.messageId()));
            contradiction.ifPresent(findings::add);
            if (!settled.add(effect.messageId())) {
                findings.add(finding(Kind.DUPLICATED, effect, consumer + " applied it before"));
            } else if (contradiction.isEmpty()) {
                sound.computeIfAbsent(effect.key(), key -> new ArrayList<>()).add(effect);
            }
        }
        for (Buried burial : burials) {
            buried(burial, settled, findings);
        }
        sound.values()
                .forEach(applied -> VersionOrder.outOfOrder(applied, Applied::version)
                        .forEach(effect -> findings.add(finding(
                                Kind.REORDERED, effect, consumer + " did not apply it where its version belongs"))));
        findings.addAll(
                switch (policy) {
                    case EVERY_FACT -> missing(settled);
                    case LATEST_WINS -> outdated(settled, sound);
                });
        return findings;
    }

    private void buried(Buried burial, Set<String> settled, List<Finding> findings) {
        Committed commit = commits.get(burial.messageId());
        if (commit == null) {
            findings.add(finding(Kind.PHANTOM, burial, "its message was never committed"));
        } else if (!settled.add(burial.messageId())) {
            findings.add(finding(Kind.DUPLICATED, burial, consumer + " has applied or buried it before"));
        }
    }

    private List<Finding> missing(Set<String> settled) {
        return commits.values().stream()
                .filter(commit -> onTopic.contains(commit.messageId()) && !settled.contains(commit.messageId()))
                .map(commit -> finding(Kind.LOST, commit, consumer + " neither applied nor buried it"))
                .toList();
    }

    /** The newest version that isn't buried must be applied; what came before it may be skipped. */
    private List<Finding> outdated(Set<String> settled, Map<AggregateKey, List<Applied>> sound) {
        Set<String> applied = new HashSet<>();
        sound.values().forEach(effects -> effects.forEach(effect -> applied.add(effect.messageId())));
        Map<AggregateKey, Committed> newest = new HashMap<>();
        for (Committed commit : commits.values()) {
            boolean buried = settled.contains(commit.messageId()) && !applied.contains(commit.messageId());
            if (onTopic.contains(commit.messageId()) && !buried) {
                newest.merge(commit.key(), commit, (one, other) -> one.version() > other.version() ? one : other);
            }
        }
        return newest.values().stream()
                .filter(commit -> !settled.contains(commit.messageId()))
                .map(commit -> finding(Kind.LOST, commit, consumer + " never got to the newest version"))
                .toList();
    }

    private static Finding finding(Kind kind, HistoryRecord entry, String why) {
        return new Finding(kind, Stage.EFFECT, entry, why);
    }
}
