package io.cpqoms.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.drill.harness.DrillCluster;
import io.cpqoms.drill.harness.DrillServers;
import io.cpqoms.drill.harness.FailedRun;
import io.cpqoms.drill.harness.Load;
import io.cpqoms.drill.harness.Mix;
import io.cpqoms.drill.harness.MovedHistory;
import io.cpqoms.drill.harness.Patience;
import io.cpqoms.drill.harness.Recording;
import io.cpqoms.drill.harness.Until;
import io.cpqoms.testkit.DatabaseServer;
import io.cpqoms.testkit.EmbeddedServers;
import io.cpqoms.testkit.history.HistoryChecker;
import io.cpqoms.testkit.history.HistoryRecord.Commanded;
import io.cpqoms.testkit.history.Verdict;
import io.cpqoms.testkit.network.TcpProxy;
import io.cpqoms.testkit.standby.PostgresNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The database of a service that both writes and reads moves: a standby is promoted under load, or the database is put back to a moment of
 * its past. The services know one address, as of a proxy or a name that follows the primary. {@code -Dcpq.drill.moves=full} runs all.
 */
@Tag("OUT-09")
@Tag("INB-12")
@Tag("M3")
@DisabledIfSystemProperty(
        named = "servers",
        matches = "containers",
        disabledReason = "the drills signal the processes of embedded servers")
class MovedDatabaseIT {

    private static final long SEED = Long.getLong("cpq.drill.seed", 1);
    private static final String DATABASE = "drill_moved";
    private static final String RESTORE_POINT = "before_the_mistake";
    private static final int COMMITS = 250;
    private static final int LOST = 40;

    private final EmbeddedServers embedded = EmbeddedServers.ofThisJvm();
    private final List<PostgresNode> nodes = new ArrayList<>();
    private PostgresNode first;
    private TcpProxy address;
    private DrillServers servers;

    @BeforeEach
    void start() throws Exception {
        first = node(PostgresNode.fresh(embedded, "postgres-first"));
        address = TcpProxy.to(first.port());
        servers = new DrillServers(
                DATABASE,
                new DatabaseServer("127.0.0.1:" + address.port(), first.server().superuserPassword()));
    }

    @AfterEach
    void stop() {
        nodes.forEach(PostgresNode::kill);
        if (address != null) {
            address.close();
        }
    }

    private PostgresNode node(PostgresNode node) {
        nodes.add(node);
        return node;
    }

    @Test
    void losesNothingWhenAStandbyIsPromotedThatCommitsWaitFor() throws Exception {
        PostgresNode second = node(first.standby("postgres-second", first.port()));
        first.waitFor(second);
        Recording recording = new Recording(servers, "promoted");
        try (DrillCluster cluster = DrillCluster.start(servers, Map.of())) {
            Load load = Load.start("promoted", SEED, Mix.lively(), cluster.addresses());
            committed(recording, COMMITS);

            failOver(second);

            goesOn(recording);
            Verdict verdict = judged("promoted", recording, load.finish()).verdict();
            assertThat(verdict.findings()).as(verdict.toString()).isEmpty();
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "cpq.drill.moves", matches = "full")
    void tellsWhatAPromotedStandbyDidNotHave() throws Exception {
        try (TcpProxy stream = TcpProxy.to(first.port())) {
            PostgresNode second = node(first.standby("postgres-second", stream.port()));
            Recording recording = new Recording(servers, "behind");
            try (DrillCluster cluster = DrillCluster.start(servers, Map.of())) {
                Load load = Load.start("behind", SEED, Mix.untroubled(), cluster.addresses());
                committed(recording, COMMITS);
                stream.cut();
                applied(recording, recording.commits() + LOST);

                failOver(second);

                goesOn(recording);
                assertOnlyTheLostIsLost(judged("behind", recording, load.finish()));
            }
        }
    }

    @Test
    void goesOnFromAMomentOfThePast() throws Exception {
        Recording recording = new Recording(servers, "past");
        List<Commanded> commands = new ArrayList<>();
        PostgresNode second;
        try (DrillCluster cluster = DrillCluster.start(servers, Map.of())) {
            Load load = Load.start("past", SEED, Mix.untroubled(), cluster.addresses());
            committed(recording, 1);
            second = node(first.backup("postgres-second"));
            committed(recording, COMMITS);
            first.mark(RESTORE_POINT);
            applied(recording, recording.commits() + LOST);
            commands.addAll(load.finish());
            recording.settle();
        }

        first.archiveAll();
        first.kill();
        second.recoverTo(RESTORE_POINT);
        address.redirect(second.port());

        try (DrillCluster cluster = DrillCluster.start(servers, Map.of())) {
            Load load = Load.start("past", "again-", SEED + 1, Mix.untroubled(), cluster.addresses());
            goesOn(recording);
            commands.addAll(load.finish());
            assertOnlyTheLostIsLost(judged("past", recording, commands));
        }
    }

    /** As an operator does it: the machine is gone, the standby takes its place, and its address. */
    private void failOver(PostgresNode standby) {
        first.kill();
        standby.promote();
        address.redirect(standby.port());
    }

    private static void committed(Recording recording, int commits) {
        Until.within(Patience.SETTLE, commits + " commits", () -> recording.commits() >= commits);
    }

    private static void applied(Recording recording, long effects) {
        Until.within(Patience.SETTLE, effects + " effects", () -> recording.effects() >= effects);
    }

    private static void goesOn(Recording recording) {
        long before = recording.commits();
        Set<String> due = recording.outstanding();
        Until.within(Patience.SETTLE, "all that was committed before has its effect", () -> {
            due.retainAll(recording.outstanding());
            return due.isEmpty();
        });
        committed(recording, Math.toIntExact(before + LOST));
    }

    /** After the service has looked at what Kafka knows; a run with findings that nothing explains is kept whole. */
    private MovedHistory judged(String run, Recording recording, List<Commanded> commands) {
        recording.settle();
        Until.within(
                Patience.SETTLE,
                "the service has seen that its database has moved",
                () -> servers.rows().number("select count(*) from outbox_mark where database like '%/00000002'") > 0);
        MovedHistory history = MovedHistory.of(HistoryChecker.check(recording.history(commands)), run, servers);
        System.out.println("drill: " + run + ": " + history);
        if (!history.unexplained().isEmpty()) {
            new FailedRun(run, "moved", SEED, history.verdict().toString(), () -> commands).keep(servers);
        }
        assertThat(history.verdict().repetitions())
                .as("of " + COMMITS + " events that were published before, those that were published again")
                .isLessThan(COMMITS / 2);
        assertThat(history.told()).as("events that only Kafka knows").isEqualTo(history.forgotten());
        return history;
    }

    private static void assertOnlyTheLostIsLost(MovedHistory history) {
        assertThat(history.unexplained()).as(history.toString()).isEmpty();
        assertThat(history.forgotten()).hasSizeGreaterThanOrEqualTo(LOST);
        assertThat(history.appliedAgain())
                .as("what the consumer had done of it, done again")
                .isEqualTo(history.forgotten());
    }
}
