package io.cpqoms.notification.delivery;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.MailSink;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.cpqoms.testkit.TokenIssuer;
import io.cpqoms.testkit.fuzz.FuzzReport;
import io.cpqoms.testkit.fuzz.FuzzRun;
import io.cpqoms.testkit.fuzz.FuzzTarget;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests that are each broken in one way: none makes the service fail, none that it refuses leaves a trace. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "notification"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(MailSink.class)
@WithTestResource(TokenIssuer.class)
@Tag("SEC-04")
class FuzzIT extends NotificationScene {

    private static final String OTHER = "other";
    private static final String INTENTS = "select count(*) from notification_intent where tenant_id = ?";

    private final Rows rows = PostgresServer.rows("notification");

    @Test
    void survivesWhateverIsSentToItsOperations() {
        contact("VINET", "customer", "en");
        group("sales-managers", "managers", "en");
        UUID foreignQuote = UUID.randomUUID();
        // What is resent stays where it is, so that nothing changes but by requests.
        dispatcher.stop();
        publish(event("cpq.quote.QuoteAccepted.v1").aggregate(quote, 1).on(QUOTES));
        publish(event("cpq.quote.QuoteAccepted.v1")
                .tenant(OTHER)
                .aggregate(foreignQuote, 1)
                .on(QUOTES));
        awaitNotifications("?state=pending", "items.size()", equalTo(1));
        await().until(() -> rows.number(INTENTS, OTHER), intents -> intents == 1);
        contactOfOther();
        FuzzReport report = FuzzRun.requireClean(FuzzTarget.of(
                        URI.create("http://127.0.0.1:" + RestAssured.port),
                        Path.of("src/main/resources/openapi/openapi.yaml"))
                .tenants(tenant, OTHER)
                .name("partyId", "VINET", "ALFKI")
                .name("group", "sales-managers", "purchasing-of-others")
                .id("notificationId", () -> failed(tenant), () -> failed(OTHER))
                .id("subjectId", quote::toString, foreignQuote::toString)
                .database(rows)
                .operators()
                .bodyLimit(64 * 1024));

        assertThat(report.statuses()).containsKeys(200, 400, 401, 404);
        assertThat(report.foreign())
                .containsKeys("partyId", "group", "notificationId", "subjectId", "dlqId", "outboxId");
    }

    /** Under the names that the fuzzer writes to, so that a write that misses its tenant hits them. */
    private void contactOfOther() {
        rows.execute(
                "insert into contact (tenant_id, party_id, kind, email, locale, updated_at)"
                        + " values (?, 'ALFKI', 'customer', 'theirs@other.example', 'en', now()),"
                        + " (?, 'purchasing-of-others', 'group', 'theirs@other.example', 'en', now())",
                OTHER,
                OTHER);
    }

    private String failed(String whose) {
        rows.execute(
                "update notification_intent set state = 'FAILED', cause = 'as the test wants it',"
                        + " claim_id = gen_random_uuid() where tenant_id = ?",
                whose);
        return String.valueOf(
                rows.query("select id from notification_intent where tenant_id = ? order by id limit 1", whose)
                        .getFirst()
                        .get("id"));
    }
}
