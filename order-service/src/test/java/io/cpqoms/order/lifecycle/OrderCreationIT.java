package io.cpqoms.order.lifecycle;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

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
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "orders"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@WithTestResource(PartnerServer.class)
class OrderCreationIT {

    @Test
    void takesOverWhatTheCustomerAccepted() {
        Scene scene = new Scene();
        scene.acceptQuote();

        String orderId = scene.orderOnceKnown();

        Scene.service()
                .get("/orders/" + orderId)
                .then()
                .statusCode(200)
                .header("ETag", startsWith("\"1-"))
                .header("Cpq-Correlation-Id", equalTo(scene.correlationId.toString()))
                .body("state", equalTo("acknowledged"))
                .body("customerId", equalTo("VINET"))
                .body("lines.size()", equalTo(2))
                .body("totals.exact.amount", equalTo("302.4000"))
                .body("correlationId", equalTo(scene.correlationId.toString()));
    }

    @Test
    void saysWhoAskedForAnOrderAndSinceWhenItIsAsItIs() {
        Scene.Released order = Scene.released();
        Response whole = order.order("");

        whole.then().body("createdBy", equalTo("workflow-bridge"));
        assertThat(Instant.parse(whole.path("changedAt"))).isAfter(Instant.parse(whole.path("createdAt")));
        Map<String, Object> listed =
                Scene.service().get("/orders?quoteId=" + order.scene().quoteId).path("items[0]");
        for (String member : List.of("createdBy", "createdAt", "changedAt")) {
            assertThat(listed.get(member)).as(member).isEqualTo(whole.path(member));
        }
    }

    @Test
    void saysWhatMayBeDoneNextAndWhyNotTheRest() {
        Scene scene = new Scene();
        scene.acceptQuote();
        String order = "/orders/" + scene.orderOnceKnown();

        Response before = Scene.service().get(order);
        scene.publishCatalog();
        await().until(() -> Scene.service().get(order), now -> permitted(now).contains("decompose"));
        Response decomposed = scene.command(order + "/decompose");
        Response released = scene.command(order + "/release");

        assertThat(permitted(before)).isEmpty();
        before.then()
                .body("commands.command", equalTo(List.of("decompose", "release", "perform", "repair")))
                .body("commands[0].why.type", equalTo("urn:cpq:problem:catalog-not-known"))
                .body("commands[1].why.type", equalTo("urn:cpq:problem:illegal-transition"))
                .body(
                        "commands[1].why.detail",
                        equalTo("release is refused in state acknowledged; legal now: decompose"));
        assertThat(permitted(decomposed)).containsExactly("release");
        assertThat(permitted(released)).containsExactly("perform");
        released.then().body("commands[3].why.type", equalTo("urn:cpq:problem:nothing-to-repair"));
    }

    private static List<String> permitted(Response order) {
        return order.path("commands.findAll { it.permitted }.command");
    }

    @Test
    @Tag("DOM-06")
    void givesTheOneOrderToWhoeverAsksAgain() {
        Scene scene = new Scene();
        scene.acceptQuote();
        String first = scene.orderOnceKnown();

        Response again = scene.create();

        again.then().statusCode(200).body("orderId", equalTo(first));
    }

    @Test
    @Tag("DOM-06")
    void makesOneOrderWhenSixteenAskAtOnce() throws Exception {
        Scene scene = new Scene();
        scene.acceptQuote();
        awaitAcceptance(scene);

        List<Response> answers = allAtTheInsert(16, scene::create);

        assertThat(answers)
                .extracting(Response::statusCode)
                .containsOnlyOnce(201)
                .containsOnly(200, 201);
        assertThat(answers)
                .extracting(answer -> answer.<String>path("orderId"))
                .containsOnly(answers.getFirst().<String>path("orderId"));
        assertThat(database().number("select count(*) from orders where quote_id = ?", scene.quoteId))
                .isEqualTo(1);
        assertThat(database()
                        .number(
                                "select count(*) from outbox_message where event_type = 'OrderCreated' and aggregate_id = ?",
                                answers.getFirst().<String>path("orderId")))
                .isEqualTo(1);
    }

    @Test
    @Tag("API-02")
    void answersARepeatedCommandWithTheFirstAnswer() {
        Scene scene = new Scene();
        scene.acceptQuote();
        awaitAcceptance(scene);
        var command = Scene.service().body(Map.of("quoteId", scene.quoteId, "revision", 1));
        command.post("/orders").then().statusCode(201);

        Response again = command.post("/orders");

        again.then()
                .statusCode(201)
                .header("Idempotency-Replayed", equalTo("true"))
                .header("Location", notNullValue());
    }

    @Test
    void asksToComeAgainWhenTheAcceptanceHasNotArrived() {
        Response answer = new Scene().create();

        answer.then()
                .statusCode(409)
                .header("Retry-After", equalTo("1"))
                .body("type", equalTo("urn:cpq:problem:quote-not-known"));
    }

    @Test
    void asksToComeAgainWhenTheCatalogHasNotArrived() {
        Scene scene = new Scene();
        scene.acceptQuote();
        String orderId = scene.orderOnceKnown();

        Response answer = scene.command("/orders/" + orderId + "/decompose");

        answer.then()
                .statusCode(409)
                .header("Retry-After", equalTo("1"))
                .body("type", equalTo("urn:cpq:problem:catalog-not-known"));
    }

    @Test
    void listsTheOrderOfAQuote() {
        Scene scene = new Scene();
        scene.acceptQuote();
        String orderId = scene.orderOnceKnown();

        Scene.person("sales-1", "sales")
                .get("/orders?quoteId=" + scene.quoteId)
                .then()
                .statusCode(200)
                .body("items.orderId", equalTo(List.of(orderId)));
    }

    @Test
    @Tag("API-05")
    void pagesThroughAllOrders() {
        IntStream.range(0, 3).forEach(i -> {
            Scene scene = new Scene();
            scene.acceptQuote();
            scene.orderOnceKnown();
        });
        Response first = Scene.service().get("/orders?limit=2");

        Response second = Scene.service().get("/orders?limit=2&cursor=" + first.<String>path("nextCursor"));

        first.then().body("items.size()", equalTo(2));
        assertThat(second.<List<String>>path("items.orderId"))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(first.<List<String>>path("items.orderId"));
    }

    /** Waits for the acceptance without making the order. */
    private static void awaitAcceptance(Scene scene) {
        await().until(() -> PostgresServer.rows("orders")
                        .number("select count(*) from accepted_quote where quote_id = ?", scene.quoteId)
                == 1);
    }

    /**
     * Lets the calls run until most of them have found no order and stand before their insert, then lets all of them go: a lock on
     * the table lets reads through and holds writes back. The pool has fewer connections than there are calls.
     */
    private static List<Response> allAtTheInsert(int times, Callable<Response> call) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(times);
                Connection gate = database().open();
                Statement statement = gate.createStatement()) {
            gate.setAutoCommit(false);
            statement.execute("lock table orders in share mode");
            List<Future<Response>> running = IntStream.range(0, times)
                    .mapToObj(i -> threads.submit(call))
                    .toList();
            await().until(() -> database()
                            .number("select count(*) from pg_locks where relation = 'orders'::regclass and not granted")
                    >= times / 2);
            gate.commit();
            List<Response> answers = new ArrayList<>();
            for (Future<Response> answer : running) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private static Rows database() {
        return PostgresServer.rows("orders");
    }
}
