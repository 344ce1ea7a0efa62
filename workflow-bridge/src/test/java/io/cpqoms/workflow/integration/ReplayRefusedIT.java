package io.cpqoms.workflow.integration;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody can replay what starts processes: an old fact must not start work again. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "workflow"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("REP-01")
@Tag("REP-05")
class ReplayRefusedIT {

    @ParameterizedTest
    @CsvSource({
        "workflow-bridge.quote-events, cpq.quote.events.v1, REPLAY_REBUILD",
        "workflow-bridge.order-events, cpq.order.events.v1, REPLAY_VALIDATE_ONLY",
        "workflow-bridge.order-events, cpq.order.events.v1, SHADOW"
    })
    void isRefusedBeforeARecordIsRead(String consumer, String topic, String mode) {
        String wish = """
                {"consumer": "%s", "mode": "%s", "reason": "a test", "selection": {"topic": "%s"}}""".formatted(consumer, mode, topic);

        operator()
                .contentType("application/json")
                .body(wish)
                .post("/ops/replays")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:cpq:problem:mode-not-allowed"))
                .body("detail", containsString("its declaration allows [NORMAL]"));

        operator().get("/ops/replays").then().statusCode(200).body("items", empty());
    }

    private static RequestSpecification operator() {
        return given().auth().oauth2(TokenIssuer.tokens().user("olga", "acme", Set.of("operator")));
    }
}
