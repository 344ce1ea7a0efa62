package io.cpqoms.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.drill.control.AutoCommitProcess;
import io.cpqoms.drill.control.ControlRelay;
import io.cpqoms.drill.control.WrongRelay;
import io.cpqoms.drill.harness.DrillCluster;
import io.cpqoms.drill.harness.DrillServers;
import io.cpqoms.drill.harness.FailedRun;
import io.cpqoms.drill.harness.Load;
import io.cpqoms.drill.harness.Mix;
import io.cpqoms.drill.harness.Patience;
import io.cpqoms.drill.harness.Recording;
import io.cpqoms.drill.harness.Until;
import io.cpqoms.local.process.ChildSpec;
import io.cpqoms.testkit.history.Finding;
import io.cpqoms.testkit.history.Finding.Kind;
import io.cpqoms.testkit.history.Finding.Stage;
import io.cpqoms.testkit.history.HistoryChecker;
import io.cpqoms.testkit.history.HistoryRecord.Commanded;
import io.cpqoms.testkit.history.HistoryRecord.Committed;
import io.cpqoms.testkit.history.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The harness on trial: relays and a consumer that are known to be wrong, under a load that brings it out, must be found
 * guilty of what is wrong with them; the library, under the same load, of nothing.
 */
@Tag("OUT-02")
@Tag("INB-02")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisabledIfSystemProperty(
        named = "servers",
        matches = "containers",
        disabledReason = "the drills signal the processes of embedded servers")
class NegativeControlsIT {

    private static final long SEED = Long.getLong("cpq.drill.seed", 1);
    private static final int COMMITS = 500;
    private static final int PARTITIONS = 6;
    private static final int APPLIED_BEFORE_THE_KILL = 60;

    /** Two seconds of slow work, so that the kill can't come too late. */
    private static final int COMMITTED_AHEAD = 100;

    /** A table whose effects take longer than the client waits before it commits what it has polled. */
    private static final String SLOW_EFFECTS = """
            create table control_effect (like drill_effect including all);
            create function take_time() returns trigger language plpgsql as
                'begin perform pg_sleep(0.02); return new; end';
            create trigger takes_time before insert on control_effect for each row
                when (new.tenant like 'library-%') execute function take_time()""";

    @Test
    @Order(1)
    void acquitsTheLibraryUnderTheSameLoadAndConvictsAnAutoCommitConsumerOfLoss() {
        DrillServers servers = new DrillServers("drill_control");
        try (DrillCluster cluster = DrillCluster.start(servers, Map.of())) {
            List<Commanded> commands = load("library", servers, cluster);
            Recording library = new Recording(servers, "library");
            library.settle();
            Verdict verdict = HistoryChecker.check(library.history(commands));
            assertThat(verdict.findings()).as(verdict.toString()).isEmpty();

            Verdict autoCommit = killedInMidWork(servers, commands);
            assertThat(count(autoCommit, Stage.EFFECT, Kind.LOST))
                    .as(autoCommit.toString())
                    .isPositive();
            System.out.println("auto-commit consumer, killed once: " + summary(autoCommit));
        }
    }

    private static Verdict killedInMidWork(DrillServers servers, List<Commanded> commands) {
        Recording recording = new Recording(servers, "library", "control_effect");
        servers.rows().execute(SLOW_EFFECTS);
        AutoCommitProcess consumer = new AutoCommitProcess(servers);
        servers.embedded().start(consumer);
        Until.within(
                Patience.SETTLE,
                "the consumer has effects, and has committed far ahead of them",
                () -> recording.effects() >= APPLIED_BEFORE_THE_KILL
                        && recording.passedOver(servers.committed(AutoCommitProcess.GROUP)) >= COMMITTED_AHEAD);
        servers.stop(consumer.name(), ChildSpec.Signal.KILL);
        servers.rows().execute("drop trigger takes_time on control_effect");
        long applied = recording.effects();
        servers.embedded().start(consumer);
        servers.records().publish(markers());
        Until.within(
                Patience.SETTLE,
                "the consumer has come to the end of every partition",
                () -> servers.rows().number("select count(*) from control_effect where tenant = 'control'")
                        == PARTITIONS);
        servers.stop(consumer.name(), ChildSpec.Signal.TERM);
        assertThat(recording.effects()).isGreaterThanOrEqualTo(applied);
        return HistoryChecker.check(recording.history(commands));
    }

