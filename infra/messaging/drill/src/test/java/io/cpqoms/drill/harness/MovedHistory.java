package io.cpqoms.drill.harness;

import io.cpqoms.testkit.history.Finding;
import io.cpqoms.testkit.history.Finding.Kind;
import io.cpqoms.testkit.history.Finding.Stage;
import io.cpqoms.testkit.history.HistoryRecord.Applied;
import io.cpqoms.testkit.history.HistoryRecord.Published;
import io.cpqoms.testkit.history.Verdict;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A verdict on a run whose database was moved. What was committed after the moment that the database goes on from is lost with it, and on
 * Kafka all the same: the checker finds that, as it should. Everything else that it finds must not be.
 *
 * @param verdict of the whole run
 * @param told the message ids that the service says Kafka knows and its database does not
 */
public record MovedHistory(Verdict verdict, Set<String> told) {

    /** Of what is told only the run's own counts: other databases of drills have published on the topic as the same service. */
    public static MovedHistory of(Verdict verdict, String run, DrillServers servers) {
        return new MovedHistory(
                verdict,
                servers
                        .rows()
                        .query(
                                "select message_id from outbox_forgotten where topic = ? and starts_with(record_key, ?)",
                                DrillServers.TOPIC,
                                run + "-")
                        .stream()
                        .map(row -> String.valueOf(row.get("message_id")))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Messages on the topic that the database does not know. */
    public Set<String> forgotten() {
        return verdict.findings().stream()
                .filter(finding -> is(finding, Kind.PHANTOM, Stage.PUBLISH))
                .map(finding -> ((Published) finding.record()).messageId())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of those, the ones that the consumer has applied in the database that the service works with now. */
    public Set<String> appliedAgain() {
        return verdict.findings().stream()
                .filter(finding -> is(finding, Kind.PHANTOM, Stage.EFFECT))
                .map(finding -> ((Applied) finding.record()).messageId())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Acknowledged commands that went with the lost moment. */
    public long commandsLost() {
        return verdict.findings().stream()
                .filter(finding -> is(finding, Kind.LOST, Stage.COMMIT))
                .count();
    }

    /** What no lost moment explains. */
    public List<Finding> unexplained() {
        return verdict.findings().stream()
                .filter(finding -> !is(finding, Kind.LOST, Stage.COMMIT)
                        && !is(finding, Kind.PHANTOM, Stage.PUBLISH)
                        && !is(finding, Kind.PHANTOM, Stage.EFFECT))
                .toList();
    }

    private static boolean is(Finding finding, Kind kind, Stage stage) {
        return finding.kind() == kind && finding.stage() == stage;
    }

    @Override
    public String toString() {
        return "%d commits, %d publishes (%d repeated), %d effects; %d acknowledged commands lost, %d events on Kafka only, %d of them told; %d other findings%s"
                .formatted(
                        verdict.commits(),
                        verdict.publishes(),
                        verdict.repetitions(),
                        verdict.effects(),
                        commandsLost(),
                        forgotten().size(),
                        told.size(),
                        unexplained().size(),
                        unexplained().stream()
                                .limit(5)
                                .map(finding -> "\n  " + finding)
                                .collect(Collectors.joining()));
    }
}
