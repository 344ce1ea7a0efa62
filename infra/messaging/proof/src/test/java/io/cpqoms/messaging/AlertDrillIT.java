package io.cpqoms.messaging;

import static io.cpqoms.testkit.Eventually.await;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What each alert of consumers and their dead letters is for is done to a living service, and a real Prometheus fires the alert; one that
 * tells of a state ends with it.
 */
@QuarkusTest
@TestProfile(AlertDrill.Drilled.class)
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "workflow"))
@WithTestResource(KafkaBroker.class)
@Tag("M16")
@Tag("OPS-13")
@Tag("INC-16")
class AlertDrillIT extends AlertDrill {

    private static final String GROUP = "local." + FragileConsumer.NAME + ".v1." + FragileConsumer.TOPIC;
    /** More than the five of an hour that a burn rate takes for single ones. */
    private static final int ODD_RECORDS = 8;

    private static final Map<String, String> FRAGILE = Map.of("consumer", FragileConsumer.NAME);
    private static final Map<String, String> TASKS = Map.of("consumer", "workflow-bridge.tasks");

    private static final List<TopicPartition> PARTITIONS =
            List.of(new TopicPartition(FragileConsumer.TOPIC, 0), new TopicPartition(FragileConsumer.TOPIC, 1));

    @Inject
    FragileConsumer fragile;

    @Inject
    DoomedConsumer doomed;

    @Inject
    TaskConsumer tasks;

    @AfterEach
    void mend() {
        fragile.giveDependencyBack();
        fragile.hurry();
        doomed.mountTheKey();
    }

    @Test
    @Tag("DLQ-06")
    @Drills({"DeadLettersBurnsFast", "DeadLettersBurnsSlowly", "DeadLetterOpen", "DeadLetterUnowned", "DeadLetterOld"})
    void oddRecordsBurnTheBudgetAndFireDeadLetterOpenAndLaterThoseOfTheirAge() {
        awaitQuiet("DeadLetterOpen", FRAGILE);
        publish(Stream.generate(() -> OrderFacts.ofNewOrder().unreadable())
                .limit(ODD_RECORDS)
                .toList());

        // It tells of what goes on now and ends soon; asked first, it is not missed.
        awaitFiring("DeadLettersBurnsFast", FRAGILE, 0);
        awaitFiring("DeadLettersBurnsSlowly", FRAGILE, 0);
        awaitFiring("DeadLetterOpen", FRAGILE, ODD_RECORDS);
        letters("first_failed_at = now() - interval '25 hours', last_failed_at = now()");
        awaitFiring("DeadLetterUnowned", FRAGILE, 14_400);
        awaitFiring("DeadLetterOld", FRAGILE, 86_400);
        letters("state = 'ASSIGNED'");
        awaitQuiet("DeadLetterUnowned", FRAGILE);
        awaitFiring("DeadLetterOld", FRAGILE, 86_400);
        letters("state = 'DISCARDED'");

        awaitQuiet("DeadLetterOpen", FRAGILE);
        awaitQuiet("DeadLetterOld", FRAGILE);
    }

    /** In one drill, because both take a quarter of an hour, which is one of seconds here. */
    @Test
    @Drills({"KeysParked", "VersionGap"})
    void aFailingKeyFiresKeysParkedAndAMissingVersionFiresVersionGapAtItsFirstOccurrence() {
        awaitQuiet("KeysParked", TASKS);
        awaitQuiet("VersionGap", TASKS);
        OrderFacts failing = OrderFacts.ofNewOrder();
        String moody = "moody-" + failing.order();
        tasks.fail(moody);
        OrderFacts missing = OrderFacts.ofNewOrder();
        publish(List.of(
                failing.started(1, moody), failing.started(2, "b"), missing.started(1, "a"), missing.started(3, "c")));

        awaitFiring("VersionGap", TASKS, 0);
        publish(List.of(missing.started(2, "b")));
        awaitFiring("KeysParked", TASKS, 15);
        tasks.heal(moody);
        PostgresServer.rows("workflow").execute("delete from inbox_parked where aggregate_key = ?", failing.key());
        PostgresServer.rows("workflow").execute("delete from inbox_parked_key where aggregate_key = ?", failing.key());

        awaitQuiet("KeysParked", TASKS);
        awaitQuiet("VersionGap", TASKS);
    }

