package io.cpqoms.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.command.retention.Retention;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.MailSink;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.cpqoms.testkit.TenantWalls;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every table of this service's database has somebody who purges it, or says why not. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "notification"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(MailSink.class)
@WithTestResource(TokenIssuer.class)
@Tag("K17")
class NotificationTablesIT {

    private final Rows rows = PostgresServer.rows("notification");

    @Inject
    Retention retention;

    @Test
    @Tag("SEC-01")
    void noTenantGetsThroughToAnothersRows() {
        rows.execute("insert into contact (tenant_id, party_id, email, locale, updated_at, kind)"
                + " values ('walled', 'ALFKI', 'a@example.org', 'en', now(), 'customer')");
        rows.execute(
                "insert into notification_intent (id, tenant_id, cause_message_id, template, template_version, recipient, channel,"
                        + " subject_type, subject_id, parameters, correlation_id, state, next_attempt_at, created_at, updated_at,"
                        + " recipient_kind) values (gen_random_uuid(), 'walled', gen_random_uuid(), 'order-completed', 1, 'ALFKI',"
                        + " 'email', 'order', 'x', '{}', gen_random_uuid(), 'SENT', now(), now(), now(), 'customer')");
        rows.execute(
                "insert into notification_resend (intent_id, asked_at, asked_by, reason, accept_duplicate, state_before)"
                        + " select id, now(), 'olga', 'lost', true, 'SENT' from notification_intent where tenant_id = 'walled'");

        TenantWalls.Report walls = TenantWalls.of(rows, "flyway_schema_history", "cpq_messaging_history", "cursor_key");

        assertThat(walls.findings()).isEmpty();
        assertThat(walls.tried()).contains("contact", "notification_intent", "notification_resend");
    }

    @Test
    void noTableGrowsForEverWithoutAReason() {
        assertThat(retention.findings()).isEmpty();
    }
}
