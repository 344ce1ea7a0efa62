package io.cpqoms.messaging;

import static io.cpqoms.testkit.Eventually.await;

import io.cpqoms.testkit.DatabaseServer;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.cpqoms.testkit.TestServers;
import io.cpqoms.values.Ids;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What each alert of the outbox is for is done to a living service, and a real Prometheus fires the alert; one that tells of a state ends
 * with it.
 */
@QuarkusTest
@TestProfile(AlertDrill.Drilled.class)
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "workflow"))
@WithTestResource(KafkaBroker.class)
@Tag("M16")
@Tag("OPS-13")
@Tag("INC-16")
class OutboxAlertDrillIT extends AlertDrill {

    private static final String DATABASE = "workflow";
    private static final String EVENTS = "cpq.workflow.events.v1";
    private static final String MANIFESTS = "cpq.audit.events.v1";
    /** So many accounts are in all shards. */
    private static final int ACCOUNTS = 12;

    @Inject
    LedgerCommands commands;

    @AfterEach
    void mend() {
        TestServers.ofThisJvm().thaw(TestServers.Server.KAFKA);
        connectionsOfTheService(-1);
    }

    /** That it has moved, the database says by another name of itself than that of its last mark. */
    @Test
    @Tag("OUT-08")
    @Tag("OUT-09")
    @Drills({"OutboxOld", "FiguresOld", "MoveNotLookedAt", "KafkaKnowsMore"})
    void aFrozenKafkaFiresOutboxOldAndFiguresOldAndAMovedDatabaseMoveNotLookedAtAndThenKafkaKnowsMore() {
        awaitQuiet("OutboxOld", ANY);
        awaitQuiet("MoveNotLookedAt", ANY);
        awaitQuiet("KafkaKnowsMore", ANY);
        await().until(() -> rows().number("select count(*) from outbox_mark") > 0);
        String id = new Ids().next().toString();
        KafkaBroker.records()
                .publish(EVENTS, "acme:process:" + id, new byte[0], Map.of("ce_source", "/" + SERVICE, "ce_id", id));
        TestServers.ofThisJvm().freeze(TestServers.Server.KAFKA);
        commands.change(UUID.randomUUID().toString(), Duration.ZERO);
        rows().execute("update outbox_mark set database = database || '0'");

        awaitFiring("OutboxOld", ANY, 1);
        awaitFiring("FiguresOld", Map.of("source", "topics"), 3);
        awaitFiring("MoveNotLookedAt", ANY, 1);
        TestServers.ofThisJvm().thaw(TestServers.Server.KAFKA);

        awaitQuiet("OutboxOld", ANY);
        awaitQuiet("FiguresOld", Map.of("source", "topics"));
        awaitQuiet("MoveNotLookedAt", ANY);
        awaitFiring("KafkaKnowsMore", ANY, 1);
        rows().execute("update outbox_forgotten set settled_at = now()");

        awaitQuiet("KafkaKnowsMore", ANY);
    }

    @Test
    @Tag("M12")
    @Drills({"OutboxTopicHeld", "ManifestsFailing"})
    void aDeletedTopicFiresOutboxTopicHeldAndThatOfManifestsManifestsFailing() throws Exception {
        awaitQuiet("OutboxTopicHeld", ANY);
        awaitQuiet("ManifestsFailing", ANY);
        delete(MANIFESTS);
        List<String> accounts = IntStream.range(0, ACCOUNTS)
                .mapToObj(account -> UUID.randomUUID().toString())
                .toList();
        accounts.forEach(account -> commands.change(account, Duration.ZERO));
        await("published").until(() -> published(accounts));
        delete(EVENTS);
        accounts.forEach(account -> commands.change(account, Duration.ZERO));

        awaitFiring("OutboxTopicHeld", ANY, 1);
        awaitFiring("ManifestsFailing", ANY, 1);
        makeTopics();

        awaitQuiet("OutboxTopicHeld", ANY);
        awaitQuiet("ManifestsFailing", ANY);
    }

    @Test
    @Drills({"RelayFailing", "ShardWithoutRelay", "ProducerErrorsBurnsFast", "ProducerErrorsBurnsSlowly"})
    void aRelayThatIsGivenNoSessionFiresRelayFailingAndShardWithoutRelayAndBurnsTheBudget() {
        awaitQuiet("RelayFailing", ANY);
        awaitQuiet("ShardWithoutRelay", ANY);
        connectionsOfTheService(0);
        superuser()
                .query(
                        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = ?",
                        SERVICE + " outbox relay");

        awaitFiring("ShardWithoutRelay", ANY, 2);
        awaitFiring("RelayFailing", ANY, 0);
        awaitFiring("ProducerErrorsBurnsFast", ANY, 0);
        awaitFiring("ProducerErrorsBurnsSlowly", ANY, 0);
        connectionsOfTheService(-1);

        awaitQuiet("ShardWithoutRelay", ANY);
        awaitQuiet("RelayFailing", ANY);
    }

    @Test
    @Drills("OutboxRowWithheld")
    void aMissingVersionFiresOutboxRowWithheldUntilItIsSettled() {
        awaitQuiet("OutboxRowWithheld", ANY);
        String account = UUID.randomUUID().toString();
        commands.append(commands.event(account, 1, "first"));
        await().until(() -> published(List.of(account)));
        commands.append(commands.event(account, 3, "third"));

        awaitFiring("OutboxRowWithheld", ANY, 1);
        rows().execute("update outbox_parked set state = 'DISCARDED' where aggregate_id = ?", account);

        awaitQuiet("OutboxRowWithheld", ANY);
    }

    private static void delete(String topic) throws Exception {
        try (Admin admin = kafka()) {
            admin.deleteTopics(List.of(topic)).all().get();
            await().until(() -> !admin.listTopics().names().get().contains(topic));
        }
    }

    private static void makeTopics() {
        await().ignoreExceptions().until(() -> {
            new KafkaBroker().start();
            return true;
        });
    }

    /** Those that it has it keeps. */
    private static void connectionsOfTheService(int limit) {
        superuser().execute("alter role workflow_service connection limit " + limit);
    }

    private static boolean published(List<String> accounts) {
        List<String> keys = KafkaBroker.records().readToEnd(EVENTS).stream()
                .map(ConsumerRecord::key)
                .toList();
        return accounts.stream().allMatch(account -> keys.stream().anyMatch(key -> key.endsWith(account)));
    }

    private static Rows superuser() {
        DatabaseServer postgres = TestServers.ofThisJvm().database();
        return new Rows(postgres.url("postgres"), "postgres", postgres.superuserPassword());
    }

    private static Rows rows() {
        return PostgresServer.rows(DATABASE);
    }
}
