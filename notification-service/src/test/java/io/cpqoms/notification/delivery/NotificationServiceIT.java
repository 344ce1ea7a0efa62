package io.cpqoms.notification.delivery;

import static io.cpqoms.testkit.Eventually.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.testkit.ForgedCursors;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.MailSink;
import io.cpqoms.testkit.Mails;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.SampleEvent;
import io.cpqoms.testkit.TestServers;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "notification"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(MailSink.class)
@WithTestResource(TokenIssuer.class)
class NotificationServiceIT extends NotificationScene {

    /** For hundreds of mails, and for the wait of a dispatcher that has long found nobody there. */
    private static final Duration MANY = Duration.ofSeconds(120);

    @Test
    @Tag("NOT-01")
    void tellsEverybodyWhomItConcernsInTheirLanguage() {
        contact("VINET", "customer", "de");
        group("sales-managers", "managers", "en");
        group("order-operations", "operations", "en");

        publish(
                event("cpq.quote.QuoteAccepted.v1").on(QUOTES),
                event("cpq.order.OrderCompleted.v1").on(ORDERS),
                event("cpq.order.OrderFalloutRaised.v1").on(ORDERS),
                event("cpq.workflow.ApprovalRequested.v1").on(WORKFLOW),
                event("cpq.notification.SendNotification.v1").on(COMMANDS));

        awaitNotifications("?state=sent", "items.size()", equalTo(5));
        assertThat(mails("customer"))
                .extracting(Mails.Mail::subject)
                .containsExactlyInAnyOrder(
                        "Ihre Annahme des Angebots 10248 ist eingegangen", "Ihr Auftrag 10248 ist abgeschlossen");
        assertThat(mails("managers")).hasSize(2);
        assertThat(mails("operations"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.mime()).contains("Out of stock in depot 2."));
    }

    @Test
    @Tag("NOT-01")
    void sendsOneMailHoweverOftenTheFactArrives() {
        contact("VINET", "customer", "en");
        ProducerRecord<String, byte[]> accepted =
                event("cpq.quote.QuoteAccepted.v1").on(QUOTES);
        publish(accepted, accepted, accepted);
        awaitNotifications("?state=sent", "items.size()", equalTo(1));

        publish(accepted);
        publish(event("cpq.order.OrderCompleted.v1").on(ORDERS));

        awaitNotifications("?state=sent", "items.size()", equalTo(2));
        assertThat(mails("customer")).hasSize(2);
        asOperator().get("/notifications").then().body("items.size()", equalTo(2));
    }

    @Test
    @Tag("NOT-01")
    void tellsNobodyAgainWhenTheInboxHasForgotten() {
        contact("VINET", "customer", "en");
        ProducerRecord<String, byte[]> accepted =
                event("cpq.quote.QuoteAccepted.v1").on(QUOTES);
        publish(accepted);
        awaitNotifications("?state=sent", "items.size()", equalTo(1));
        PostgresServer.rows("notification").execute("delete from inbox_message where tenant_id = ?", tenant);

        publish(accepted);

        await().until(() -> inboxRows() == 1);
        asOperator().get("/notifications").then().body("items.size()", equalTo(1));
        assertThat(mails("customer")).hasSize(1);
    }

    @Test
    @Tag("NOT-01")
    void namesTheMessageAfterTheIntentAndTellsThatItWasSent() {
        contact("VINET", "customer", "en");
        SampleEvent accepted = event("cpq.quote.QuoteAccepted.v1");
        publish(accepted.on(QUOTES));
        awaitNotifications("?state=sent", "items.size()", equalTo(1));

        String intent = asOperator().get("/notifications").then().extract().path("items[0].notificationId");

        assertThat(mails("customer").getFirst().mime()).contains("Message-ID: <" + intent + "@notification.cpq>");
        await().untilAsserted(() -> assertThat(events())
                .singleElement()
                .satisfies(event -> assertThat(event)
                        .contains("\"eventType\":\"NotificationSent\"", "\"aggregateVersion\":1,")
                        .contains("\"causationId\":\"" + accepted.messageId() + "\"")
                        .contains("<" + intent + "@notification.cpq>")));
    }

