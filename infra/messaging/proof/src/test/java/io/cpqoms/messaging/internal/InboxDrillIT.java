package io.cpqoms.messaging.internal;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.messaging.InboxDrill;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.cpqoms.testkit.TestServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The well-known incidents of consumers, staged on real servers. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "workflow"))
@WithTestResource(KafkaBroker.class)
class InboxDrillIT {

    private static final String TASKS = "workflow-bridge.tasks";

    @Inject
    BatchPipeline pipeline;

    @Inject
    Consumers consumers;

    @Inject
    InboxDrill drill;

    @Test
    @Tag("INC-13")
    void neverAppliesOutOfOrderWhileTwoVersionsOfAConsumerRunSideBySide() throws Exception {
        List<String> orders = IntStream.range(0, 8)
                .mapToObj(i -> UUID.randomUUID().toString())
                .toList();
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (int version = 1; version <= 40; version++) {
            for (String order : orders) {
                records.add(drill.started(order, version, "t" + version));
            }
        }

        try (ExecutorService versions = Executors.newFixedThreadPool(2)) {
            Future<?> publishing = versions.submit(() -> KafkaBroker.records().publish(records));
            Future<?> other = versions.submit(() -> readAsAnotherVersion(new Random(11), orders.size() * 40));
            publishing.get();
            other.get();
        }

        List<Long> inOrder = LongStream.rangeClosed(1, 40).boxed().toList();
        for (String order : orders) {
            await().untilAsserted(() -> assertThat(appliedVersions(order)).isEqualTo(inOrder));
        }
    }

    @Test
    @Tag("INC-03")
    void leavesOneEffectOfEachMessageWhenTheBrokerIsKilled() {
        String order = UUID.randomUUID().toString();
        KafkaBroker.records().publish(completed(order, 1, 150));
        await().until(() -> effects(order) > 0);
        TestServers servers = TestServers.ofThisJvm();

        servers.kill(TestServers.Server.KAFKA);
        servers.start(TestServers.Server.KAFKA);
        KafkaBroker.records().publish(completed(order, 151, 300));

        await().until(() -> effects(order) >= 300);
        assertThat(database()
                        .number(
                                "select count(*) - count(distinct message_id) from ledger_effect where aggregate_id = ?",
                                order))
                .isZero();
    }

    @Test
    @Tag("INC-04")
    void worksABurstOffInBatches() {
        String marker = UUID.randomUUID().toString();
        int burst = 4_000;
        double batchesBefore = drill.batches(InboxDrill.FRAGILE);
        List<ProducerRecord<String, byte[]>> records = IntStream.rangeClosed(1, burst)
                .mapToObj(i -> drill.completed(marker + "-" + i % 50, (i - 1) / 50 + 1, "fine"))
                .toList();

        KafkaBroker.records().publish(records);

        await().until(() ->
                database().number("select count(*) from ledger_effect where aggregate_id like ?", marker + "%")
                        == burst);
        assertThat(drill.batches(InboxDrill.FRAGILE) - batchesBefore).isLessThan(burst / 10.0);
    }

    @Test
    @Tag("INC-14")
    void keepsCommandsFastWhileAConsumersTableIsBlocked() throws SQLException {
        String order = UUID.randomUUID().toString();
        try (Connection blocker = database().open();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("lock table ledger_effect in access exclusive mode");
            KafkaBroker.records().publish(completed(order, 1, 20));
            await().until(() -> waitingForTheLock() > 0);

            List<Duration> times = new ArrayList<>();
            for (int i = 0; i < 51; i++) {
                long start = System.nanoTime();
                drill.command("account-" + order);
                times.add(Duration.ofNanos(System.nanoTime() - start));
            }

            // A slow disk delays one commit or another; who had to wait for the consumer's table would wait every time.
            assertThat(times.stream().sorted().toList().get(25))
                    .as("the median of %s", times)
                    .isLessThan(Duration.ofSeconds(2));
            await().untilAsserted(() -> assertThat(waitingForTheLock())
                    .as("the consumer was blocked all the time")
                    .isPositive());
            blocker.rollback();
        }
        await().until(() -> effects(order) == 20);
    }

    /** However late the batch begins, or begins again: its records come once more from where the database is. */
    @Test
    @Tag("INB-12")
    void doesNothingOfWhatWasReadInAnotherHistoryThanTheGroupReadsInNow() {
        String order = UUID.randomUUID().toString();
        Consumers.Running running = consumers.named(TASKS).orElseThrow();
        ProducerRecord<String, byte[]> sent = drill.started(order, 1, "t1");
        TopicPartition partition = new TopicPartition(InboxDrill.TOPIC, 0);
        ConsumerRecord<String, byte[]> read = new ConsumerRecord<>(partition.topic(), 0, 0, sent.key(), sent.value());
        sent.headers().forEach(read.headers()::add);
        ConsumerRecords<String, byte[]> records =
                new ConsumerRecords<>(Map.of(partition, List.of(read)), Map.of(partition, new OffsetAndMetadata(1)));
        String group =
                pipeline.reached(running.consumer().declaration(), records).group();

        BatchWork work = pipeline.begin(running, records, Reached.by(group, "FFFFFFFF", records));

        assertThat(work.advance()).isEmpty();
        assertThat(appliedVersions(order)).isEmpty();
    }

    /** A consumer of the same name in a group of its own, with batches of other sizes and a pace of its own. */
    private void readAsAnotherVersion(Random random, int atLeast) {
        Consumers.Running running = consumers.named(TASKS).orElseThrow();
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                TestServers.ofThisJvm().kafkaAddress(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                1 + random.nextInt(60));
        try (KafkaConsumer<String, byte[]> kafka =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = kafka.partitionsFor(InboxDrill.TOPIC).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            kafka.assign(partitions);
            kafka.seekToBeginning(partitions);
            int read = 0;
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (read < atLeast && System.nanoTime() < deadline) {
                var records = kafka.poll(Duration.ofMillis(200));
                read += records.count();
                BatchWork work = pipeline.begin(
                        running, records, pipeline.reached(running.consumer().declaration(), records));
                for (Optional<Duration> pause = work.advance(); pause.isPresent(); pause = work.advance()) {
                    LockSupport.parkNanos(pause.get().toNanos());
                }
            }
        }
    }

    private List<ProducerRecord<String, byte[]>> completed(String order, int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(version -> drill.completed(order, version, "fine"))
                .toList();
    }

    private static List<Long> appliedVersions(String order) {
        return database()
                .query("select aggregate_version from ledger_task where aggregate_id = ? order by id", order)
                .stream()
                .map(row -> ((Number) row.get("aggregate_version")).longValue())
                .toList();
    }

    private static long waitingForTheLock() {
        return database()
                .number("select count(*) from pg_locks where not granted and relation = 'ledger_effect'::regclass");
    }

    private static long effects(String order) {
        return database().number("select count(*) from ledger_effect where aggregate_id = ?", order);
    }

    private static Rows database() {
        return PostgresServer.rows("workflow");
    }
}
