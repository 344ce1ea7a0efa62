package io.cpqoms.messaging.internal;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpqoms.testkit.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The relay against a broker that lacks a topic, or refuses rows of one: how little else is kept from flowing. */
class RelayHoldIT {

    /** Another topic that the stage's service may write. */
    private static final String OTHER = "cpq.notification.commands.v1";

    private static final Map<String, String> EAGER = Map.of(
            "cpq.messaging.outbox.topic-probe", "PT0.5S",
            "cpq.messaging.outbox.topic-wait", "PT1S",
            "cpq.messaging.outbox.manifest-timeout", "PT2S");

    @TempDir
    Path logs;

    @AfterEach
    void giveTheTopicsBack() {
        BrokerTopics.createTopics();
    }

    @Test
    @Tag("M1")
    void pagesFlowWithoutTheAuditTopicAndManifestsNameThemWhenItIsBack() throws Exception {
        try (RelayStage stage = RelayStage.fresh(
                "hold_manifests",
                Map.of(
                        "cpq.messaging.outbox.manifest-messages",
                        "30",
                        "cpq.messaging.outbox.manifest-interval",
                        "PT0.5S",
                        "cpq.messaging.outbox.topic-wait",
                        "PT1S",
                        "cpq.messaging.outbox.manifest-timeout",
                        "PT2S"))) {
            List<String> aggregates = RelayStage.aggregates(4);
            stage.commit(aggregates, 1, 10);
            stage.relay();
            awaitPublished(stage, RelayStage.TOPIC, aggregates, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
            BrokerTopics.deleteTopic(OutboxManifest.TOPIC);

            stage.commit(aggregates, 11, 30);
            await().until(() -> stage.counted("manifests.failed") >= 2);
            stage.commit(aggregates, 31, 31);

            await().atMost(Duration.ofSeconds(10))
                    .until(() ->
                            stage.published(aggregates).values().stream().allMatch(versions -> versions.contains(31L)));
            assertThat(stage.counted("failures")).as("pages that failed").isZero();
            assertThat(stage.counted("manifests.failed"))
                    .as("tries in a few seconds")
                    .isLessThan(8);
            List<String> afterTheTopicWasGone =
                    stage.rows().query("select message_id from outbox_message where aggregate_version > 10").stream()
                            .map(row -> String.valueOf(row.get("message_id")))
                            .toList();
            BrokerTopics.createTopics();
            await().until(
                            RelayHoldIT::manifests,
                            text -> afterTheTopicWasGone.stream().allMatch(text::contains));
            await().until(() -> stage.rows()
                            .number("select count(*) from outbox_message m, outbox_stand r"
                                    + " where not pg_visible_in_snapshot(m.xid, r.manifested_to)")
                    == 0);
        }
    }

    @Test
    @Tag("M12")
    void holdsATopicThatWasDeletedAndPublishesWhatWaitedWhenItIsBack() throws Exception {
        try (RelayStage stage = RelayStage.fresh("hold_topic", EAGER)) {
            List<String> aggregates = RelayStage.aggregates(4);
            commit(stage, aggregates, 1, RelayStage.TOPIC);
            commit(stage, aggregates, 2, OTHER);
            stage.relay();
            awaitPublished(stage, OTHER, aggregates, 2);
            BrokerTopics.deleteTopic(OTHER);

            for (int version = 3; version <= 10; version++) {
                commit(stage, aggregates, version, version % 2 == 0 ? OTHER : RelayStage.TOPIC);
            }

            awaitPublished(stage, RelayStage.TOPIC, aggregates, 1, 3, 5, 7, 9);
            await().until(() -> held(stage) == 16);
            assertThat(stage.counted("parked"))
                    .as("rows that wait for a person")
                    .isZero();
            assertThat(stage.care().heldTopics())
                    .extracting(OutboxCare.HeldTopic::topic, OutboxCare.HeldTopic::messages)
                    .containsExactly(org.assertj.core.api.Assertions.tuple(OTHER, 16L));
            BrokerTopics.createTopics();
            commit(stage, aggregates, 11, RelayStage.TOPIC);
            commit(stage, aggregates, 12, OTHER);
            awaitPublished(stage, OTHER, aggregates, 4, 6, 8, 10, 12);
            awaitPublished(stage, RelayStage.TOPIC, aggregates, 1, 3, 5, 7, 9, 11);
            assertThat(stage.care().heldTopics()).isEmpty();
            assertThat(stage.rows().number("select count(*) from outbox_parked where state <> 'PUBLISHED'"))
                    .isZero();
        }
    }

    @Test
    @Tag("M12")
    void aRelayThatDiesWhileATopicCatchesUpIsFollowedByOneThatGoesOnInOrder() throws Exception {
        try (RelayStage stage = RelayStage.fresh("hold_restart", EAGER)) {
            List<String> aggregates = RelayStage.aggregates(5);
            BrokerTopics.deleteTopic(OTHER);
            for (int version = 1; version <= 30; version++) {
                commit(stage, aggregates, version, OTHER);
            }
            stage.relay();
            await().until(() -> held(stage) == 150);
            stage.stopRelays();
            BrokerTopics.createTopics();

            Path log = logs.resolve("unholding.log");
            Process killed = RelayProcess.start(stage.address(), "outbox.unholding", 2, log);
            await().until(() -> Files.readString(log).contains("STOPPING"));
            killed.destroyForcibly().waitFor();
            commit(stage, aggregates, 31, OTHER);
            stage.relay();

            await().until(() ->
                    stage.published(OTHER, aggregates).values().stream().allMatch(versions -> versions.contains(31L)));
            assertThat(stage.published(OTHER, aggregates).values())
                    .hasSize(5)
                    .allSatisfy(versions -> assertThat(versions.stream().distinct())
                            .containsExactlyElementsOf(java.util.stream.LongStream.rangeClosed(1, 31)
                                    .boxed()
                                    .toList()));
        }
    }

    @Test
    @Tag("M12")
    void aRowThatTheReturnedTopicRefusesIsParkedWithThoseBehindItAndNoOthers() throws Exception {
        try (RelayStage stage = RelayStage.fresh("hold_refused", EAGER)) {
            List<String> healthy = RelayStage.aggregates(3);
            List<String> refused = RelayStage.aggregates(1);
            BrokerTopics.deleteTopic(OTHER);
            commit(stage, healthy, 1, OTHER);
            commit(stage, refused, 1, OTHER);
            stage.commit(refused.getFirst(), 2, OTHER, RelayStage.incompressible(50_000));
            commit(stage, refused, 3, OTHER);
            commit(stage, healthy, 2, OTHER);
            stage.relay();
            await().until(() -> held(stage) == 9);
            stage.stopRelays();
            BrokerTopics.createTopics();
            BrokerTopics.limitRecords(OTHER, 20_000);

            stage.relay();

            awaitPublished(stage, OTHER, healthy, 1, 2);
            awaitPublished(stage, OTHER, refused, 1);
            assertThat(stage.rows()
                            .query("select aggregate_version, behind, topic_held from outbox_parked"
                                    + " where state = 'PARKED' order by outbox_id"))
                    .extracting(
                            row -> row.get("aggregate_version") + " " + row.get("behind") + " " + row.get("topic_held"))
                    .containsExactly("2 false false", "3 true false");
            BrokerTopics.limitRecords(OTHER, 1_000_000);
            stage.rows().execute("update outbox_parked set state = 'RELEASED' where state = 'PARKED' and not behind");
            awaitPublished(stage, OTHER, refused, 1, 2, 3);
        }
    }

    /** The producer fails everything it has not sent yet with the refusal of one row. */
    @Test
    @Tag("M24")
    void aRowThatTheBrokerRefusesTakesNoneOfItsPageWithIt() throws Exception {
        try (RelayStage stage = RelayStage.fresh("hold_innocent", Map.of("cpq.messaging.outbox.page-size", "1000"))) {
            List<String> healthy = RelayStage.aggregates(70);
            String refused = RelayStage.aggregates(1).getFirst();
            BrokerTopics.limitRecords(140_000);
            try {
                stage.commit(refused, 1, RelayStage.TOPIC, RelayStage.incompressible(200_000));
                for (int version = 1; version <= 10; version++) {
                    stage.commit(healthy, version, RelayStage.TOPIC, RelayStage.incompressible(15_000));
                }
                stage.relay();

                awaitPublished(stage, RelayStage.TOPIC, healthy, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
                assertThat(stage.rows().query("select aggregate_id from outbox_parked"))
                        .extracting(row -> row.get("aggregate_id"))
                        .containsExactly(refused);
            } finally {
                BrokerTopics.limitRecords(1_000_000);
            }
        }
    }

    @Test
    @Tag("M20")
    void aKeyWhoseLastParkedRowIsDiscardedTakesWhateverComesNext() throws Exception {
        try (RelayStage stage = RelayStage.fresh("hold_discarded", Map.of())) {
            String aggregate = RelayStage.aggregates(1).getFirst();
            stage.commit(aggregate, 1, RelayStage.TOPIC, "{}");
            stage.commit(aggregate, 2, RelayStage.TOPIC, "x".repeat(1_100_000));
            stage.relay();
            await().until(() -> stage.counted("parked") == 1);

            stage.rows().execute("update outbox_parked set state = 'DISCARDED', changed_at = clock_timestamp()");
            stage.commit(aggregate, 3, RelayStage.TOPIC, "{}");

            awaitPublished(stage, RelayStage.TOPIC, List.of(aggregate), 1, 3);
            stage.commit(aggregate, 4, RelayStage.TOPIC, "{}");
            awaitPublished(stage, RelayStage.TOPIC, List.of(aggregate), 1, 3, 4);
        }
    }

    @Test
    @Tag("M20")
    void whatCameAfterADiscardedRowFollowsTheReleasedOneBeforeIt() throws Exception {
        try (RelayStage stage = RelayStage.fresh("hold_tail", Map.of())) {
            String aggregate = RelayStage.aggregates(1).getFirst();
            stage.commit(aggregate, 1, RelayStage.TOPIC, RelayStage.incompressible(50_000));
            stage.commit(aggregate, 2, RelayStage.TOPIC, "{}");
            BrokerTopics.limitRecords(20_000);
            try {
                stage.relay();
                await().until(() -> stage.counted("parked") == 2);
            } finally {
                BrokerTopics.limitRecords(1_000_000);
            }

            stage.rows().execute("update outbox_parked set state = 'DISCARDED' where aggregate_version = 2");
            stage.rows().execute("update outbox_parked set state = 'RELEASED' where aggregate_version = 1");
            awaitPublished(stage, RelayStage.TOPIC, List.of(aggregate), 1);
            stage.commit(aggregate, 3, RelayStage.TOPIC, "{}");

            awaitPublished(stage, RelayStage.TOPIC, List.of(aggregate), 1, 3);
        }
    }

    @Test
    @Tag("M12")
    void refusesAnotherNumberOfShardsWhileSomethingIsParked() throws Exception {
        try (RelayStage stage = RelayStage.fresh("hold_shards", Map.of())) {
            String aggregate = RelayStage.aggregates(1).getFirst();
            stage.commit(aggregate, 1, RelayStage.TOPIC, "x".repeat(1_100_000));
            stage.relay();
            await().until(() -> stage.counted("parked") == 1);
            stage.stopRelays();

            try (RelaySession session = stage.session(0)) {
                assertThatThrownBy(() -> session.position(2)).hasMessageContaining("none parked or held");
            }
        }
    }

    private static void commit(RelayStage stage, List<String> aggregates, int version, String topic) {
        stage.commit(aggregates, version, topic, "{}");
    }

    private static long held(RelayStage stage) {
        return stage.rows()
                .number("select count(*) from outbox_parked where topic_held and state = 'PARKED' and not behind");
    }

    private static String manifests() {
        return KafkaBroker.records().readToEnd(OutboxManifest.TOPIC).stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n"));
    }

    /** Waits until exactly these versions of each aggregate are on the topic, each once and in order. */
    private static void awaitPublished(RelayStage stage, String topic, List<String> aggregates, long... versions) {
        List<Long> expected = java.util.Arrays.stream(versions).boxed().toList();
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(stage.published(topic, aggregates))
                        .hasSize(aggregates.size())
                        .allSatisfy(
                                (aggregate, published) -> assertThat(published).isEqualTo(expected)));
    }
}