    @Test
    @Tag("NOT-02")
    void neverSendsAgainWhatACrashLeftInDoubt() {
        contact("VINET", "customer", "en");
        dispatcher.stop();
        publish(event("cpq.quote.QuoteAccepted.v1").on(QUOTES));
        awaitNotifications("?state=pending", "items.size()", equalTo(1));
        // What a crash between the claim and the result leaves behind.
        PostgresServer.rows("notification").execute("""
                update notification_intent set state = 'SENDING', claimed_by = 'notification-1',
                       claim_id = gen_random_uuid(), claimed_at = now(), attempts = 1 where tenant_id = ?""", tenant);

        dispatcher.start();
        publish(event("cpq.order.OrderCompleted.v1").on(ORDERS));

        awaitNotifications("?state=sent", "items.template", hasItem("order-completed"));
        asOperator()
                .get("/notifications?state=unknown")
                .then()
                .body("items.template", hasItem("quote-accepted"))
                .body("items[0].cause", containsString("nobody knows"));
        assertThat(mails("customer")).extracting(Mails.Mail::subject).containsExactly("Your order 10248 is complete");
    }

    @Test
    @Tag("NOT-02")
    void leavesAloneWhatAnotherInstanceIsSending() {
        dispatcher.stop();
        publish(event("cpq.quote.QuoteAccepted.v1").on(QUOTES));
        awaitNotifications("?state=pending", "items.size()", equalTo(1));
        PostgresServer.rows("notification").execute("""
                update notification_intent set state = 'SENDING', claimed_by = 'notification-2',
                       claim_id = gen_random_uuid(), claimed_at = now(), attempts = 1 where tenant_id = ?""", tenant);

        dispatcher.start();
        publish(event("cpq.order.OrderCompleted.v1").on(ORDERS));

        awaitNotifications("?state=waiting", "items.template", hasItem("order-completed"));
        asOperator().get("/notifications?state=sending").then().body("items.template", hasItem("quote-accepted"));
    }

    @Test
    @Tag("NOT-02")
    void sendsEverythingOnceTheMailServerIsBack() {
        contact("VINET", "customer", "en");
        TestServers servers = TestServers.ofThisJvm();
        servers.stop(TestServers.Server.MAIL);
        int count = 12;

        publish(IntStream.range(0, count)
                .mapToObj(number -> event("cpq.quote.QuoteAccepted.v1").on(QUOTES))
                .toList());
        awaitNotifications("?state=pending", "items.attempts", hasItem(greaterThan(0)));
        awaitNotifications("?state=pending", "items.size()", equalTo(count));
        servers.start(TestServers.Server.MAIL);

        await().atMost(MANY)
                .untilAsserted(() ->
                        asOperator().get("/notifications?state=sent").then().body("items.size()", equalTo(count)));
        assertThat(mails("customer")).hasSize(count);
        asOperator().get("/notifications?state=unknown").then().body("items", empty());
    }

    @Test
    void sendsHundredsInSeconds() {
        contact("VINET", "customer", "en");
        int count = 600;

        publish(IntStream.range(0, count)
                .mapToObj(number -> event("cpq.quote.QuoteAccepted.v1").on(QUOTES))
                .toList());

        await().atMost(MANY)
                .untilAsserted(() -> asOperator()
                        .get("/notifications/count")
                        .then()
                        .body("states.find { it.state == 'sent' }.count", equalTo(count)));
        assertThat(mails("customer")).hasSize(count);
    }

    @Test
    @Tag("INB-07")
    void putsACommandForATemplateThatDoesNotExistAside() {
        publish(event("cpq.notification.SendNotification.v1")
                .payload(payload -> payload.put("template", "birthday-greeting"))
                .on(COMMANDS));

        await().untilAsserted(() -> assertThat(KafkaBroker.records().readToEnd("cpq.notification.dlq.v1"))
                .anySatisfy(record -> assertThat(new String(record.value(), StandardCharsets.UTF_8))
                        .contains("birthday-greeting")));
    }