    /** Come after everything else in their partitions; the consumer works in the order in which it polled. */
    private static List<ProducerRecord<String, byte[]>> markers() {
        byte[] envelope = """
                {"messageId":"0198c0de-0000-7000-8000-000000000001","tenantId":"control","aggregateId":"end",
                 "aggregateVersion":1}""".getBytes(StandardCharsets.UTF_8);
        return IntStream.range(0, PARTITIONS)
                .mapToObj(partition ->
                        new ProducerRecord<>(DrillServers.TOPIC, partition, "control:account:end", envelope))
                .toList();
    }

    /** On one cluster: two services with nothing of their own to publish are as good for all of them. */
    @Test
    @Order(2)
    @Tag("M24")
    void convictsTheWrongRelaysAndKeepsAConvictedRunWhole(@TempDir Path place) throws IOException {
        DrillServers servers = new DrillServers("drill_control");
        try (DrillCluster cluster =
                DrillCluster.start(servers, Map.of("CPQ_MESSAGING_OUTBOX_RELAY_ENABLED", "false"))) {
            assertKeptWhole(WrongRelay.CURSOR, servers, cluster, place);

            Verdict horizon = under(WrongRelay.XID_HORIZON, servers, cluster);
            assertThat(count(horizon, Stage.PUBLISH, Kind.LOST)).isZero();
            assertThat(count(horizon, Stage.PUBLISH, Kind.REORDERED))
                    .as(horizon.toString())
                    .isPositive();

            Verdict delete = behind(WrongRelay.ROW_DELETE, 6, servers, cluster);
            assertThat(count(delete, Stage.PUBLISH, Kind.LOST)).isZero();
            assertThat(count(delete, Stage.PUBLISH, Kind.REORDERED))
                    .as(delete.toString())
                    .isPositive();
        }
    }

    /** It loses events, and whoever wants to know why finds everything. */
    private static void assertKeptWhole(WrongRelay wrong, DrillServers servers, DrillCluster cluster, Path place)
            throws IOException {
        servers.rows().execute("delete from outbox_message");
        List<Commanded> commands;
        Verdict verdict;
        try (ControlRelay relay = ControlRelay.start(wrong, 1, servers.rows(), servers.kafka())) {
            commands = load(name(wrong), servers, cluster);
            verdict = verdict(wrong, relay, commands, servers);
        }
        assertThat(count(verdict, Stage.PUBLISH, Kind.LOST))
                .as(verdict.toString())
                .isPositive();
        givenUp(servers);

        Path bundle =
                new FailedRun(name(wrong), "relay", SEED, verdict.toString(), () -> commands).keep(servers, place);

        assertThat(bundle.resolve("missing.txt")).doesNotExist();
        assertThat(bundle.resolve("verdict.txt")).content().contains("LOST at PUBLISH", "seed    " + SEED);
        assertThat(bundle.resolve("answers.csv")).content().contains(",ACKNOWLEDGED");
        Committed lost = (Committed) verdict.findings().getFirst().record();
        assertThat(bundle.resolve("tables/drill_commit.csv")).content().contains(lost.messageId());
        assertThat(bundle.resolve("tables/outbox_message.csv")).content().contains(lost.messageId());
        assertThat(bundle.resolve("topics/events.jsonl"))
                .content()
                .contains(name(wrong) + "-acme:account:")
                .doesNotContain(lost.messageId(), "given-up");
        assertThat(bundle.resolve("topics/events-uncommitted.jsonl")).content().contains("given-up");
        assertThat(bundle.resolve("topics/dead-letters.jsonl")).exists();
        assertThat(tables(bundle)).containsAll(tables(servers)).contains("inbox_parked_key", "outbox_parked");
        assertThat(bundle.resolve("offsets.csv")).content().contains(Recording.CONSUMER, DrillServers.DEAD_LETTERS);
        assertThat(bundle.resolve("groups.txt")).content().contains(Recording.CONSUMER);
        assertThat(bundle.resolve("transactions.txt")).content().contains("given-up");
        assertThat(bundle.resolve("sessions.csv")).content().contains("drill_control");
        assertThat(bundle.resolve("locks.csv")).content().contains("virtualxid");
        for (String name : List.of("drill-a", "drill-b", "kafka")) {
            assertThat(bundle.resolve("threads/" + name + ".txt")).content().contains("Full thread dump");
        }
        for (String name : List.of("drill-a", "drill-b", "kafka", "postgres")) {
            assertThat(bundle.resolve("logs/" + name + ".log")).isNotEmptyFile();
        }
    }