    @Test
    @Drills({"ConsumerPaused", "ConsumerBehind", "ConsumerRetrying"})
    void aDependencyThatIsAwayFiresConsumerPausedAndConsumerBehind() {
        awaitQuiet("ConsumerPaused", FRAGILE);
        awaitQuiet("ConsumerBehind", FRAGILE);
        fragile.takeDependencyAway();
        publish(List.of(OrderFacts.ofNewOrder().completed(1, "fine")));

        awaitFiring("ConsumerPaused", FRAGILE, 2);
        awaitFiring("ConsumerBehind", Map.of("consumer", FragileConsumer.NAME, "topic", FragileConsumer.TOPIC), 2);
        awaitFiring("ConsumerRetrying", Map.of("consumer", FragileConsumer.NAME, "scope", "dependency"), 0);
        fragile.giveDependencyBack();

        awaitQuiet("ConsumerPaused", FRAGILE);
        awaitQuiet("ConsumerBehind", FRAGILE);
    }

    @Test
    @Drills("ConsumerStopped")
    void aFailureOfTheReleaseFiresConsumerStopped() {
        Map<String, String> labels = Map.of("consumer", DoomedConsumer.NAME);
        awaitQuiet("ConsumerStopped", labels);
        doomed.takeTheKeyAway();
        publish(List.of(OrderFacts.ofNewOrder().completed(1, "fatal")));

        awaitFiring("ConsumerStopped", labels, 2);
        doomed.mountTheKey();

        awaitQuiet("ConsumerStopped", labels);
    }

    /** A service that needs longer for a batch than the objective says, while more comes. */
    @Test
    @Drills("ConsumerSlow")
    void aSlowHandlerFiresConsumerSlow() {
        awaitQuiet("ConsumerSlow", FRAGILE);
        fragile.takeTime();

        awaitFiringWhile(
                () -> publish(List.of(OrderFacts.ofNewOrder().completed(1, "fine"))), "ConsumerSlow", FRAGILE, 0.2);
        fragile.hurry();

        awaitQuiet("ConsumerSlow", FRAGILE);
    }

    /** Of one partition the topic lets go of two records that were not read, of the other one of a single one. */
    @Test
    @Drills({"ConsumerLostRecords", "ConsumerMayHaveLostRecord"})
    void aTopicThatIsShorterThanWhatWasReadFiresConsumerLostRecordsAndConsumerMayHaveLostRecord() throws Exception {
        awaitQuiet("ConsumerLostRecords", FRAGILE);
        awaitQuiet("ConsumerMayHaveLostRecord", FRAGILE);
        TopicPartition several = PARTITIONS.getFirst();
        TopicPartition single = PARTITIONS.getLast();
        try (Admin admin = kafka()) {
            publish(List.of(on(several), on(single)));
            awaitAllRead(admin);
            fragile.takeDependencyAway();
            publish(List.of(on(several), on(several), on(single)));
            Map<Integer, Long> ends = ends(admin);
            admin.deleteRecords(PARTITIONS.stream()
                            .collect(Collectors.toMap(
                                    part -> part, part -> RecordsToDelete.beforeOffset(ends.get(part.partition())))))
                    .all()
                    .get();
            admin.removeMembersFromConsumerGroup(GROUP, new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
        }

        awaitFiring("ConsumerLostRecords", FRAGILE, 1);
        awaitFiring("ConsumerMayHaveLostRecord", FRAGILE, 1);
    }

    private static void letters(String change) {
        PostgresServer.rows("workflow")
                .execute("update dead_letter set " + change + " where state in ('OPEN', 'ASSIGNED')");
    }

    /** By now the group has read everything of the topic, as Kafka and its own database know it. */
    private static void awaitAllRead(Admin admin) {
        await("all read")
                .until(() -> ends(admin).equals(committed(admin)) && ends(admin).equals(saved()));
    }

    private static Map<Integer, Long> ends(Admin admin) throws Exception {
        Map<TopicPartition, OffsetSpec> latest =
                PARTITIONS.stream().collect(Collectors.toMap(part -> part, part -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().partition(),
                        entry -> entry.getValue().offset()));
    }

    private static Map<Integer, Long> committed(Admin admin) throws Exception {
        return admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .filter(entry -> PARTITIONS.contains(entry.getKey()))
                .collect(Collectors.toMap(
                        entry -> entry.getKey().partition(),
                        entry -> entry.getValue().offset()));
    }

    private static Map<Integer, Long> saved() {
        return PostgresServer.rows("workflow")
                .query(
                        "select distinct on (partition) partition, next_offset from inbox_position"
                                + " where group_id = ? and partition < ? order by partition, id desc",
                        GROUP,
                        PARTITIONS.size())
                .stream()
                .collect(Collectors.toMap(
                        row -> ((Number) row.get("partition")).intValue(),
                        row -> ((Number) row.get("next_offset")).longValue()));
    }

    private static ProducerRecord<String, byte[]> on(TopicPartition partition) {
        ProducerRecord<String, byte[]> record = OrderFacts.ofNewOrder().completed(1, "fine");
        return new ProducerRecord<>(record.topic(), partition.partition(), record.key(), record.value());
    }
}
