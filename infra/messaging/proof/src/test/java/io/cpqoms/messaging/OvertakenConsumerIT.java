package io.cpqoms.messaging;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TestServers;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A consumer that keeps its place in the group while its topic lets go of what it has not read says so, once, and goes on. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "workflow"))
@WithTestResource(KafkaBroker.class)
@Tag("INB-12")
class OvertakenConsumerIT {

    private static final TopicPartition PARTITION = new TopicPartition(FragileConsumer.TOPIC, 0);

    /** Together more than a client reads ahead of a partition, each less than a record may have. */
    private static final int RECORDS = 60;

    private static final int LENGTH = 100_000;

    @Inject
    FragileConsumer consumer;

    @Inject
    MeterRegistry meters;

    @AfterEach
    void mend() {
        consumer.giveDependencyBack();
    }

    @Test
    void tellsOfWhatItsTopicLetGoWhileItWaited() throws Exception {
        double lost = resumed("lost");
        double begun = resumed("kafka");
        OrderFacts first = OrderFacts.ofNewOrder();
        publish(List.of(on(first)));
        await().until(() -> effects(List.of(first)) == 1);
        consumer.takeDependencyAway();
        List<OrderFacts> waiting =
                Stream.generate(OrderFacts::ofNewOrder).limit(RECORDS).toList();
        publish(waiting.stream().map(OvertakenConsumerIT::on).toList());
        await().until(() -> consumer.callsInVain() > 0);

        letGoOfAllButTheLast();
        consumer.giveDependencyBack();

        OrderFacts behind = OrderFacts.ofNewOrder();
        publish(List.of(on(behind)));
        await().until(() -> effects(List.of(behind)) == 1);
        await().until(() -> resumed("lost") == lost + 1);
        assertThat(effects(waiting))
                .as("what the client had read ahead, and the last")
                .isBetween(2L, RECORDS - 2L);
        assertThat(resumed("kafka")).as("no partition was assigned anew").isEqualTo(begun);
        OrderFacts later = OrderFacts.ofNewOrder();
        publish(List.of(on(later)));
        await().until(() -> effects(List.of(later)) == 1);
        assertThat(resumed("lost")).as("told once").isEqualTo(lost + 1);
    }

    /** The mark at a transaction's end takes an offset as a record does, and is given to nobody. */
    @Test
    void saysNothingOfTheMarksOfTransactions() {
        double lost = resumed("lost") + resumed("maybe_lost");
        List<OrderFacts> orders =
                Stream.generate(OrderFacts::ofNewOrder).limit(3).toList();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                TestServers.ofThisJvm().kafkaAddress(),
                "transactional.id",
                "overtaken-consumer-" + orders.getFirst().order());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            for (OrderFacts order : orders) {
                producer.beginTransaction();
                producer.send(on(order));
                producer.commitTransaction();
            }
        }
        await().until(() -> effects(orders) == 3);
        OrderFacts behind = OrderFacts.ofNewOrder();
        publish(List.of(on(behind)));
        await().until(() -> effects(List.of(behind)) == 1);

        assertThat(resumed("lost") + resumed("maybe_lost")).isEqualTo(lost);
    }

    private static void letGoOfAllButTheLast() throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of(
                "bootstrap.servers", TestServers.ofThisJvm().kafkaAddress()))) {
            long end = admin.listOffsets(Map.of(PARTITION, OffsetSpec.latest()))
                    .partitionResult(PARTITION)
                    .get()
                    .offset();
            admin.deleteRecords(Map.of(PARTITION, RecordsToDelete.beforeOffset(end - 1)))
                    .all()
                    .get();
        }
    }

    private double resumed(String source) {
        return Stream.ofNullable(meters.find("cpq.inbox.resumptions")
                        .tags("consumer", FragileConsumer.NAME, "source", source)
                        .counter())
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    /** White space behind an envelope belongs to nobody, and makes the record long. */
    private static ProducerRecord<String, byte[]> on(OrderFacts order) {
        ProducerRecord<String, byte[]> record = order.completed(1, "fine");
        byte[] value = Arrays.copyOf(record.value(), LENGTH);
        Arrays.fill(value, record.value().length, LENGTH, (byte) ' ');
        return new ProducerRecord<>(record.topic(), PARTITION.partition(), record.key(), value);
    }

    private static void publish(List<ProducerRecord<String, byte[]>> records) {
        KafkaBroker.records().publish(records);
    }

    private static long effects(List<OrderFacts> orders) {
        return PostgresServer.rows("workflow")
                .number(
                        "select count(*) from ledger_effect where aggregate_id = any (string_to_array(?, ','))",
                        orders.stream().map(OrderFacts::order).collect(Collectors.joining(",")));
    }
}
