package io.cpqoms.messaging;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.notNullValue;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A wrong release costs a handful of dead letters, not the stream; a handful of bad records never costs the stream. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "workflow"))
@WithTestResource(KafkaBroker.class)
@Tag("M11")
class ReleaseIT {

    private static final int ORDERS = 200;

    @Inject
    ReleaseConsumer consumer;

    @Test
    void buriesAHandfulOfKeysWhenTheHandlerFailsForEverythingAndGoesOnAfterTheRollBack() {
        List<OrderFacts> orders = orders();
        consumer.deployABrokenRelease();

        publish(orders.stream().map(order -> order.repaired(1, "fine")).toList());
        await().untilAsserted(() -> Management.readiness()
                .statusCode(200)
                .body(
                        "checks.find { it.name == 'consumers' }.data.'" + ReleaseConsumer.NAME + "'",
                        containsString("BadMessage")));
        consumer.rollBack();

        await().until(() -> inbox(orders, "DONE") + inbox(orders, "DEAD") == ORDERS);
        assertThat(inbox(orders, "DEAD"))
                .as("buried before the release was suspected, or by a probe")
                .isBetween(4L, 10L);
    }

    @Test
    void goesOnByItselfBehindARowOfBadRecords() {
        List<OrderFacts> bad = orders();
        List<OrderFacts> good = orders().subList(0, 5);
        String reason = "bad " + bad.getFirst().order();
        consumer.poison(reason);

        publish(bad.subList(0, 8).stream()
                .map(order -> order.repaired(1, reason))
                .toList());
        publish(good.stream().map(order -> order.repaired(1, "fine")).toList());

        await().until(() -> inbox(good, "DONE") == 5);
        await().until(() -> inbox(bad, "DEAD") == 8);
    }

    /** What was parked before must not be buried by a release that is wrong about everything. */
    @Test
    void buriesNoParkedKeysWhileTheHandlerFailsForEverything() {
        List<OrderFacts> parked = orders().subList(0, 40);
        String reason = "puzzling " + parked.getFirst().order();
        consumer.puzzle(reason);
        for (OrderFacts order : parked) {
            // One by one and with something that is handled in between, or the release would be suspected now.
            publish(List.of(order.repaired(1, reason), OrderFacts.ofNewOrder().repaired(1, "fine")));
            await().until(() -> inbox(List.of(order), "PARKED") == 1);
            PostgresServer.rows("workflow")
                    .execute(
                            "update inbox_parked_key set next_attempt_at = now() + interval '1 hour' where aggregate_key = ?",
                            order.key());
        }
        consumer.solve(reason);
        consumer.deployABrokenRelease();

        PostgresServer.rows("workflow")
                .execute(
                        "update inbox_parked_key set next_attempt_at = now() where consumer = ?", ReleaseConsumer.NAME);
        await().untilAsserted(() -> Management.readiness()
                .body("checks.find { it.name == 'consumers' }.data.'" + ReleaseConsumer.NAME + "'", notNullValue()));
        consumer.rollBack();

        await().until(() -> inbox(parked, "DONE") + inbox(parked, "DEAD") == 40);
        assertThat(inbox(parked, "DEAD")).isLessThan(10);
    }

    private static List<OrderFacts> orders() {
        return IntStream.range(0, ORDERS).mapToObj(i -> OrderFacts.ofNewOrder()).toList();
    }

    private static void publish(List<ProducerRecord<String, byte[]>> records) {
        KafkaBroker.records().publish(records);
    }

    private static long inbox(List<OrderFacts> orders, String status) {
        return PostgresServer.rows("workflow")
                .number(
                        "select count(*) from inbox_message where consumer = ? and status = ?"
                                + " and aggregate_key = any (string_to_array(?, ' '))",
                        ReleaseConsumer.NAME,
                        status,
                        String.join(" ", orders.stream().map(OrderFacts::key).toList()));
    }
}