    /** A record that no reader of committed ones ever sees. */
    private static void givenUp(DrillServers servers) {
        Map<String, Object> settings = Map.of("bootstrap.servers", servers.kafka(), "transactional.id", "given-up");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(DrillServers.TOPIC, "control:account:given-up", "{}"));
            producer.flush();
            producer.abortTransaction();
        }
    }

    private static Set<String> tables(DrillServers servers) {
        return servers
                .rows()
                .query("select table_name from information_schema.tables t where table_schema = 'public'"
                        + " and table_type = 'BASE TABLE'"
                        + " and not (select relispartition from pg_class where oid = t.table_name::regclass)")
                .stream()
                .map(row -> String.valueOf(row.get("table_name")))
                .collect(Collectors.toSet());
    }

    private static Set<String> tables(Path bundle) throws IOException {
        try (Stream<Path> files = Files.list(bundle.resolve("tables"))) {
            return files.map(file -> file.getFileName().toString().replace(".csv", ""))
                    .collect(Collectors.toSet());
        }
    }

    /** The relay publishes while the commands come in. */
    private static Verdict under(WrongRelay wrong, DrillServers servers, DrillCluster cluster) {
        servers.rows().execute("delete from outbox_message");
        try (ControlRelay relay = ControlRelay.start(wrong, 1, servers.rows(), servers.kafka())) {
            List<Commanded> commands = load(name(wrong), servers, cluster);
            return verdict(wrong, relay, commands, servers);
        }
    }

    /** The relays meet what an hour without them left behind. */
    private static Verdict behind(WrongRelay wrong, int publishers, DrillServers servers, DrillCluster cluster) {
        servers.rows().execute("delete from outbox_message");
        List<Commanded> commands = load(name(wrong), servers, cluster);
        try (ControlRelay relay = ControlRelay.start(wrong, publishers, servers.rows(), servers.kafka())) {
            return verdict(wrong, relay, commands, servers);
        }
    }

    private static Verdict verdict(
            WrongRelay wrong, ControlRelay relay, List<Commanded> commands, DrillServers servers) {
        Until.within(Patience.SETTLE, wrong + " has nothing more to send", relay::isIdle);
        Verdict verdict = HistoryChecker.check(new Recording(servers, name(wrong)).history(commands));
        System.out.println(wrong + " relay: " + summary(verdict));
        return verdict;
    }

    private static String name(WrongRelay wrong) {
        return wrong.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<Commanded> load(String run, DrillServers servers, DrillCluster cluster) {
        Load load = Load.start(run, SEED, Mix.contended(), cluster.addresses());
        Recording recording = new Recording(servers, run);
        Until.within(Patience.SETTLE, "the load has committed", () -> recording.commits() >= COMMITS);
        return load.finish();
    }

    private static long count(Verdict verdict, Stage stage, Kind kind) {
        return verdict.findings().stream()
                .filter(finding -> finding.stage() == stage && finding.kind() == kind)
                .count();
    }

    private static String summary(Verdict verdict) {
        StringBuilder text = new StringBuilder(verdict.commits() + " commits");
        for (Stage stage : Stage.values()) {
            for (Kind kind : Kind.values()) {
                long count = count(verdict, stage, kind);
                if (count > 0) {
                    text.append(", ")
                            .append(count)
                            .append(' ')
                            .append(kind)
                            .append(" at ")
                            .append(stage);
                }
            }
        }
        return text + "; first: "
                + verdict.findings().stream().findFirst().map(Finding::toString).orElse("none");
    }
}
