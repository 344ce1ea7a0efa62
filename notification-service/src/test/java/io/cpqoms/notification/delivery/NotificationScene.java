package io.cpqoms.notification.delivery;

import static io.cpqoms.testkit.Eventually.await;
import static io.restassured.RestAssured.given;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.MailSink;
import io.cpqoms.testkit.Mails;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.SampleEvent;
import io.cpqoms.testkit.TestServers;
import io.cpqoms.testkit.TokenIssuer;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.AfterEach;

/** What tests of the whole service share: a tenant of their own, facts that arrive, and what came out of them. */
abstract class NotificationScene {

    static final String QUOTES = "cpq.quote.events.v1";
    static final String ORDERS = "cpq.order.events.v1";
    static final String WORKFLOW = "cpq.workflow.events.v1";
    static final String COMMANDS = "cpq.notification.commands.v1";

    final String tenant = "t" + UUID.randomUUID().toString().substring(0, 12);
    final UUID quote = UUID.randomUUID();

    @Inject
    Dispatcher dispatcher;

    @AfterEach
    void letEverythingRunAgain() {
        TestServers.ofThisJvm().start(TestServers.Server.MAIL);
        dispatcher.stop();
        dispatcher.start();
    }

    SampleEvent event(String schemaId) {
        return SampleEvent.of(schemaId)
                .tenant(tenant)
                .aggregate(UUID.randomUUID(), 1)
                .occurredAt(ago(Duration.ZERO));
    }

    @SafeVarargs
    static void publish(ProducerRecord<String, byte[]>... records) {
        publish(Arrays.asList(records));
    }

    static void publish(List<ProducerRecord<String, byte[]>> records) {
        KafkaBroker.records().publish(records);
    }

    void contact(String party, String mailbox, String locale) {
        put(asOperator(), "/contacts/" + party, mailbox, locale).statusCode(200);
    }

    void group(String group, String mailbox, String locale) {
        put(as("administrator"), "/group-contacts/" + group, mailbox, locale).statusCode(200);
    }

    ValidatableResponse put(RequestSpecification caller, String path, String mailbox, String locale) {
        return caller.contentType(ContentType.JSON)
                .body("{\"email\": \"" + address(mailbox) + "\", \"locale\": \"" + locale + "\"}")
                .put(path)
                .then();
    }

    void awaitNotifications(String query, String path, Matcher<?> matcher) {
        await().untilAsserted(() -> asOperator()
                .get("/notifications" + query)
                .then()
                .statusCode(200)
                .body(path, matcher));
    }

    long inboxRows() {
        return PostgresServer.rows("notification")
                .number("select count(*) from inbox_message where tenant_id = ?", tenant);
    }

    List<Mails.Mail> mails(String mailbox) {
        return MailSink.mails().to(address(mailbox));
    }

    String address(String mailbox) {
        return mailbox + "@" + tenant + ".example";
    }

    List<String> events() {
        return KafkaBroker.records().readToEnd("cpq.notification.events.v1").stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .filter(value -> value.contains("\"tenantId\":\"" + tenant + "\""))
                .toList();
    }

    RequestSpecification asOperator() {
        return as("operator");
    }

    RequestSpecification as(String role) {
        return given().auth().oauth2(TokenIssuer.tokens().user(role + "-1", tenant, Set.of(role)));
    }

    /** As events write instants. */
    static String ago(Duration duration) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
                .withZone(ZoneOffset.UTC)
                .format(Instant.now().minus(duration));
    }
}
