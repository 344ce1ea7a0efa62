package io.cpqoms.messaging.internal;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The relay alone, against real servers: backlogs, refusals, restores, the ring, manifests. */
class RelayIT {

    @TempDir
    Path logs;

    @Test
    @Tag("OUT-05")
    void parksWhatTheBrokerRefusesAndWhatComesBehindItAndLetsTheRestFlow() throws Exception {
        try (RelayStage stage = RelayStage.fresh("relay_refused", Map.of())) {
            List<String> healthy = RelayStage.aggregates(3);
            String tooLarge = RelayStage.aggregates(1).getFirst();
            String unknown = RelayStage.aggregates(1).getFirst();
            stage.commit(healthy, 1, 3);
            stage.commit(tooLarge, 1, RelayStage.TOPIC, "{}");
            stage.commit(tooLarge, 2, RelayStage.TOPIC, "x".repeat(1_100_000));
            stage.commit(tooLarge, 3, RelayStage.TOPIC, "{}");
            stage.commit(unknown, 1, "cpq.no.such.topic", "{}");
            stage.commit(healthy, 4, 6);
            stage.relay();

            stage.awaitPublished(healthy, 6);
            await().until(() -> parked(stage).size() == 3);

            assertThat(stage.published(tooLarge)).containsExactly(1L);
            assertThat(parked(stage))
                    .containsEntry(tooLarge + " 2", false)
                    .containsEntry(tooLarge + " 3", true)
                    .containsEntry(unknown + " 1", false);
        }
    }

    /**
     * The registry allows what the broker does not: only the broker's answer says so, when later rows are sent already. The
     * row travels in one batch with its neighbours, below the producer's batch size: clients before 4.2 split such a batch
     * into itself for ever (KAFKA-8350).
     */
    @Test
    @Tag("OUT-05")
    void takesBackAPageOfWhichTheBrokerRefusesARow() throws Exception {
        try (RelayStage stage = RelayStage.fresh("relay_broker", Map.of())) {
            List<String> healthy = RelayStage.aggregates(3);
            String refused = RelayStage.aggregates(1).getFirst();
            BrokerTopics.limitRecords(20_000);
            try {
                stage.commit(refused, 1, RelayStage.TOPIC, "{}");
                stage.commit(refused, 2, RelayStage.TOPIC, RelayStage.incompressible(50_000));
                stage.commit(refused, 3, RelayStage.TOPIC, "{}");
                stage.commit(healthy, 1, 6);
                stage.relay();

                stage.awaitPublished(healthy, 6);
                await().until(() -> parked(stage).size() == 2);
                assertThat(stage.published(refused)).containsExactly(1L);
            } finally {
                BrokerTopics.limitRecords(1_000_000);
            }

            stage.rows().execute("update outbox_parked set state = 'RELEASED' where not behind");

            await().until(() -> stage.published(refused).size() == 3);
            assertThat(stage.published(refused)).containsExactly(1L, 2L, 3L);
            stage.commit(refused, 4, RelayStage.TOPIC, "{}");
            await().until(() -> stage.published(refused).size() == 4);
        }
    }

    @Test
    @Tag("OUT-04")
    void withoutKafkaCommandsGoOnAndTheBacklogDrainsInOrderAfterwards() throws Exception {
        try (RelayStage stage = RelayStage.fresh("relay_away", Map.of())) {
            List<String> aggregates = RelayStage.aggregates(10);
            stage.commit(aggregates, 1, 2);
            stage.relay();
            stage.awaitPublished(aggregates, 2);
            TestServers servers = TestServers.ofThisJvm();
            servers.stop(TestServers.Server.KAFKA);
            try {
                for (int version = 3; version <= 30; version++) {
                    stage.commit(aggregates, version, version);
                }
                await().until(() -> backlog(stage).unpublished() == 280);
                await().until(() -> backlog(stage).oldestUnpublished().compareTo(Duration.ofSeconds(2)) > 0);
            } finally {
                servers.start(TestServers.Server.KAFKA);
            }

            stage.awaitPublished(aggregates, 30);
            assertThat(stage.published(aggregates).values())
                    .allSatisfy(published -> assertThat(published).containsExactlyElementsOf(versions(30)));
            await().until(() -> backlog(stage).unpublished() == 0);
        }
    }

