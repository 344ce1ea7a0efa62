package io.cpqoms.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.command.retention.Retention;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.cpqoms.testkit.TenantWalls;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every table of this service's database has somebody who purges it, or says why not. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "workflow"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("K17")
class BridgeTablesIT {

    private final Rows rows = PostgresServer.rows("workflow");
    private final String tenant = "tenant-" + UUID.randomUUID().toString().substring(0, 8);

    @Inject
    Retention retention;

    @Test
    @Tag("SEC-01")
    void noTenantGetsThroughToAnothersRows() {
        link("running", null);
        rows.execute(
                "insert into process_message (message_id, name, business_key, result, reason)"
                        + " values (gen_random_uuid(), 'decided', ?, 'applied', 'one waited')",
                tenant + " running");
        rows.execute(
                "insert into fallout_repair values (?, gen_random_uuid(), 'retry', 'olga', 'it is back', now())",
                tenant);
        rows.execute("insert into decided_task values (?, ?, 'approve', 'olga', now())", tenant, tenant);

        TenantWalls.Report walls =
                TenantWalls.of(rows, "flyway_schema_history", "cpq_messaging_history", "cursor_key", "act_*");

        assertThat(walls.findings()).isEmpty();
        assertThat(walls.tried()).contains("process_link", "process_message", "fallout_repair", "decided_task");
    }

    @Test
    void noTableGrowsForEverWithoutAReason() {
        assertThat(retention.findings()).isEmpty();
    }

    @Test
    void aLinkGoesLongAfterItsProcessEndedAndNeverBefore() {
        link("running", null);
        link("ended lately", "199 days");
        link("ended long ago", "201 days");

        retention.purge();

        assertThat(rows.query("select business_key from process_link where tenant_id = ?", tenant))
                .extracting(row -> row.get("business_key"))
                .containsExactlyInAnyOrder(tenant + " running", tenant + " ended lately");
    }

    @Test
    void whatBecameOfAMessageIsForgottenAfterAHundredDays() {
        for (int days : List.of(99, 101)) {
            rows.execute(
                    "insert into process_message (message_id, name, business_key, result, reason, recorded_at)"
                            + " values (gen_random_uuid(), 'decided', ?, 'applied', 'one waited', now() - make_interval(days => ?))",
                    tenant,
                    days);
        }

        retention.purge();

        assertThat(rows.number("select count(*) from process_message where business_key = ?", tenant))
                .isEqualTo(1);
    }

    private void link(String name, @Nullable String endedBefore) {
        rows.execute(
                "insert into process_link (process_key, business_key, tenant_id, subject_type, subject_id, correlation_id,"
                        + " causation_id, linked_at, ended_at) values ('quote-approval', ?, ?, 'quote', gen_random_uuid(),"
                        + " gen_random_uuid(), gen_random_uuid(), now() - interval '300 days', now() - ?::interval)",
                tenant + " " + name,
                tenant,
                endedBefore);
    }
}
