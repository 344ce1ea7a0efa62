package io.cpqoms.messaging;

import static io.cpqoms.testkit.Eventually.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How one aggregate stands in outbox and inbox, as an operator asks for it. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "workflow"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("OPS-04")
class AggregateOpsIT {

    private static final String TASKS = "consumers.find { it.consumer == 'workflow-bridge.tasks' }.";

    @Inject
    LedgerCommands commands;

    @Inject
    TaskConsumer consumer;

    @Test
    void tellsWhatOfItIsWithheldAndNothingOfAnotherOne() {
        String account = UUID.randomUUID().toString();
        append(account, 1);
        append(account, 3);
        append(account, 4);

        JsonPath standing = await().until(
                        () -> standing("acme", "process", account),
                        found -> found.getList("withheld").size() == 2);

        assertThat(standing.getList("withheld.aggregateVersion", Integer.class)).containsExactly(3, 4);
        assertThat(standing.getList("withheld.behind", Boolean.class)).containsExactly(false, true);
        await().until(() ->
                standing("acme", "process", account).getList("unpublished").isEmpty());
        assertThat(standing("acme", "process", account + "-other").getList("withheld"))
                .isEmpty();
    }

    @Test
    void tellsWhatIsCommittedAndNotPublishedYet() throws SQLException {
        String account = UUID.randomUUID().toString();
        try (Connection elsewhere = PostgresServer.rows("workflow").open();
                Statement lock = elsewhere.createStatement()) {
            elsewhere.setAutoCommit(false);
            // No relay can say that it is further.
            lock.execute("lock table outbox_position in share row exclusive mode");

            append(account, 1);

            assertThat(standing("acme", "process", account).getList("unpublished.aggregateVersion", Integer.class))
                    .containsExactly(1);
            assertThat(standing("globex", "process", account).getList("unpublished"))
                    .isEmpty();
            elsewhere.rollback();
        }
        await().until(() ->
                standing("acme", "process", account).getList("unpublished").isEmpty());
    }

    @Test
    void tellsOfEachConsumerWhatItSawAndWhyItHoldsTheRestBack() {
        OrderFacts stuck = OrderFacts.ofNewOrder();
        String poison = "poison-" + stuck.order();
        consumer.fail(poison);
        KafkaBroker.records().publish(List.of(stuck.started(1, "a"), stuck.started(2, poison), stuck.started(3, "c")));

        JsonPath standing = await().until(
                        () -> standing("acme", "order", stuck.order()),
                        found -> "WAITING".equals(found.getString(TASKS + "parked.state"))
                                && found.getInt(TASKS + "parked.messages") == 1);

        assertThat(standing.getString("deadLetters[0].failureMessage")).contains(poison);
        assertThat(standing.getString(TASKS + "parked.dlqId")).isEqualTo(standing.getString("deadLetters[0].dlqId"));
        assertThat(standing.getInt(TASKS + "versions.applied")).isEqualTo(1);
        assertThat(standing.getString(TASKS + "state")).isEqualTo("running");
        assertThat(standing.getList(TASKS + "topics", String.class)).containsExactly(OrderFacts.TOPIC);

        JsonPath foreign = standing("globex", "order", stuck.order());
        assertThat(foreign.getList("deadLetters")).isEmpty();
        assertThat(foreign.getString(TASKS + "parked")).isNull();
        assertThat(foreign.getInt(TASKS + "versions.seen")).isZero();
    }

    @Test
    void tellsOfAnUnreadableRecordByItsKey() {
        OrderFacts stuck = OrderFacts.ofNewOrder();
        KafkaBroker.records().publish(List.of(stuck.started(1, "a"), stuck.unreadable(), stuck.started(2, "b")));

        await().until(() -> standing("acme", "order", stuck.order())
                .getList("deadLetters.failureType")
                .contains("bad-data"));
    }

    private void append(String account, long version) {
        commands.append(commands.event(account, version, "version-" + version));
    }

    private static JsonPath standing(String tenant, String kind, String id) {
        return given().header(
                        "Authorization", "Bearer " + TokenIssuer.tokens().user("olga", tenant, Set.of("operator")))
                .get("/ops/aggregates/" + kind + "/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