    @Test
    @Tag("OUT-02")
    void aRestoredDatabaseOfAnotherClusterIsPublishedFromItsBeginning() throws Exception {
        try (RelayStage stage = RelayStage.fresh("relay_restored", Map.of())) {
            List<String> aggregates = RelayStage.aggregates(5);
            stage.commit(aggregates, 1, 40);
            stage.relay();
            stage.awaitPublished(aggregates, 40);
            stage.stopRelays();

            stage.rows().execute("update outbox_relay set database = '4711/00000001'");
            stage.rows().execute("update outbox_message set xid = '9000000000000'");
            stage.commit(aggregates, 41, 41);
            stage.relay();

            stage.awaitPublished(aggregates, 41);
            assertThat(stage.published(aggregates).values())
                    .allSatisfy(published -> assertThat(published)
                            .containsExactlyElementsOf(
                                    LongStream.concat(LongStream.rangeClosed(1, 40), LongStream.rangeClosed(1, 41))
                                            .boxed()
                                            .toList()));
            await().until(() -> backlog(stage).unpublished() == 0);
        }
    }

    @Test
    @Tag("OUT-02")
    void refusesAnotherNumberOfShardsWhileRowsOfTheFormerOneWait() throws Exception {
        try (RelayStage stage = RelayStage.fresh("relay_shards", Map.of())) {
            stage.commit(RelayStage.aggregates(1), 1, 1);
            try (RelaySession session = stage.session(0)) {
                session.position(1);
                assertThatThrownBy(() -> session.position(2))
                        .hasMessageContaining("rows of the former 1 shards are not published");
            }
        }
    }

    @Test
    @Tag("OUT-07")
    void releasesASegmentOnlyWhenItIsOldAndPublishedToTheLastRow() throws Exception {
        try (RelayStage stage = RelayStage.fresh("relay_ring", Map.of())) {
            Instant laterThanRetention = Instant.now().plus(Duration.ofDays(6).plusHours(1));
            List<String> aggregates = RelayStage.aggregates(5);
            stage.commit(aggregates, 1, 20);
            stage.commit(aggregates.getFirst(), 21, RelayStage.TOPIC, "x".repeat(1_100_000));
            OutboxCare care = stage.care();

            assertThat(care.turn(laterThanRetention))
                    .as("no relay has passed it")
                    .isEmpty();
            stage.relay();
            stage.awaitPublished(aggregates, 20);
            await().until(() -> parked(stage).size() == 1);
            assertThat(care.turn(Instant.now())).as("it is of today").isEmpty();
            assertThat(care.turn(Instant.now().plus(Duration.ofDays(3))))
                    .as("retention is five days")
                    .isEmpty();
            try (Connection late = stage.rows().open();
                    Statement statement = late.createStatement()) {
                late.setAutoCommit(false);
                statement.execute("insert into outbox_message select * from outbox_message limit 1");
                assertThat(care.turn(laterThanRetention))
                        .as("a transaction is still writing there")
                        .isEmpty();
                late.rollback();
            }
            stage.stopRelays();
            String last = aggregates.getLast();
            stage.commit(last, 21, RelayStage.TOPIC, "{}");
            assertThat(care.turn(laterThanRetention))
                    .as("a row of it waits for a relay")
                    .isEmpty();
            stage.relay();
            stage.awaitPublished(List.of(last), 21);
            stage.stopRelays();

            await().untilAsserted(
                            () -> assertThat(care.turn(laterThanRetention)).hasSize(1));

            assertThat(stage.rows().number("select count(*) from outbox_message"))
                    .isZero();
            assertThat(stage.rows().number("select max(length(value)) from outbox_parked"))
                    .as("what is parked is kept whole")
                    .isEqualTo(1_100_000);
            assertThat(
                            stage.rows()
                                    .number(
                                            "select sum(n_dead_tup) from pg_stat_user_tables where relname like 'outbox_message%'"))
                    .as("dead rows but for the one that was rolled back")
                    .isLessThanOrEqualTo(1);
        }
    }

