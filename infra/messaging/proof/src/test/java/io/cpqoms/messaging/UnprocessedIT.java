package io.cpqoms.messaging;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TestServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How far a consumer is behind is told while it takes nothing and while Kafka says nothing. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "workflow"))
@WithTestResource(KafkaBroker.class)
@Tag("M16")
@Tag("OPS-02")
class UnprocessedIT {

    private static final String RECORDS = "cpq_inbox_unprocessed";
    private static final String AGE = "cpq_inbox_oldest_unprocessed_age_seconds";
    private static final String FIGURES = "cpq_messaging_figures_age_seconds";

    /** In which there are a few looks. */
    private static final Duration LOOKS = Duration.ofSeconds(2);

    private static final Map<String, String> FRAGILE = Map.of("consumer", FragileConsumer.NAME);
    private static final Map<String, String> TOPICS = Map.of("source", "topics");

    @Inject
    FragileConsumer consumer;

    @AfterEach
    void mend() {
        TestServers.ofThisJvm().thaw(TestServers.Server.KAFKA);
        consumer.giveDependencyBack();
    }

    @Test
    void tellsRecordsAndSecondsOfAConsumerThatIsPaused() {
        OrderFacts order = OrderFacts.ofNewOrder();
        await().until(() -> Scrape.now().largest(AGE, FRAGILE) == 0);
        consumer.takeDependencyAway();
        Instant published = Instant.now();

        publish(IntStream.rangeClosed(1, 7)
                .mapToObj(version -> order.completed(version, "fine"))
                .toList());

        await().until(() -> Scrape.now().largest(RECORDS, FRAGILE) == 7);
        await("the breaker").until(() -> Scrape.now().value("cpq_inbox_breaker_open_age_seconds", FRAGILE) > 1);
        Scrape scrape = Scrape.now();
        assertThat(scrape.largest(AGE, FRAGILE)).isGreaterThan(1).isLessThan(seconds(published, Instant.now()) + 1);
        assertThat(scrape.value("cpq_inbox_consumer_state", FRAGILE)).isEqualTo(1);

        consumer.giveDependencyBack();
        await().until(() -> Scrape.now().largest(AGE, FRAGILE) == 0);
        assertThat(Scrape.now().largest(RECORDS, FRAGILE)).isZero();
        assertThat(Scrape.now().value("cpq_inbox_breaker_open_age_seconds", FRAGILE))
                .isZero();
    }

    /** The mark that ends a transaction has an offset that nobody commits: it is neither a record nor does it grow old. */
    @Test
    void doesNotTakeTheMarkOfATransactionForARecord() {
        OrderFacts order = OrderFacts.ofNewOrder();
        publishInATransaction(order.completed(1, "fine"));
        await().until(() -> PostgresServer.rows("workflow")
                        .number("select count(*) from ledger_effect where aggregate_id = ?", order.order())
                == 1);

        await().during(LOOKS)
                .until(() -> Scrape.now().largest(RECORDS, FRAGILE) == 0
                        && Scrape.now().largest(AGE, FRAGILE) == 0);
    }

    @Test
    void goesOnTellingWhileKafkaIsFrozen() {
        OrderFacts order = OrderFacts.ofNewOrder();
        consumer.takeDependencyAway();
        publish(List.of(order.completed(1, "fine")));
        await("more than a record on its way").until(() -> Scrape.now().largest(AGE, FRAGILE) > LOOKS.toSeconds());

        TestServers.ofThisJvm().freeze(TestServers.Server.KAFKA);
        await("a look that fails").until(() -> Scrape.now().value(FIGURES, TOPICS) > 3);
        double age = Scrape.now().largest(AGE, FRAGILE);
        double figures = Scrape.now().value(FIGURES, TOPICS);

        await().until(() -> Scrape.now().largest(AGE, FRAGILE) > age + 1);
        await().until(() -> Scrape.now().value(FIGURES, TOPICS) > figures + 1);
        TestServers.ofThisJvm().thaw(TestServers.Server.KAFKA);
        await("looks that succeed again").until(() -> Scrape.now().value(FIGURES, TOPICS) < 3);
        consumer.giveDependencyBack();
        await().until(() -> Scrape.now().largest(AGE, FRAGILE) == 0);
    }

    private static double seconds(Instant from, Instant to) {
        return (to.toEpochMilli() - from.toEpochMilli()) / 1_000.0;
    }

    private static void publish(List<ProducerRecord<String, byte[]>> records) {
        KafkaBroker.records().publish(records);
    }

    private static void publishInATransaction(ProducerRecord<String, byte[]> record) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", TestServers.ofThisJvm().kafkaAddress());
        settings.put("transactional.id", "unprocessed-it");
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(record);
            producer.commitTransaction();
        }
    }
}
