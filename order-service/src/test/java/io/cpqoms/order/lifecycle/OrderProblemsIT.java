package io.cpqoms.order.lifecycle;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;

import io.cpqoms.order.PartnerServer;
import io.cpqoms.order.Scene;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "orders"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@WithTestResource(PartnerServer.class)
@Tag("API-04")
class OrderProblemsIT {

    @Test
    void anUnknownOrderIsNotFound() {
        Scene.service()
                .get("/orders/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:cpq:problem:not-found"));
    }

    @Test
    @Tag("API-06")
    void anotherTenantsOrderIsNotFound() {
        String orderId = Scene.released().orderId();

        given().header("Authorization", "Bearer " + TokenIssuer.tokens().user("sam", "acme", Set.of("sales")))
                .get("/orders/" + orderId)
                .then()
                .statusCode(404);
    }

    @Test
    void releaseBeforeDecompositionNamesTheLegalCommands() {
        Scene scene = new Scene();
        scene.acceptQuote();
        String orderId = scene.orderOnceKnown();

        scene.command("/orders/" + orderId + "/release")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:cpq:problem:illegal-transition"))
                .body("state", equalTo("acknowledged"))
                .body("legalCommands", equalTo(List.of("decompose")));
    }

    @Test
    @Tag("Q2")
    @Tag("K8")
    void aPlanThatCannotBeToldIsRefusedWithBothFigures() {
        Scene scene = new Scene(
                450,
                IntStream.range(0, 4)
                        .mapToObj(OrderProblemsIT::oneReservationAndNineteenThatWaitForAll)
                        .toList());
        scene.publishCatalog();
        scene.acceptQuote();
        String orderId = scene.orderOnceKnown();

        scene.decomposeOnceKnown(orderId)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:cpq:problem:not-decomposable"))
                .body("detail", matchesPattern("The plan of 526 tasks takes 1[0-9]{6} bytes .* room for 990000\\."));

        Scene.service().get("/orders/" + orderId).then().body("state", equalTo("acknowledged"));
    }

    private static String oneReservationAndNineteenThatWaitForAll(int product) {
        return IntStream.range(0, 19)
                .mapToObj(end ->
                        "{\"task\":\"end-%d-%d\",\"partner\":\"warehouse\",\"scope\":\"order\",\"dependsOn\":[\"reserve\"]}"
                                .formatted(product, end))
                .collect(Collectors.joining(
                        ",",
                        "{\"task\":\"reserve\",\"partner\":\"warehouse\",\"scope\":\"line\",\"dependsOn\":[]},",
                        ""));
    }

    @Test
    void missingFieldsAreNamed() {
        Scene.service()
                .body("{}")
                .post("/orders")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:cpq:problem:invalid-input"))
                .body("violations.field", hasItems("quoteId", "revision"));
    }

    @Test
    @Tag("API-07")
    void aNegativeRevisionIsRefused() {
        Scene.service()
                .body(Map.of("quoteId", UUID.randomUUID(), "revision", -1))
                .post("/orders")
                .then()
                .statusCode(400)
                .body("violations[0].message", equalTo("must be at least 1"));
    }

    @Test
    void anUnknownPropertyIsRefused() {
        Scene.service()
                .body(Map.of("quoteId", UUID.randomUUID(), "revision", 1, "rush", true))
                .post("/orders")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("rush"));
    }

    @Test
    void malformedJsonSaysWhere() {
        Scene.service()
                .body("{\"quoteId\": ")
                .post("/orders")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:cpq:problem:malformed-json"))
                .body("detail", containsString("line 1"));
    }

    @ParameterizedTest
    @Tag("K4")
    @ValueSource(
            strings = {
                "/orders?quoteId=x",
                "/orders?limit=abc",
                "/fallouts?limit=1.5",
                "/orders?state=held&state=unheard-of"
            })
    void aParameterThatCannotBeReadIsNamed(String path) {
        String field = path.replaceAll(".*\\?|=.*", "");

        Scene.service()
                .get(path)
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:cpq:problem:invalid-input"))
                .body("violations.field", hasItem(field));
    }

    @ParameterizedTest
    @Tag("K18")
    @ValueSource(strings = {"decompose", "release", "tasks/0198c0de-0000-7000-8000-000000000101/perform"})
    void aCommandWithoutABodyTakesNone(String command) {
        Scene.service()
                .body("garbage")
                .post("/orders/" + UUID.randomUUID() + "/" + command)
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("body"));
    }

    @Test
    @Tag("K3")
    void aReasonThatCannotBeKeptIsRefused() {
        Scene.service()
                .body("{\"repair\":\"retry\",\"repairedBy\":\"me\",\"reason\":\"a\\u0000b\"}")
                .post("/orders/" + UUID.randomUUID() + "/fallouts/" + UUID.randomUUID() + "/repair")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("reason"));
    }

    @Test
    @Tag("API-02")
    void aCommandNeedsAKey() {
        given().header("Authorization", "Bearer " + TokenIssuer.tokens().service("workflow-bridge"))
                .header("Cpq-Tenant", Scene.TENANT)
                .contentType("application/json")
                .body(Map.of("quoteId", UUID.randomUUID(), "revision", 1))
                .post("/orders")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("Idempotency-Key"));
    }

    @Test
    @Tag("API-03")
    void aCommandToAnOrderNeedsTheVersionItHasSeen() {
        String orderId = Scene.released().orderId();

        Scene.service().post("/orders/" + orderId + "/release").then().statusCode(428);
        Scene.service()
                .header("If-Match", "\"1\"")
                .post("/orders/" + orderId + "/release")
                .then()
                .statusCode(412)
                .body("currentVersion", equalTo(3));
    }

    @Test
    @Tag("API-06")
    void aPersonDoesNotDrivePlans() {
        Scene.person("sales-1", "sales")
                .header("If-Match", "*")
                .post("/orders/" + UUID.randomUUID() + "/decompose")
                .then()
                .statusCode(403);
    }

    @Test
    void anUnknownStateInAFilterIsRefused() {
        Scene.service().get("/orders?state=lost").then().statusCode(400).body("violations.field", hasItem("state"));
    }

    @Test
    void anUnknownTaskIsNotFound() {
        Scene.Released order = Scene.released();

        order.scene()
                .command("/orders/" + order.orderId() + "/tasks/" + UUID.randomUUID() + "/perform")
                .then()
                .statusCode(404);
    }
}