    /** A page of a long backlog costs what a page costs: it is walked by the index, neither sorted nor scanned. */
    @Test
    @Tag("OUT-07")
    void pagesABacklogByItsIndex() throws Exception {
        try (RelayStage stage = RelayStage.fresh("relay_plan", Map.of())) {
            stage.commit(RelayStage.aggregates(100), 1, 100);
            try (Connection connection = stage.rows().open();
                    RelaySession like =
                            new RelaySession(connection, 0, Duration.ofSeconds(30), RelayStage.noDrills())) {
                assertThat(like.tryLock()).isTrue();
                connection.createStatement().execute("set role cpq_platform");
                String fresh = plan(connection, RelaySession.statements().getFirst(), "9, 0, '1', 50, 0, '{}', 50");
                String backlog =
                        plan(connection, RelaySession.statements().get(1), "9, 0, 5000, '1:1:', '1:900000:', 50");
                String saving = plan(
                        connection,
                        RelaySession.statements().getLast(),
                        "0, '1:1:', null, 0, 0, '1:1:', 9, 0, '1', 50, 0, '{}', 50");

                assertThat(List.of(fresh, saving))
                        .allSatisfy(plan -> assertThat(plan)
                                .contains("shard_xid_idx")
                                .doesNotContain("_id_idx", "Seq Scan", "Parallel"));
                assertThat(backlog)
                        .contains("_id_idx")
                        .doesNotContain("shard_xid_idx", "Seq Scan", "Sort  ", "Parallel");
            }
        }
    }

    @Test
    @Tag("OUT-02")
    void writesManifestsThatNameEveryMessageEvenWhenARelayDiesBetweenThem() throws Exception {
        try (RelayStage stage = RelayStage.fresh(
                "relay_manifest",
                Map.of(
                        "cpq.messaging.outbox.manifest-messages",
                        "30",
                        "cpq.messaging.outbox.manifest-interval",
                        "PT1S"))) {
            List<String> aggregates = RelayStage.aggregates(4);
            stage.commit(aggregates, 1, 5);
            Process first = RelayProcess.start(stage.address(), "outbox.saved", 1, logs.resolve("manifest.log"));
            await().until(() -> Files.readString(logs.resolve("manifest.log")).contains("STOPPING"));
            first.destroyForcibly().waitFor();
            stage.commit(aggregates, 6, 10);
            stage.relay();
            stage.awaitPublished(aggregates, 10);

            List<String> committed = stage.rows().query("select message_id from outbox_message").stream()
                    .map(row -> String.valueOf(row.get("message_id")))
                    .toList();
            String manifests = await().until(
                            () -> KafkaBroker.records().readToEnd(OutboxManifest.TOPIC).stream()
                                    .map(record -> new String(record.value(), java.nio.charset.StandardCharsets.UTF_8))
                                    .collect(Collectors.joining("\n")),
                            text -> committed.stream().allMatch(text::contains));
            assertThat(manifests).contains("\"service\":\"workflow-bridge\"", "\"hash\":");
        }
    }

    private static String plan(Connection connection, String sql, String values) throws Exception {
        try (Statement statement = connection.createStatement()) {
            String numbered = sql;
            for (int i = 1; numbered.contains("?"); i++) {
                numbered = numbered.replaceFirst("\\?", "\\$" + i);
            }
            statement.execute("analyze outbox_message");
            statement.execute("prepare relay_statement as " + numbered);
            try (java.sql.ResultSet rows = statement.executeQuery("explain execute relay_statement(" + values + ")")) {
                StringBuilder plan = new StringBuilder();
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
                return plan.toString();
            } finally {
                statement.execute("deallocate relay_statement");
            }
        }
    }

    private static Map<String, Boolean> parked(RelayStage stage) {
        return stage.rows().query("select aggregate_id, aggregate_version, behind from outbox_parked").stream()
                .collect(Collectors.toMap(row -> row.get("aggregate_id") + " " + row.get("aggregate_version"), row ->
                        (Boolean) row.get("behind")));
    }

    private static OutboxCare.Shard backlog(RelayStage stage) {
        return stage.care().shards().getFirst();
    }

    private static List<Long> versions(int last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
