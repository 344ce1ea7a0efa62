package io.cpqoms.messaging;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A key that can't go on is held back, in order and durably, while every other key flows. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "workflow"))
@WithTestResource(KafkaBroker.class)
class ParkingIT {

    @Inject
    TaskConsumer consumer;

    @Test
    @Tag("INB-04")
    void holdsBackAFailingKeyInOrderWhileOthersFlow() {
        OrderFacts stuck = OrderFacts.ofNewOrder();
        OrderFacts other = OrderFacts.ofNewOrder();
        String moody = "moody-" + stuck.order();
        consumer.fail(moody);

        publish(stuck.started(1, "a"), stuck.started(2, moody), stuck.started(3, "c"), other.started(1, "x"));
        publish(other.started(2, "y"), stuck.started(4, "d"));

        await().untilAsserted(() -> assertThat(tasks(other)).containsExactly("x", "y"));
        await().until(() -> {
            putOff(stuck, "1 hour");
            return parked(stuck) == 3;
        });
        assertThat(tasks(stuck)).containsExactly("a");

        consumer.heal(moody);
        putOff(stuck, "0");
        await().untilAsserted(() -> assertThat(tasks(stuck)).containsExactly("a", moody, "c", "d"));
        assertThat(status(stuck)).containsExactly("DONE", "DONE", "DONE", "DONE");
        assertThat(parked(stuck)).isZero();
    }

    @Test
    @Tag("DLQ-05")
    void deadLettersTheHeadAfterBoundedAttemptsAndLetsTheRestWait() {
        OrderFacts stuck = OrderFacts.ofNewOrder();
        String poison = "poison-" + stuck.order();
        consumer.fail(poison);

        publish(stuck.started(1, poison), stuck.started(2, "b"));

        await().until(() -> "WAITING".equals(state(stuck)));
        publish(stuck.started(3, "c"));
        await().until(() -> parked(stuck) == 2);
        assertThat(status(stuck)).containsExactly("DEAD", "PARKED", "PARKED");
        assertThat(letters(stuck))
                .singleElement()
                .satisfies(letter -> assertThat(letter)
                        .containsEntry("failure_type", "exhausted")
                        .containsEntry("attempts", 4)
                        .containsEntry("state", "OPEN"));
        assertThat(tasks(stuck)).isEmpty();
    }

    @Test
    @Tag("DLQ-05")
    void letsTheRestOfAKeyWaitBehindAnUnreadableRecord() {
        OrderFacts stuck = OrderFacts.ofNewOrder();

        publish(stuck.started(1, "a"), stuck.unreadable(), stuck.started(2, "b"));

        await().until(() -> parked(stuck) == 1);
        assertThat(tasks(stuck)).containsExactly("a");
        assertThat(letters(stuck))
                .singleElement()
                .satisfies(letter -> assertThat(letter)
                        .containsEntry("failure_type", "bad-data")
                        .containsEntry("tenant_id", "acme"));
    }

    @Test
    @Tag("INB-05")
    void waitsForAMissingVersionAndAppliesInOrderOfVersions() {
        OrderFacts late = OrderFacts.ofNewOrder();

        publish(late.started(1, "a"), late.started(3, "c"), late.started(4, "d"));
        await().until(() -> parked(late) == 2);
        publish(late.started(2, "b"));

        await().untilAsserted(() -> assertThat(tasks(late)).containsExactly("a", "b", "c", "d"));
    }

    @Test
    @Tag("INB-05")
    void goesOnWithoutAMissingVersionWhenTheWaitIsOver() {
        OrderFacts torn = OrderFacts.ofNewOrder();

        publish(torn.started(1, "a"), torn.started(3, "c"));

        await().until(() -> parked(torn) == 1);
        await().untilAsserted(() -> assertThat(tasks(torn)).containsExactly("a", "c"));
    }

    @Test
    @Tag("INB-06")
    void refusesTheEventsOfOtherTenants() {
        OrderFacts stranger = new OrderFacts("globex", OrderFacts.ofNewOrder().order());

        publish(stranger.started(1, "a"));

        await().untilAsserted(() -> assertThat(status(stranger)).containsExactly("REFUSED"));
        assertThat(tasks(stranger)).isEmpty();
        assertThat(letters(stranger)).isEmpty();
    }

