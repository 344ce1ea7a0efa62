package io.cpqoms.messaging;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.messaging.internal.InboxPositions;
import io.cpqoms.messaging.internal.OtherHistory;
import io.cpqoms.testkit.DatabaseServer;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.cpqoms.testkit.TestServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A consumer's database is put back to an earlier copy of itself: what it lost is read again, and what it kept is not. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "workflow"))
@WithTestResource(KafkaBroker.class)
@Tag("M9")
class RestoredDatabaseIT {

    private static final String DATABASE = "workflow";
    private static final String COPY = "workflow_an_hour_ago";
    private static final String GROUP = "local." + FragileConsumer.NAME + ".v1." + FragileConsumer.TOPIC;

    @Inject
    InboxPositions positions;

    private final String order = UUID.randomUUID().toString();

    @AfterEach
    void forgetTheCopy() {
        postgres().drop(COPY);
    }

    @Test
    void appliesTheEffectsOfTheLostHourAgainAndNoneTwice() throws Exception {
        // Given
        publish(1, 40);
        await().until(() -> effects() == 40);
        copy(DATABASE, COPY);
        publish(41, 100);
        await().until(() -> effects() == 100);
        await().untilAsserted(
                        () -> assertThat(committed()).as("Kafka's offsets").isEqualTo(saved()));

        // When
        takeAway(DATABASE);
        copy(COPY, DATABASE);
        assertThat(effects()).isEqualTo(40);
        assignAnew();

        // Then
        await().until(() -> effects() >= 100);
        assertThat(rows().number(
                                "select count(distinct aggregate_version) from ledger_effect where aggregate_id = ?",
                                order))
                .isEqualTo(100);
        assertThat(effects()).isEqualTo(100);
        assertThat(Scrape.now()
                        .value(
                                "cpq_inbox_resumptions_total",
                                Map.of("consumer", FragileConsumer.NAME, "source", "database")))
                .isPositive();
        await().untilAsserted(() -> assertThat(saved()).isEqualTo(committed()));
    }

    /** Nothing is published any more that would make the consumer ask. */
    @Test
    @Tag("INB-12")
    void goesBackWithADatabaseThatMovesWhileNothingComes() throws Exception {
        // Given
        publish(1, 40);
        await().until(() -> effects() == 40);
        copy(DATABASE, COPY);
        publish(41, 100);
        await().until(() -> effects() == 100);

        // When
        takeAway(DATABASE);
        copy(COPY, DATABASE);
        OtherHistory.of(positions, GROUP);

        // Then
        await().until(() -> effects() >= 100);
        assertThat(effects()).isEqualTo(100);
        await().untilAsserted(() -> assertThat(saved()).isEqualTo(committed()));
    }

    /** Nobody stops the consumer; what it held in memory is not where the database is. */
    @Test
    @Tag("INB-12")
    void goesBackWithADatabaseThatMovesUnderIt() throws Exception {
        // Given
        publish(1, 40);
        await().until(() -> effects() == 40);
        copy(DATABASE, COPY);
        publish(41, 100);
        await().until(() -> effects() == 100);

        // When
        takeAway(DATABASE);
        copy(COPY, DATABASE);
        OtherHistory.of(positions, GROUP);
        publish(101, 105);

        // Then
        await().until(() -> effects() >= 105);
        assertThat(rows().number(
                                "select count(distinct aggregate_version) from ledger_effect where aggregate_id = ?",
                                order))
                .isEqualTo(105);
        assertThat(effects()).isEqualTo(105);
        await().untilAsserted(() -> assertThat(saved()).isEqualTo(committed()));
    }

    private void publish(int first, int last) {
        OrderFacts facts = new OrderFacts("acme", order);
        List<ProducerRecord<String, byte[]>> records = IntStream.rangeClosed(first, last)
                .mapToObj(version -> facts.completed(version, "fine"))
                .toList();
        KafkaBroker.records().publish(records);
    }

    private long effects() {
        return rows().number("select count(*) from ledger_effect where aggregate_id = ?", order);
    }

    /** As a restore does it: nobody is connected, and everything is as it was. */
    private static void copy(String from, String to) {
        Rows superuser = superuser();
        superuser.execute("alter database " + from + " allow_connections false");
        superuser.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = ?", from);
        await().ignoreExceptions().until(() -> {
            superuser.execute("create database " + to + " template " + from + " owner " + DATABASE);
            return true;
        });
        superuser.execute("alter database " + from + " allow_connections true");
        superuser.execute("alter database " + to + " allow_connections true");
        superuser.execute("grant connect on database " + to + " to workflow_service, workflow_reader");
    }

    private static void takeAway(String database) {
        postgres().drop(database);
    }

    /** What a restart of the service comes to for its group: the member is gone and another takes its partitions. */
    private static void assignAnew() throws Exception {
        try (Admin admin = admin()) {
            admin.removeMembersFromConsumerGroup(GROUP, new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
        }
    }

    /** Where the group stands on Kafka. */
    private static Map<Integer, Long> committed() throws Exception {
        try (Admin admin = admin()) {
            return admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get().entrySet().stream()
                    .collect(Collectors.toMap(
                            entry -> entry.getKey().partition(),
                            entry -> entry.getValue().offset()));
        }
    }

    /** Where it stands in its database, of the partitions on which something was read. */
    private static Map<Integer, Long> saved() {
        return rows()
                .query(
                        "select distinct on (partition) partition, next_offset from inbox_position where group_id = ?"
                                + " order by partition, id desc",
                        GROUP)
                .stream()
                .filter(row -> ((Number) row.get("next_offset")).longValue() > 0)
                .collect(Collectors.toMap(
                        row -> ((Number) row.get("partition")).intValue(),
                        row -> ((Number) row.get("next_offset")).longValue()));
    }

    private static Admin admin() {
        return Admin.create(
                Map.of("bootstrap.servers", (Object) TestServers.ofThisJvm().kafkaAddress()));
    }

    private static DatabaseServer postgres() {
        return TestServers.ofThisJvm().database();
    }

    private static Rows superuser() {
        return new Rows(postgres().url("postgres"), "postgres", postgres().superuserPassword());
    }

    private static Rows rows() {
        return PostgresServer.rows(DATABASE);
    }
}
