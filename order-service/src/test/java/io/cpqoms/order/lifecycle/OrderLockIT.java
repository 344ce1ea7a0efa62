package io.cpqoms.order.lifecycle;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.order.PartnerServer;
import io.cpqoms.order.Scene;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever writes an order holds its lock, which is as strong as that needs and no stronger. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "orders"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@WithTestResource(PartnerServer.class)
class OrderLockIT {

    @Test
    @Tag("OUT-02")
    void ofManyWhoReleaseAtOnceOneDoes() throws Exception {
        Scene scene = new Scene();
        String order = decomposed(scene);
        List<Response> answers = new ArrayList<>();

        try (ExecutorService threads = Executors.newFixedThreadPool(4);
                Connection gate = locked(order, "for update")) {
            List<Future<Response>> releases = IntStream.range(0, 4)
                    .mapToObj(i -> threads.submit(() -> scene.command("/orders/" + order + "/release")))
                    .toList();
            await().until(() ->
                    database().number("select count(*) from pg_stat_activity where wait_event_type = 'Lock'") >= 4);
            gate.rollback();
            for (Future<Response> release : releases) {
                answers.add(release.get());
            }
        }

        assertThat(answers).extracting(Response::statusCode).containsOnly(200);
        assertThat(database()
                        .number(
                                "select count(*) from outbox_message where event_type = 'OrderTasksReady' and aggregate_id = ?",
                                order))
                .isEqualTo(1);
    }

    /** Rows that only refer to an order lock its key; if its own lock did not let them by, each would wait for it. */
    @Test
    void whoOnlyRefersToAnOrderNeitherWaitsNorHoldsItUp() throws Exception {
        Scene scene = new Scene();
        String order = decomposed(scene);

        try (Connection referring = locked(order, "for key share")) {
            scene.command("/orders/" + order + "/release").then().statusCode(200);
            referring.rollback();
        }
    }

    private static String decomposed(Scene scene) {
        scene.publishCatalog();
        scene.acceptQuote();
        String order = scene.orderOnceKnown();
        scene.decomposeOnceKnown(order).then().statusCode(200);
        return order;
    }

    private static Connection locked(String order, String strength) throws SQLException {
        Connection connection = database().open();
        connection.setAutoCommit(false);
        try (PreparedStatement statement =
                connection.prepareStatement("select 1 from orders where id = ? " + strength)) {
            statement.setObject(1, UUID.fromString(order));
            statement.executeQuery();
        }
        return connection;
    }

    private static Rows database() {
        return PostgresServer.rows("orders");
    }
}
