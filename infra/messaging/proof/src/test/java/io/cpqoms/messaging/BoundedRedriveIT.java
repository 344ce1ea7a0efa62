package io.cpqoms.messaging;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.command.database.RowScopes;
import io.cpqoms.messaging.internal.DeadLetterDesk;
import io.cpqoms.messaging.internal.DeadLetterStore;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A redrive ends in time, says how far it came, and goes on where it ended when it is asked again. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "workflow"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("M23")
@Tag("DLQ-04")
class BoundedRedriveIT {

    private static final int LETTERS = 3;
    private static final Duration NO_TIME = Duration.ofNanos(1);
    private static final Duration TIME = Duration.ofMinutes(1);

    @Inject
    TaskConsumer consumer;

    @Inject
    DeadLetterDesk desk;

    @Inject
    RowScopes scopes;

    @Test
    void beginsNoLetterWhenItsTimeIsUp() {
        List<UUID> letters = healedLetters();

        DeadLetterDesk.Redriven first = redrive(letters, LETTERS, NO_TIME);

        assertThat(results(first)).containsExactly("resolved");
        assertThat(first.notReached()).isEqualTo(LETTERS - 1);
        DeadLetterDesk.Redriven second = redrive(letters, LETTERS, TIME);
        assertThat(results(second)).containsExactly("resolved", "resolved");
        assertThat(second.notReached()).isZero();
    }

    @Test
    void saysHowManyItsLimitLeftOut() {
        List<UUID> letters = healedLetters();

        DeadLetterDesk.Redriven first = redrive(letters, 1, TIME);

        assertThat(results(first)).containsExactly("resolved");
        assertThat(first.notReached()).isEqualTo(LETTERS - 1);
    }

    private DeadLetterDesk.Redriven redrive(List<UUID> letters, int limit, Duration longest) {
        return scopes.acrossTenants(() -> desk.redrive(
                new DeadLetterStore.Filter(new DeadLetterStore.Reach("acme", false), null, null, null),
                letters,
                limit,
                new DeadLetterDesk.Pace(200, longest, false),
                "operator-1"));
    }

    private static List<String> results(DeadLetterDesk.Redriven redriven) {
        return redriven.outcomes().stream().map(DeadLetterDesk.Outcome::result).toList();
    }

    private static void publish(ProducerRecord<String, byte[]> record) {
        KafkaBroker.records().publish(List.of(record));
    }

    private static List<UUID> letters(OrderFacts facts) {
        return PostgresServer.rows("workflow")
                .query(
                        "select dlq_id from dead_letter where consumer = 'workflow-bridge.tasks' and aggregate_key = ?",
                        facts.key())
                .stream()
                .map(row -> UUID.fromString(String.valueOf(row.get("dlq_id"))))
                .toList();
    }

    /** Letters of a failure that is gone by now. */
    private List<UUID> healedLetters() {
        List<OrderFacts> orders =
                Stream.generate(OrderFacts::ofNewOrder).limit(LETTERS).toList();
        orders.forEach(order -> consumer.fail("slow-" + order.order()));
        orders.forEach(order -> publish(order.started(1, "slow-" + order.order())));
        await().until(() -> orders.stream().noneMatch(order -> letters(order).isEmpty()));
        orders.forEach(order -> consumer.heal("slow-" + order.order()));
        return orders.stream().flatMap(order -> letters(order).stream()).toList();
    }
}
