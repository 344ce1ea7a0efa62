package io.cpqoms.messaging.replay;

import static io.cpqoms.messaging.replay.ReplayDesk.TOPIC;
import static io.cpqoms.messaging.replay.ReplayDesk.awaitCommitted;
import static io.cpqoms.messaging.replay.ReplayDesk.awaitState;
import static io.cpqoms.messaging.replay.ReplayDesk.planned;
import static io.cpqoms.messaging.replay.ReplayDesk.publish;
import static io.cpqoms.messaging.replay.ReplayDesk.tenant;
import static io.cpqoms.messaging.replay.ReplayDesk.validation;
import static io.cpqoms.messaging.replay.ReplayDesk.wish;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How far an operator's replays reach: his tenant's records and runs, and those of all only for the platform's operator. */
@QuarkusTest
@TestProfile(ReplayIT.AsProjector.class)
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "search"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("SEC-01")
class ReplayReachIT {

    private static final List<String> VERBS = List.of("approve", "start", "pause", "resume", "stop");

    private final String mine = tenant();
    private final String others = tenant();

    @Test
    void aTenantsOperatorValidatesItsRecordsAndNoOthers() {
        publish(mine, 3);
        publish(others, 4);
        awaitCommitted(mine, 3);
        awaitCommitted(others, 4);

        String id = operator(mine)
                .body(wish(ShelfConsumer.NAME, "REPLAY_VALIDATE_ONLY", TOPIC).toString())
                .post("/ops/replays")
                .then()
                .statusCode(201)
                .body("run.request.selection.tenants", contains(mine))
                .body("run.plan.applied.OrderCompleted", equalTo(3))
                .body("run.plan.passedOver.keySet()", contains("of other tenants"))
                .extract()
                .path("run.id");
        ReplayDesk.command(id, "approve", "operator-2").statusCode(200);
        operator(mine).post("/ops/replays/" + id + "/start").then().statusCode(200);
        awaitState(id, "COMPLETED");

        operator(mine).get("/ops/replays/" + id).then().statusCode(200).body("total.applied", equalTo(3));
    }

    @Test
    void whatReachesFurtherTakesThePlatformsRole() {
        refused(validation(others), "your tenant " + mine + " or none");
        ObjectNode both = validation(others);
        both.withObject("/selection").withArray("tenants").add(mine);
        refused(both, "your tenant " + mine + " or none");
        refused(wish(ShelfConsumer.NAME, "REPLAY_REBUILD", TOPIC), "reads the records of all tenants");

        operator(mine).get("/ops/replays").then().statusCode(200).body("items", empty());
    }

    @Test
    void runsOfOthersAreUnknown() {
        String id = planned(validation(others)).at("/run/id").asText();

        operator(mine).get("/ops/replays").then().statusCode(200).body("items", empty());
        operator(mine).get("/ops/replays/" + id).then().statusCode(404);
        for (String verb : VERBS) {
            operator(mine)
                    .post("/ops/replays/" + id + "/" + verb)
                    .then()
                    .statusCode(404)
                    .body("detail", equalTo("There is no replay " + id + "."));
        }
        as(mine, "auditor").get("/ops/replays/" + id).then().statusCode(404);

        as(mine, "operator", "platform-operator")
                .get("/ops/replays")
                .then()
                .statusCode(200)
                .body("items.run.id", hasItem(id));
        as(mine, "operator", "platform-operator")
                .get("/ops/replays/" + id)
                .then()
                .statusCode(200)
                .body("run.state", equalTo("PLANNED"));
    }

    @Test
    void whatThePlatformAsksForBelongsToNoTenantsOperator() {
        publish(others, 1);
        awaitCommitted(others, 1);
        RequestSpecification platform = as(mine, "operator", "platform-operator");
        for (ObjectNode wish : List.of(wish(ShelfConsumer.NAME, "REPLAY_REBUILD", TOPIC), validation(others))) {
            String id = platform.body(wish.toString())
                    .post("/ops/replays")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("run.id");

            operator(mine).get("/ops/replays").then().statusCode(200).body("items", empty());
            operator(mine).get("/ops/replays/" + id).then().statusCode(404);
            for (String verb : VERBS) {
                operator(mine).post("/ops/replays/" + id + "/" + verb).then().statusCode(404);
            }
        }
    }

    private void refused(ObjectNode wish, String why) {
        operator(mine)
                .body(wish.toString())
                .post("/ops/replays")
                .then()
                .statusCode(403)
                .body("detail", containsString(why))
                .body("detail", containsString("platform-operator"));
    }

    private static RequestSpecification operator(String tenant) {
        return as(tenant, "operator");
    }

    private static RequestSpecification as(String tenant, String... roles) {
        return given().auth()
                .oauth2(TokenIssuer.tokens().user("somebody", tenant, Set.of(roles)))
                .contentType("application/json");
    }
}
