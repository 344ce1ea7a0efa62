package io.cpqoms.order.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.order.PartnerServer;
import io.cpqoms.order.Scene;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "orders"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@WithTestResource(PartnerServer.class)
class FulfilmentIT {

    private static final String FINE = "{\"latencyMillis\":0,\"failures\":[]}";

    /** Far longer than the read timeout that {@code PartnerServer} sets; nobody waits for its end. */
    private static final String TOO_SLOW = "{\"latencyMillis\":10000,\"failures\":[]}";

    @AfterEach
    void letPartnersBehave() {
        Scene.behave("warehouse", FINE);
    }

    @Test
    @Tag("DOM-08")
    void fulfilsAnOrderStepByStepToTheEnd() {
        Scene.Released order = Scene.released();

        order.perform("reserve", 0).then().statusCode(200).body("state", equalTo("completed"));
        order.perform("reserve", 1).then().statusCode(200);
        order.perform("ship", 0).then().statusCode(200);
        order.perform("bill", 0).then().statusCode(200).header("ETag", equalTo("\"14\""));

        order.order("").then().body("state", equalTo("completed")).body("progress.completed", equalTo(4));
        assertThat(order.work()).hasSize(4);
    }

    @Test
    @Tag("OUT-02")
    void tellsEveryStepOnceAndInOrder() {
        Scene.Released order = Scene.released();
        order.perform("reserve", 0);
        order.perform("reserve", 1);
        order.perform("ship", 0);
        order.perform("bill", 0);

        List<JsonNode> events = order.events(14);

        assertThat(Scene.types(events))
                .containsExactly(
                        "OrderCreated",
                        "OrderDecomposed",
                        "OrderTasksReady",
                        "OrderTaskStarted",
                        "OrderTaskCompleted",
                        "OrderTaskStarted",
                        "OrderTaskCompleted",
                        "OrderTasksReady",
                        "OrderTaskStarted",
                        "OrderTaskCompleted",
                        "OrderTasksReady",
                        "OrderTaskStarted",
                        "OrderTaskCompleted",
                        "OrderCompleted");
        assertThat(Scene.contiguous(events)).isTrue();
        assertThat(events)
                .allSatisfy(event -> assertThat(event.path("correlationId").asText())
                        .isEqualTo(order.scene().correlationId.toString()));
        assertThat(events.getLast().path("payload").path("completedTasks").asInt())
                .isEqualTo(4);
    }

    @Test
    void aTaskThatWaitsSaysForWhat() {
        Scene.Released order = Scene.released();

        Response answer = order.perform("bill", 0);

        answer.then()
                .statusCode(409)
                .body("type", equalTo("urn:cpq:problem:task-not-ready"))
                .body("waitsFor", equalTo(List.of("ship")));
    }

    @Test
    @Tag("DOM-07")
    void decomposingAndReleasingAgainAnswersWhatStands() {
        Scene.Released order = Scene.released();
        String hash = order.order("").path("planHash");

        Response decomposed = order.scene().command("/orders/" + order.orderId() + "/decompose");
        Response released = order.scene().command("/orders/" + order.orderId() + "/release");

        decomposed.then().statusCode(200).body("planHash", equalTo(hash));
        released.then().statusCode(200).body("version", equalTo(3)).body("state", equalTo("inProgress"));
    }

    @Test
    void aCompletedTaskAnswersItsOutcomeAgain() {
        Scene.Released order = Scene.released();
        order.perform("reserve", 0);

        Response again = order.perform("reserve", 0);

        again.then().statusCode(200).body("state", equalTo("completed")).header("ETag", equalTo("\"5\""));
        assertThat(order.work()).hasSize(1);
    }

