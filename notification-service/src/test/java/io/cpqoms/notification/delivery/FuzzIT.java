package io.cpqoms.notification.delivery;

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

    @Test
    void survivesWhateverIsSentToItsOperations() {
        contact("VINET", "customer", "en");
        group("sales-managers", "managers", "en");
        // What is resent stays where it is, so that nothing changes but by requests.
        dispatcher.stop();
        publish(event("cpq.quote.QuoteAccepted.v1").on(QUOTES));
        awaitNotifications("?state=pending", "items.size()", equalTo(1));
        FuzzReport report = FuzzRun.requireClean(FuzzTarget.of(
                        URI.create("http://127.0.0.1:" + RestAssured.port),
                        Path.of("src/main/resources/openapi/openapi.yaml"))
                .tenants(tenant, "other")
                .id("partyId", () -> "VINET")
                .id("group", () -> "sales-managers")
                .id("notificationId", this::failed)
                .database(PostgresServer.rows("notification"))
                .bodyLimit(64 * 1024));

        assertThat(report.statuses()).containsKeys(200, 400, 401, 404);
    }

    private String failed() {
        Rows rows = PostgresServer.rows("notification");
        rows.execute(
                "update notification_intent set state = 'FAILED', cause = 'as the test wants it',"
                        + " claim_id = gen_random_uuid() where tenant_id = ?",
                tenant);
        return asOperator().get("/notifications").path("items[0].notificationId");
    }
}