    @Test
    @Tag("N1")
    void reachesAMailboxBeyondAsciiAndNoOther() {
        contact("VINET", "Łukasz", "en");

        publish(event("cpq.quote.QuoteAccepted.v1").on(QUOTES));

        awaitNotifications("?state=sent", "items.size()", equalTo(1));
        assertThat(mails("Łukasz")).hasSize(1);
        assertThat(mails("Aukasz")).isEmpty();
    }

    @Test
    @Tag("N2")
    void printsAReferenceThatLooksLikeADateAndIsNone() {
        contact("VINET", "customer", "de");

        publish(event("cpq.quote.QuoteAccepted.v1")
                .payload(payload -> payload.put("externalReference", "2026-02-30"))
                .on(QUOTES));

        awaitNotifications("?state=sent", "items.size()", equalTo(1));
        assertThat(mails("customer"))
                .extracting(Mails.Mail::subject)
                .containsExactly("Ihre Annahme des Angebots 2026-02-30 ist eingegangen");
    }

    @Test
    @Tag("N2")
    void failsWithTheCauseWhatItCannotWord() {
        group("sales-managers", "managers", "en");

        publish(event("cpq.notification.SendNotification.v1")
                .payload(payload -> ((ObjectNode) payload.path("parameters").path(0)).put("value", "2026-02-30"))
                .on(COMMANDS));

        awaitNotifications("?state=failed", "items.cause", hasItem(containsString("dueAt must be an instant")));
        assertThat(mails("managers")).isEmpty();
    }

    @Test
    @Tag("N5")
    void namesTheFieldsOfAContactThatNobodyCouldUse() {
        asOperator()
                .contentType(ContentType.JSON)
                .body("{\"email\": \"a\\u0007@b.de\", \"locale\": \"de-x" + "-abcdefgh".repeat(2_000) + "\"}")
                .put("/contacts/VINET")
                .then()
                .statusCode(400)
                .body("violations.field", hasItems("email", "locale"));
    }

    @Test
    @Tag("API-04")
    void saysWhatIsWrongWithAContact() {
        asOperator()
                .contentType(ContentType.JSON)
                .body("{\"email\": \"a@b.de\\r\\nBcc: c@d.de\", \"locale\": \"?\"}")
                .put("/contacts/VINET")
                .then()
                .statusCode(400)
                .body("violations.field", hasItems("email", "locale"));
        asOperator()
                .contentType(ContentType.JSON)
                .body("{\"email\": \"a@b.de\"")
                .put("/contacts/VINET")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:cpq:problem:malformed-json"));
    }

    @Test
    @Tag("K5")
    void refusesEveryForgedCursorByItsName() {
        ForgedCursors.all()
                .forEach(cursor -> asOperator()
                        .urlEncodingEnabled(false)
                        .get("/notifications?cursor=" + cursor)
                        .then()
                        .statusCode(400)
                        .body("violations.field", hasItem("cursor")));
    }

    @Test
    @Tag("API-07")
    void refusesAConversationThatIsNoneBeforeItDoesAnything() {
        asOperator()
                .header("Cpq-Correlation-Id", "mine")
                .contentType(ContentType.JSON)
                .body("{\"email\": \"a@b.de\", \"locale\": \"de\"}")
                .put("/contacts/VINET")
                .then()
                .statusCode(400)
                .body("violations.field", hasItems("Cpq-Correlation-Id"));
    }

    @Test
    @Tag("K3")
    void namesWhatCannotBeKeptOrRead() {
        asOperator()
                .contentType(ContentType.JSON)
                .body("{\"email\": \"a@b.de\\u0000\", \"locale\": \"de\"}")
                .put("/contacts/VINET")
                .then()
                .statusCode(400)
                .body("violations.field", hasItems("email"));
        asOperator().get("/notifications?limit=abc").then().statusCode(400).body("violations.field", hasItems("limit"));
    }

    @Test
    @Tag("API-06")
    void showsNothingOfAnotherTenant() {
        publish(event("cpq.quote.QuoteAccepted.v1").on(QUOTES));
        awaitNotifications("", "items.size()", equalTo(1));

        given().auth()
                .oauth2(TokenIssuer.tokens().user("spy", "other", Set.of("operator")))
                .get("/notifications?subjectId=" + quote)
                .then()
                .statusCode(200)
                .body("items", empty());
    }
}
