package io.cpqoms.messaging;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.KafkaConnector;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A dependency that is away pauses the consumer in its place; what only a person can mend stops it. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "workflow"))
@WithTestResource(KafkaBroker.class)
class OutageIT {

    /** Longer than the consumer's max.poll.interval.ms in the test's properties. */
    private static final Duration OUTAGE = Duration.ofSeconds(9);

    @Inject
    FragileConsumer consumer;

    @Inject
    DoomedConsumer doomed;

    @Inject
    @Connector("smallrye-kafka")
    KafkaConnector connector;

    @Test
    @Tag("INC-01")
    void keepsItsPlaceInTheGroupWhileADependencyIsAwayLongerThanThePollInterval() {
        OrderFacts before = OrderFacts.ofNewOrder();
        publish(List.of(before.completed(1, "fine")));
        await().until(() -> effects(before) == 1);
        double rebalances = metric("rebalance-total");
        OrderFacts during = OrderFacts.ofNewOrder();
        consumer.takeDependencyAway();

        publish(IntStream.rangeClosed(1, 50)
                .mapToObj(version -> during.completed(version, "fine"))
                .toList());
        await().until(() -> consumer.callsInVain() > 0);
        await().during(OUTAGE).until(() -> metric("rebalance-total") == rebalances);
        int callsInVain = consumer.callsInVain();
        consumer.giveDependencyBack();

        await().until(() -> effects(during) == 50);
        assertThat(metric("rebalance-total")).isEqualTo(rebalances);
        assertThat(callsInVain).as("the breaker keeps the calls down").isBetween(5, 60);
    }

    @Test
    @Tag("INB-04")
    @Tag("M11")
    @Tag("M21")
    void takesNothingButAProbeAfterAFatalFailureAndGoesOnByItselfWhenItIsMended() {
        OrderFacts facts = OrderFacts.ofNewOrder();
        doomed.takeTheKeyAway();

        publish(List.of(facts.completed(1, "fatal"), facts.completed(2, "fine")));

        await().untilAsserted(() -> Management.readiness()
                .statusCode(200)
                .body(
                        "checks.find { it.name == 'consumers' }.data.'" + DoomedConsumer.NAME + "'",
                        equalTo("takes nothing but a probe: the signing key is missing; mount it")));
        assertThat(inboxRows(facts)).isZero();
        doomed.mountTheKey();

        await().until(() -> inboxRows(facts) == 2);
        Management.readiness().statusCode(200).body("checks.find { it.name == 'consumers' }.data", nullValue());
    }

    @Test
    @Tag("INB-13")
    void aRecordThatKeepsFailingSoIsParkedAndWhatComesBehindItGoesOn() {
        OrderFacts fatal = OrderFacts.ofNewOrder();
        OrderFacts behind = OrderFacts.ofNewOrder();
        doomed.takeTheKeyAway();
        publish(List.of(fatal.completed(1, "fatal")));
        await().untilAsserted(() -> Management.readiness()
                .body("checks.find { it.name == 'consumers' }.data.'" + DoomedConsumer.NAME + "'", notNullValue()));

        publish(List.of(behind.completed(1, "fine")));

        await().until(() -> inboxRows(behind) == 1);
        assertThat(inboxRows(fatal)).isZero();
        doomed.mountTheKey();
        await().until(() -> inboxRows(fatal) == 1);
    }

    private static long inboxRows(OrderFacts facts) {
        return PostgresServer.rows("workflow")
                .number(
                        "select count(*) from inbox_message where consumer = ? and aggregate_key = ? and status = 'DONE'",
                        DoomedConsumer.NAME,
                        facts.key());
    }

    private double metric(String name) {
        return connector
                .getConsumer(FragileConsumer.NAME + "/" + FragileConsumer.TOPIC)
                .unwrap()
                .metrics()
                .entrySet()
                .stream()
                .filter(entry -> entry.getKey().name().equals(name)
                        && entry.getKey().group().equals("consumer-coordinator-metrics"))
                .mapToDouble(entry -> ((Number) entry.getValue().metricValue()).doubleValue())
                .sum();
    }

    private static void publish(List<ProducerRecord<String, byte[]>> records) {
        KafkaBroker.records().publish(records);
    }

    private static long effects(OrderFacts facts) {
        return PostgresServer.rows("workflow")
                .number("select count(*) from ledger_effect where aggregate_id = ?", facts.order());
    }
}
