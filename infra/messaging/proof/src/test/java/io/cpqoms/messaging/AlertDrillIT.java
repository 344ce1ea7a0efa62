package io.cpqoms.messaging;

import static io.cpqoms.testkit.Eventually.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TestServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each alert of messaging is for is done to a living service, and a real Prometheus fires the alert; then it ends. */
@QuarkusTest
@TestProfile(AlertDrillIT.Drilled.class)
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "workflow"))
@WithTestResource(KafkaBroker.class)
@Tag("M16")
@Tag("OPS-13")
@Tag("INC-16")
class AlertDrillIT {

    private static final String SERVICE = "workflow-bridge";
    private static final String OUTBOX_TOPIC = "cpq.workflow.events.v1";
    /** More than the five of an hour that a burn rate takes for single ones. */
    private static final int ODD_RECORDS = 8;

    private static final Map<String, String> ANY = Map.of("service", SERVICE);
    private static final Map<String, String> FRAGILE = Map.of("consumer", FragileConsumer.NAME);
    private static final Map<String, String> TASKS = Map.of("consumer", "workflow-bridge.tasks");

    @TempDir
    static Path directory;

    private static PrometheusServer prometheus;

    @Inject
    LedgerCommands commands;

    @Inject
    FragileConsumer fragile;

    @Inject
    DoomedConsumer doomed;

    @Inject
    TaskConsumer tasks;

    @BeforeAll
    static void isInstalled() {
        assumeTrue(PrometheusServer.isInstalled(), "prometheus is not on the PATH (apt-get install prometheus)");
    }

    @BeforeEach
    void watch() throws Exception {
        if (prometheus == null) {
            URI management = URI.create(ConfigProvider.getConfig().getValue("test.management.url", String.class));
            prometheus = PrometheusServer.watching(SERVICE, management, directory);
        }
    }

