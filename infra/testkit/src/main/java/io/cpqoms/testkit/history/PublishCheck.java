package io.cpqoms.testkit.history;

import io.cpqoms.testkit.history.Finding.Kind;
import io.cpqoms.testkit.history.Finding.Stage;
import io.cpqoms.testkit.history.HistoryRecord.Committed;
import io.cpqoms.testkit.history.HistoryRecord.Published;
import io.cpqoms.testkit.history.HistoryRecord.Withheld;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * From commit to topic: every commit is there or visibly withheld, and the first copies of an aggregate's messages stand in
 * the order of their versions. Further copies are allowed; at-least-once is what a relay can promise.
 */
final class PublishCheck {

    private PublishCheck() {}

    static List<Finding> findings(History history, Map<String, Committed> commits, Set<String> onTopic) {
        List<Finding> findings = new ArrayList<>();
        Map<AggregateKey, List<Published>> sound = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        List<Published> published = new ArrayList<>(history.all(Published.class));
        published.sort(Comparator.comparingInt(Published::partition).thenComparingLong(Published::offset));
        for (Published copy : published) {
            Optional<Finding> contradiction =
                    HistoryChecker.contradiction(Stage.PUBLISH, copy, copy.version(), commits.get(copy.messageId()));
            contradiction.ifPresent(findings::add);
            if (seen.add(copy.messageId()) && contradiction.isEmpty()) {
                sound.computeIfAbsent(copy.key(), key -> new ArrayList<>()).add(copy);
            }
        }
        sound.values().forEach(copies -> order(copies, findings));
        findings.addAll(lost(history, commits, onTopic));
        return findings;
    }

    private static void order(List<Published> firstCopies, List<Finding> findings) {
        Map<Integer, List<Published>> byPartition = new HashMap<>();
        firstCopies.forEach(copy -> byPartition
                .computeIfAbsent(copy.partition(), partition -> new ArrayList<>())
                .add(copy));
        List<Published> home = byPartition.values().stream()
                .max(Comparator.comparingInt(List::size))
                .orElseThrow();
        byPartition.values().stream()
                .filter(copies -> copies != home)
                .flatMap(List::stream)
                .forEach(stray -> findings.add(finding(
                        Kind.REORDERED,
                        stray,
                        "the aggregate's other messages are in partition "
                                + home.getFirst().partition())));
        VersionOrder.outOfOrder(home, Published::version)
                .forEach(copy -> findings.add(
                        finding(Kind.REORDERED, copy, "its first copy does not stand where its version belongs")));
    }

    private static List<Finding> lost(History history, Map<String, Committed> commits, Set<String> onTopic) {
        Set<String> withheld = new HashSet<>();
        history.all(Withheld.class).forEach(parked -> withheld.add(parked.messageId()));
        return commits.values().stream()
                .filter(commit -> !onTopic.contains(commit.messageId()) && !withheld.contains(commit.messageId()))
                .map(commit -> finding(Kind.LOST, commit, "it is not on the topic, and not withheld"))
                .toList();
    }

    private static Finding finding(Kind kind, HistoryRecord entry, String why) {
        return new Finding(kind, Stage.PUBLISH, entry, why);
    }
}
