package io.cpqoms.notification.delivery;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.MailSink;
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

/** Nobody can replay what sends mail: an old fact must not be told as a new one. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "notification"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(MailSink.class)
@WithTestResource(TokenIssuer.class)
@Tag("REP-01")
@Tag("REP-05")
class ReplayRefusedIT {

    @ParameterizedTest
    @CsvSource({
        "notification-service, cpq.quote.events.v1, REPLAY_REBUILD",
        "notification-service, cpq.quote.events.v1, REPLAY_VALIDATE_ONLY",
        "notification-service, cpq.notification.commands.v1, SHADOW"
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
