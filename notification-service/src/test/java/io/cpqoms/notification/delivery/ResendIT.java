package io.cpqoms.notification.delivery;

import static io.cpqoms.testkit.Eventually.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.MailSink;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An operator has a message sent again. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "notification"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(MailSink.class)
@WithTestResource(TokenIssuer.class)
@Tag("N3")
class ResendIT extends NotificationScene {

    private static final String REASON = "{\"reason\": \"The mailbox was full.\"}";
    private static final String EVEN_TWICE = "{\"reason\": \"She has nothing.\", \"acceptDuplicate\": true}";

    @Test
    void sendsWhatFailedOnceHoweverOftenTheCommandArrives() {
        UUID failed = aNotification("FAILED");
        PostgresServer.rows("notification")
                .execute("update notification_intent set version = 1 where tenant_id = ?", tenant);
        String key = UUID.randomUUID().toString();

        resend(asOperator(), failed, key, REASON).statusCode(200).body("state", equalTo("pending"));
        resend(asOperator(), failed, key, REASON).statusCode(200).header("Idempotency-Replayed", "true");

        awaitNotifications("?state=sent", "items.size()", equalTo(1));
        assertThat(mails("customer")).hasSize(1);
        // The second fact about it: the first told that it failed.
        await().untilAsserted(() -> assertThat(events())
                .singleElement()
                .satisfies(event ->
                        assertThat(event).contains("\"eventType\":\"NotificationSent\"", "\"aggregateVersion\":2,")));
        assertThat(PostgresServer.rows("notification")
                        .query(
                                "select asked_by, reason, state_before, cause_before from notification_resend"
                                        + " where intent_id = ?",
                                failed))
                .singleElement()
                .satisfies(row -> assertThat(row.values())
                        .containsExactly("operator-1", "The mailbox was full.", "FAILED", "as the test wants it"));
    }

    @Test
    void givesItItsFullTimeAgain() {
        UUID failed = aNotification("FAILED");
        PostgresServer.rows("notification").execute("""
                update notification_intent set due_since = now() - interval '3 days', created_at = now() - interval '3 days'
                 where tenant_id = ?""", tenant);
        dispatcher.stop();

        resend(asOperator(), failed, "key", REASON).statusCode(200);

        assertThat(PostgresServer.rows("notification")
                        .number(
                                "select count(*) from notification_intent where tenant_id = ?"
                                        + " and due_since > now() - interval '1 minute' and claim_id is null",
                                tenant))
                .isEqualTo(1);
    }

    @Test
    void sendsWhatMayHaveArrivedOnlyIfItMayComeTwice() {
        UUID unknown = aNotification("UNKNOWN");

        resend(asOperator(), unknown, "first", REASON)
                .statusCode(409)
                .body("type", equalTo("urn:cpq:problem:duplicate-possible"))
                .body("detail", containsString("acceptDuplicate: true"));
        asOperator().get("/notifications?state=unknown").then().body("items.size()", equalTo(1));
        resend(asOperator(), unknown, "second", EVEN_TWICE).statusCode(200);

        awaitNotifications("?state=sent", "items.size()", equalTo(1));
        assertThat(mails("customer")).hasSize(1);
    }

    @Test
    void refusesWhatIsSentAlready() {
        UUID sent = aNotification("SENT");

        resend(asOperator(), sent, "key", EVEN_TWICE)
                .statusCode(409)
                .body("type", equalTo("urn:cpq:problem:illegal-transition"))
                .body("state", equalTo("sent"));
    }

    @Test
    void asksForAReasonAndAKey() {
        UUID failed = aNotification("FAILED");

        resend(asOperator(), failed, "key", "{}").statusCode(400).body("violations.field[0]", equalTo("reason"));
        resend(asOperator(), failed, "key", "{\"reason\": \"a\\u0000b\"}").statusCode(400);
        resend(asOperator(), failed, "key", "{\"reason\": \"" + "x".repeat(501) + "\"}")
                .statusCode(400);
        asOperator()
                .contentType(ContentType.JSON)
                .body(REASON)
                .post("/notifications/" + failed + "/resend")
                .then()
                .statusCode(400)
                .body("violations.field[0]", equalTo("Idempotency-Key"));
    }

    @Test
    void isForOperatorsOfTheTenant() {
        UUID failed = aNotification("FAILED");

        resend(as("sales-1", tenant, "sales"), failed, "key", REASON).statusCode(403);
        resend(as("spy", "other", "operator"), failed, "key", REASON).statusCode(404);
        asOperator().get("/notifications?state=failed").then().body("items.size()", equalTo(1));
    }

    /** One that has come to this end; the dispatcher has not touched it. */
    private UUID aNotification(String state) {
        contact("VINET", "customer", "en");
        dispatcher.stop();
        publish(event("cpq.quote.QuoteAccepted.v1").on(QUOTES));
        awaitNotifications("?state=pending", "items.size()", equalTo(1));
        PostgresServer.rows("notification").execute("""
                update notification_intent set state = ?, cause = 'as the test wants it', claim_id = gen_random_uuid()
                 where tenant_id = ?""", state, tenant);
        dispatcher.start();
        return UUID.fromString(asOperator().get("/notifications").path("items[0].notificationId"));
    }

    private static ValidatableResponse resend(RequestSpecification person, UUID id, String key, String body) {
        return person.contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/notifications/" + id + "/resend")
                .then();
    }

    private static RequestSpecification as(String name, String tenant, String role) {
        return given().auth().oauth2(TokenIssuer.tokens().user(name, tenant, Set.of(role)));
    }
}