    @AfterEach
    void mend() {
        TestServers.ofThisJvm().thaw(TestServers.Server.KAFKA);
        fragile.giveDependencyBack();
        doomed.mountTheKey();
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
            prometheus = null;
        }
    }

    @Test
    @Tag("OUT-08")
    void aFrozenKafkaFiresOutboxOldAndSaysThatFiguresOfTopicsAreOld() {
        awaitQuiet("OutboxOld", ANY);
        TestServers.ofThisJvm().freeze(TestServers.Server.KAFKA);
        commands.change(UUID.randomUUID().toString(), Duration.ZERO);

        awaitFiring("OutboxOld", ANY, 1);
        awaitFiring("FiguresOld", Map.of("source", "topics"), 3);
        TestServers.ofThisJvm().thaw(TestServers.Server.KAFKA);

        awaitQuiet("OutboxOld", ANY);
        awaitQuiet("FiguresOld", Map.of("source", "topics"));
    }

    @Test
    @Tag("M12")
    void aDeletedTopicFiresOutboxTopicHeld() throws Exception {
        awaitQuiet("OutboxTopicHeld", ANY);
        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", (Object) TestServers.ofThisJvm().kafkaAddress()))) {
            admin.deleteTopics(List.of(OUTBOX_TOPIC)).all().get();
            await().until(() -> !admin.listTopics().names().get().contains(OUTBOX_TOPIC));
        }
        commands.change(UUID.randomUUID().toString(), Duration.ZERO);

        awaitFiring("OutboxTopicHeld", ANY, 1);
        await().ignoreExceptions().until(() -> {
            new KafkaBroker().start();
            return true;
        });

        awaitQuiet("OutboxTopicHeld", ANY);
    }

    @Test
    void aMissingVersionFiresOutboxRowWithheldUntilItIsSettled() {
        awaitQuiet("OutboxRowWithheld", ANY);
        String account = UUID.randomUUID().toString();
        commands.append(commands.event(account, 1, "first"));
        await().until(() -> published(account));
        commands.append(commands.event(account, 3, "third"));

        awaitFiring("OutboxRowWithheld", ANY, 1);
        PostgresServer.rows("workflow")
                .execute("update outbox_parked set state = 'DISCARDED' where aggregate_id = ?", account);

        awaitQuiet("OutboxRowWithheld", ANY);
    }

    @Test
    @Tag("DLQ-06")
    void oddRecordsFireDeadLettersBurnsFastAndDeadLetterOpenAndLaterThoseOfTheirAge() {
        awaitQuiet("DeadLetterOpen", FRAGILE);
        publish(Stream.generate(() -> OrderFacts.ofNewOrder().unreadable())
                .limit(ODD_RECORDS)
                .toList());

        // It tells of what goes on now and ends soon; asked first, it is not missed.
        awaitFiring("DeadLettersBurnsFast", FRAGILE, 0);
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

    @Test
    void aFailingKeyFiresKeysParked() {
        awaitQuiet("KeysParked", TASKS);
        OrderFacts order = OrderFacts.ofNewOrder();
        String moody = "moody-" + order.order();
        tasks.fail(moody);
        publish(List.of(order.started(1, moody), order.started(2, "b")));

        awaitFiring("KeysParked", TASKS, 15);
        tasks.heal(moody);
        PostgresServer.rows("workflow").execute("delete from inbox_parked where aggregate_key = ?", order.key());
        PostgresServer.rows("workflow").execute("delete from inbox_parked_key where aggregate_key = ?", order.key());

        awaitQuiet("KeysParked", TASKS);
    }

    @Test
    void aMissingVersionFiresVersionGapAtItsFirstOccurrence() {
        awaitQuiet("VersionGap", TASKS);
        OrderFacts order = OrderFacts.ofNewOrder();
        publish(List.of(order.started(1, "a"), order.started(3, "c")));

        awaitFiring("VersionGap", TASKS, 0);
        publish(List.of(order.started(2, "b")));

        awaitQuiet("VersionGap", TASKS);
    }

    @Test
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
    void aFailureOfTheReleaseFiresConsumerStopped() {
        Map<String, String> labels = Map.of("consumer", DoomedConsumer.NAME);
        awaitQuiet("ConsumerStopped", labels);
        doomed.takeTheKeyAway();
        publish(List.of(OrderFacts.ofNewOrder().completed(1, "fatal")));

        awaitFiring("ConsumerStopped", labels, 2);
        doomed.mountTheKey();

        awaitQuiet("ConsumerStopped", labels);
    }

    /** @param value the least that it tells */
    private static void awaitFiring(String alert, Map<String, String> labels, double value) {
        await(alert)
                .until(() -> prometheus.firing(alert).stream()
                        .anyMatch(firing -> firing.value() >= value
                                && firing.labels().entrySet().containsAll(labels.entrySet())));
    }

    /** An alert also ends where nothing is scraped; that is no end. */
    private static void awaitQuiet(String alert, Map<String, String> labels) {
        await("quiet: " + alert)
                .until(() -> prometheus.scrapes()
                        && prometheus.firing(alert).stream()
                                .noneMatch(firing -> firing.labels().entrySet().containsAll(labels.entrySet())));
    }

    private static void letters(String change) {
        PostgresServer.rows("workflow")
                .execute("update dead_letter set " + change + " where state in ('OPEN', 'ASSIGNED')");
    }

    private static boolean published(String account) {
        return KafkaBroker.records().readToEnd(OUTBOX_TOPIC).stream()
                .anyMatch(record -> record.key().endsWith(account));
    }

    private static void publish(List<ProducerRecord<String, byte[]>> records) {
        KafkaBroker.records().publish(records);
    }

    /** An application of its own, so that what other tests left behind fires nothing here. */
    public static class Drilled implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "cpq.messaging.inbox.retry-backoff-maximum",
                    "PT1S",
                    "cpq.messaging.outbox.topic-probe",
                    "PT0.5S",
                    "cpq.messaging.outbox.topic-wait",
                    "PT1S");
        }
    }
}