    @Test
    void aPartnerThatDoesNotAnswerIsAskedAgainUnderTheSameKey() {
        Scene.Released order = Scene.released();
        Scene.behave("warehouse", TOO_SLOW);

        Response unanswered = order.perform("reserve", 0);
        Scene.behave("warehouse", FINE);
        Response answered = order.perform("reserve", 0);

        unanswered
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("2"))
                .body("type", equalTo("urn:cpq:problem:partner-unavailable"));
        answered.then().statusCode(200).body("state", equalTo("completed"));
        assertThat(order.work())
                .singleElement()
                .satisfies(work -> assertThat(work.get("key")).isEqualTo(order.task("reserve", 0) + ":1"));
        assertThat(Scene.types(order.events(5)))
                .filteredOn("OrderTaskStarted"::equals)
                .hasSize(1);
    }

    @Test
    @Tag("DOM-09")
    void aRefusedTaskIsRetriedAfterAnOperatorsRepair() {
        Scene.Released order = Scene.released();
        order.warehouseRefusesOnce("reserve");
        Response failed = order.perform("reserve", 0);
        String fallout = failed.path("falloutId");

        Response repaired = order.repair(fallout, "retry");
        Response retried = order.perform("reserve", 0);

        failed.then()
                .statusCode(200)
                .body("state", equalTo("failed"))
                .body("falloutId", notNullValue())
                .body("cause", equalTo("Out of stock in depot 2."));
        repaired.then()
                .statusCode(200)
                .body("fallouts[0].state", equalTo("closed"))
                .body("fallouts[0].decision.repairedBy", equalTo("operator-1"));
        retried.then().statusCode(200).body("state", equalTo("completed")).body("falloutId", nullValue());
        assertThat(Scene.types(order.events(8)))
                .endsWith("OrderFalloutRaised", "OrderFalloutRepaired", "OrderTaskStarted", "OrderTaskCompleted");
    }

    @Test
    @Tag("K2")
    void tellsWhoRepairedUnderTheNameThatTheIdentityProviderGave() {
        String subject = "CN=Anna Müller,O=ACME|5f7c@example.com";
        Scene.Released order = Scene.released();
        order.warehouseRefusesOnce("reserve");
        String first = order.perform("reserve", 0).path("falloutId");
        order.warehouseRefusesOnce("reserve");
        String second = order.perform("reserve", 1).path("falloutId");

        order.repair(Scene.person(subject, "operator"), first, Map.of("repair", "retry", "reason", "Restocked."))
                .then()
                .statusCode(200);
        order.repair(
                        Scene.service(),
                        second,
                        Map.of("repair", "completeManually", "repairedBy", subject, "reason", "By hand."))
                .then()
                .statusCode(200)
                .body("fallouts[1].decision.repairedBy", equalTo(subject));

        List<JsonNode> repaired = order.events(9).stream()
                .filter(event -> event.path("eventType").asText().equals("OrderFalloutRepaired"))
                .toList();
        assertThat(repaired)
                .extracting(event -> event.path("payload").path("repairedBy").asText())
                .containsExactly(subject, subject);
        assertThat(repaired.getFirst().path("actor").path("subject").asText()).isEqualTo(subject);
    }

    @Test
    @Tag("K3")
    void marksWhatCannotBeKeptOfAPartnersWords() {
        Scene.Released order = Scene.released();
        Scene.behave("warehouse", """
                {"latencyMillis":0,"failures":[{"task":"reserve","externalReference":"%s","type":"inventory",
                 "cause":"Out\\u0000of stock.","times":1}]}""".formatted(order.scene().externalReference));

        order.perform("reserve", 0)
                .then()
                .statusCode(200)
                .body("state", equalTo("failed"))
                .body("cause", equalTo("Out\uFFFDof stock."));
    }

    @Test
    @Tag("DOM-09")
    void holdsTheOrderOnlyWhenNothingElseCanGoOn() {
        Scene.Released order = Scene.released();
        order.warehouseRefusesOnce("reserve");
        order.perform("reserve", 0);
        order.order("").then().body("state", equalTo("inProgress"));

        order.perform("reserve", 1);

        order.order("").then().body("state", equalTo("held")).body("heldReason", equalTo("fallout"));
    }

    @Test
    @Tag("DOM-09")
    void goesOnWithoutASkippedTask() {
        Scene.Released order = Scene.released();
        order.warehouseRefusesOnce("reserve");
        String fallout = order.perform("reserve", 0).path("falloutId");
        order.repair(fallout, "skip").then().statusCode(200);

        order.perform("reserve", 1);
        order.perform("ship", 0);
        order.perform("bill", 0);

        order.perform("reserve", 0).then().statusCode(200).body("state", equalTo("skipped"));
        JsonNode end = order.events(14).getLast();
        assertThat(end.path("eventType").asText()).isEqualTo("OrderCompleted");
        assertThat(end.path("payload").path("skippedTasks").asInt()).isEqualTo(1);
    }

    @Test
    void listsOpenFalloutsUntilTheyAreRepaired() {
        Scene.Released order = Scene.released();
        order.warehouseRefusesOnce("reserve");
        String fallout = order.perform("reserve", 0).path("falloutId");
        List<String> before = Scene.person("operator-1", "operator")
                .get("/fallouts?state=open&limit=200")
                .path("items.falloutId");

        order.repair(fallout, "completeManually").then().statusCode(200);

        assertThat(before).contains(fallout);
        assertThat(Scene.person("operator-1", "operator")
                        .get("/fallouts?state=open&limit=200")
                        .<List<String>>path("items.falloutId"))
                .doesNotContain(fallout);
        assertThat(Scene.person("operator-1", "operator")
                        .get("/fallouts?state=closed&limit=200")
                        .<List<String>>path("items.falloutId"))
                .contains(fallout);
    }

    @Test
    @Tag("O1")
    void whatIsOwedIsNotSkippedWhateverTheBillingPartnerAnswers() {
        Scene.Released order = Scene.released();
        order.perform("reserve", 0);
        order.perform("reserve", 1);
        order.perform("ship", 0);
        Scene.behave("billing", """
                {"latencyMillis":0,"failures":[{"task":"bill","externalReference":"%s","type":"data",
                 "cause":"No such account.","times":1}]}""".formatted(order.scene().externalReference));
        String fallout = order.perform("bill", 0).path("falloutId");
        List<String> legal = List.of("retry", "completeManually");

        order.repair(fallout, "skip")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:cpq:problem:repair-not-legal"))
                .body("legalRepairs", equalTo(legal));
        order.order("").then().body("fallouts[0].repairs", equalTo(legal)).body("state", equalTo("held"));
        Scene.person("operator-1", "operator")
                .get("/fallouts?state=open&limit=200")
                .then()
                .body("items.find { it.falloutId == '" + fallout + "' }.repairs", equalTo(legal));
        order.repair(fallout, "completeManually").then().statusCode(200).body("state", equalTo("completed"));
        JsonNode raised = order.events(15).stream()
                .filter(event -> event.path("eventType").asText().equals("OrderFalloutRaised"))
                .findFirst()
                .orElseThrow();
        assertThat(Scene.texts(raised.path("payload").path("repairs"))).isEqualTo(legal);
        assertThat(raised.path("payload").path("type").asText()).isEqualTo("data");
    }

    @Test
    void aDecisionIsNotChanged() {
        Scene.Released order = Scene.released();
        order.warehouseRefusesOnce("reserve");
        String fallout = order.perform("reserve", 0).path("falloutId");
        order.repair(fallout, "retry").then().statusCode(200);

        Response other = order.repair(fallout, "skip");

        other.then().statusCode(409).body("type", equalTo("urn:cpq:problem:fallout-closed"));
    }
}
