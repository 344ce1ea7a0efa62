package io.cpqoms.testkit.history;

import io.cpqoms.testkit.history.Finding.Kind;
import io.cpqoms.testkit.history.Finding.Stage;
import io.cpqoms.testkit.history.HistoryRecord.Committed;
import io.cpqoms.testkit.history.HistoryRecord.Published;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds a history to what the platform promises: each acknowledged command commits once; each commit reaches the topic (or
 * is visibly withheld) in the order of its aggregate's versions; each published message has exactly one outcome in each
 * consumer, in that order, in its own tenant; and nothing appears that nobody committed.
 *
 * <p>A fault is reported where it began and not again downstream: a message that never reached the topic is lost there, not
 * once more in every consumer.
 */
public final class HistoryChecker {

    private HistoryChecker() {}

    public static Verdict check(History history) {
        Map<String, Committed> commits = new LinkedHashMap<>();
        history.all(Committed.class).forEach(commit -> commits.putIfAbsent(commit.messageId(), commit));
        Set<String> onTopic = new HashSet<>();
        history.all(Published.class).forEach(published -> onTopic.add(published.messageId()));

        List<Finding> findings = new ArrayList<>(CommitCheck.findings(history));
        findings.addAll(PublishCheck.findings(history, commits, onTopic));
        history.consumers()
                .forEach((consumer, policy) ->
                        findings.addAll(new EffectCheck(history, consumer, commits, onTopic).findings(policy)));
        int publishes = history.all(Published.class).size();
        return new Verdict(
                findings,
                commits.size(),
                publishes,
                publishes - onTopic.size(),
                history.all(HistoryRecord.Applied.class).size());
    }

    /** What is wrong with a record that claims to carry this commit, before any question of number or order. */
    static Optional<Finding> contradiction(Stage stage, HistoryRecord entry, long version, @Nullable Committed commit) {
        if (commit == null) {
            return Optional.of(new Finding(Kind.PHANTOM, stage, entry, "its message was never committed"));
        }
        if (!entry.key().tenant().equals(commit.key().tenant())) {
            return Optional.of(new Finding(
                    Kind.CROSS_TENANT,
                    stage,
                    entry,
                    "the message belongs to tenant " + commit.key().tenant()));
        }
        if (!entry.key().equals(commit.key()) || version != commit.version()) {
            return Optional.of(new Finding(
                    Kind.PHANTOM,
                    stage,
                    entry,
                    "the message was committed as version " + commit.version() + " of " + commit.key()));
        }
        return Optional.empty();
    }
}