    @Test
    @Tag("INB-04")
    void bisectsByKeysSoThatOnlyTheFailingOneStops() {
        List<OrderFacts> orders =
                IntStream.range(0, 8).mapToObj(i -> OrderFacts.ofNewOrder()).toList();
        String moody = "moody-" + orders.get(5).order();
        consumer.fail(moody);
        List<ProducerRecord<String, byte[]>> batch = new ArrayList<>();
        for (int version = 1; version <= 5; version++) {
            for (int i = 0; i < orders.size(); i++) {
                batch.add(orders.get(i).started(version, i == 5 && version == 3 ? moody : "v" + version));
            }
        }

        KafkaBroker.records().publish(batch);

        for (int i = 0; i < orders.size(); i++) {
            OrderFacts order = orders.get(i);
            String[] expected = i == 5 ? new String[] {"v1", "v2"} : new String[] {"v1", "v2", "v3", "v4", "v5"};
            await().untilAsserted(() -> assertThat(tasks(order)).containsExactly(expected));
        }
        await().untilAsserted(() ->
                assertThat(status(orders.get(5))).startsWith("DONE", "DONE").endsWith("PARKED", "PARKED"));
    }

    /** Whoever is switched off leaves its keys due for ever; they must not stand before the keys of those who run. */
    @Test
    @Tag("M8")
    void drainsItsKeysHoweverManyOfAConsumerThatIsOffAreDue() {
        database()
                .execute("insert into inbox_parked_key (consumer, aggregate_key, state, failure, next_attempt_at)"
                        + " select 'workflow-bridge.gone', 'acme:order:' || n, 'RETRYING', 'was switched off',"
                        + " now() - interval '1 day' from generate_series(1, 500) n");
        try {
            OrderFacts order = OrderFacts.ofNewOrder();
            String moody = "moody-" + order.order();
            consumer.fail(moody);
            publish(order.started(1, moody));
            await().until(() -> {
                putOff(order, "1 hour");
                return parked(order) == 1;
            });

            consumer.heal(moody);
            putOff(order, "0");

            await().untilAsserted(() -> assertThat(tasks(order)).containsExactly(moody));
        } finally {
            database().execute("delete from inbox_parked_key where consumer = 'workflow-bridge.gone'");
        }
    }

    @Test
    @Tag("M8")
    void leavesAKeyAloneThatSomebodyElseHasInHand() throws Exception {
        OrderFacts held = OrderFacts.ofNewOrder();
        OrderFacts other = OrderFacts.ofNewOrder();
        List<String> moody = List.of("moody-" + held.order(), "moody-" + other.order());
        moody.forEach(consumer::fail);
        publish(held.started(1, moody.getFirst()), other.started(1, moody.getLast()));
        await().until(() -> {
            putOff(held, "1 hour");
            putOff(other, "1 hour");
            return parked(held) == 1 && parked(other) == 1;
        });
        moody.forEach(consumer::heal);
        try (Connection elsewhere = database().open();
                Statement lock = elsewhere.createStatement()) {
            elsewhere.setAutoCommit(false);
            lock.execute("select 1 from inbox_watermark where aggregate_key = '" + held.key() + "' for update");

            putOff(held, "-1 hour");
            putOff(other, "0");

            await().untilAsserted(() -> assertThat(tasks(other)).containsExactly(moody.getLast()));
            assertThat(tasks(held)).isEmpty();
            elsewhere.rollback();
        }
        await().untilAsserted(() -> assertThat(tasks(held)).containsExactly(moody.getFirst()));
    }

    @SafeVarargs
    private static void publish(ProducerRecord<String, byte[]>... records) {
        KafkaBroker.records().publish(List.of(records));
    }

    private static List<String> tasks(OrderFacts facts) {
        return column("select task from ledger_task where aggregate_id = ? order by id", facts.order());
    }

    private static List<String> status(OrderFacts facts) {
        return column(
                "select status from inbox_message where consumer = 'workflow-bridge.tasks' and aggregate_key = ?"
                        + " order by record_offset",
                facts.key());
    }

    /** Keeps a held-back head from using up its attempts while the test is not done with what goes on beside it. */
    private static void putOff(OrderFacts facts, String interval) {
        database()
                .execute(
                        "update inbox_parked_key set next_attempt_at = clock_timestamp() + ?::interval"
                                + " where aggregate_key = ?",
                        interval,
                        facts.key());
    }

    private static long parked(OrderFacts facts) {
        return database().number("select count(*) from inbox_parked where aggregate_key = ?", facts.key());
    }

    private static String state(OrderFacts facts) {
        return String.join("", column("select state from inbox_parked_key where aggregate_key = ?", facts.key()));
    }

    private static List<Map<String, Object>> letters(OrderFacts facts) {
        return new ArrayList<>(database()
                .query(
                        "select * from dead_letter where consumer = 'workflow-bridge.tasks' and aggregate_key = ?",
                        facts.key()));
    }

    private static List<String> column(String sql, Object parameter) {
        return database().query(sql, parameter).stream()
                .map(row -> String.valueOf(row.values().iterator().next()))
                .toList();
    }

    private static Rows database() {
        return PostgresServer.rows("workflow");
    }
}
