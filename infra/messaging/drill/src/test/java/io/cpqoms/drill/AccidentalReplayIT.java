package io.cpqoms.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.drill.harness.DrillCluster;
import io.cpqoms.drill.harness.DrillServers;
import io.cpqoms.drill.harness.Load;
import io.cpqoms.drill.harness.Mix;
import io.cpqoms.drill.harness.Patience;
import io.cpqoms.drill.harness.Recording;
import io.cpqoms.drill.harness.Until;
import io.cpqoms.testkit.history.HistoryChecker;
import io.cpqoms.testkit.history.HistoryRecord.Commanded;
import io.cpqoms.testkit.history.Verdict;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * The offsets of a live group set back by hand: all records are read again and nothing is done again, although the handler
 * writes a row for whatever it is given.
 */
@Tag("REP-05")
@Tag("INC-16")
@DisabledIfSystemProperty(
        named = "servers",
        matches = "containers",
        disabledReason = "the drills signal the processes of embedded servers")
class AccidentalReplayIT {

    private static final long SEED = Long.getLong("cpq.drill.seed", 1);
    private static final int COMMITS = 300;
    private static final String GROUP = "local." + Recording.CONSUMER + ".v1." + DrillServers.TOPIC;

    @Test
    void readsEverythingAgainAndDoesNothingAgain() throws Exception {
        DrillServers servers = new DrillServers("drill_accident");
        Recording recording = new Recording(servers, "accident");
        List<Commanded> commands;
        try (DrillCluster cluster = DrillCluster.start(servers, Map.of())) {
            Load load = Load.start("accident", SEED, Mix.lively(), cluster.addresses());
            Until.within(Patience.SETTLE, "the load has committed", () -> recording.commits() >= COMMITS);
            commands = load.finish();
            recording.settle();
        }
        long effects = recording.effects();

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) servers.kafka()))) {
            Map<TopicPartition, OffsetAndMetadata> reached = setBack(admin);
            try (DrillCluster cluster = DrillCluster.start(servers, Map.of())) {
                Until.within(
                        Patience.SETTLE,
                        "the group has read everything again",
                        () -> committed(admin).entrySet().stream()
                                .allMatch(part -> part.getValue().offset()
                                        >= reached.get(part.getKey()).offset()));
            }
        }

        Verdict verdict = HistoryChecker.check(recording.history(commands));
        System.out.println("drill: offsets set back by hand: " + verdict);
        assertThat(verdict.findings()).as(verdict.toString()).isEmpty();
        assertThat(recording.effects()).isEqualTo(effects).isPositive();
    }

    /** To the beginning of the topic, as somebody does who means to help; answers where the group had been. */
    private static Map<TopicPartition, OffsetAndMetadata> setBack(Admin admin) throws Exception {
        Until.within(
                Patience.STOP,
                "the group has no members",
                () -> admin.describeConsumerGroups(List.of(GROUP))
                                .all()
                                .get()
                                .get(GROUP)
                                .groupState()
                        == GroupState.EMPTY);
        Map<TopicPartition, OffsetAndMetadata> reached = committed(admin);
        assertThat(reached).isNotEmpty();
        Map<TopicPartition, OffsetAndMetadata> beginning =
                reached.keySet().stream().collect(Collectors.toMap(part -> part, part -> new OffsetAndMetadata(0)));
        admin.alterConsumerGroupOffsets(GROUP, beginning).all().get();
        return reached;
    }

    private static Map<TopicPartition, OffsetAndMetadata> committed(Admin admin)
            throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get();
    }
}
