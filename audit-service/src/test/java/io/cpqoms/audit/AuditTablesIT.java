package io.cpqoms.audit;

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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every table of this service's database has somebody who purges it, or says why not. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "audit"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("K17")
class AuditTablesIT {

    @Inject
    Retention retention;

    @Test
    @Tag("SEC-01")
    void noTenantGetsThroughToAnothersRows() {
        Rows rows = PostgresServer.rows("audit");
        rows.execute("insert into audit_chain (tenant_id, last_sequence) values ('walled', 1)");
        rows.execute(
                "insert into audit_fact values ('walled', 1, gen_random_uuid(), 't', 0, 0, 'quote', 'q', 1, 'QuoteOpened', now(),"
                        + " now(), gen_random_uuid(), gen_random_uuid(), 'user', 'olga', '{}', decode(repeat('00', 32), 'hex'),"
                        + " decode(repeat('01', 32), 'hex'))");

        TenantWalls.Report walls = TenantWalls.of(rows, "flyway_schema_history", "cpq_messaging_history", "cursor_key");

        assertThat(walls.findings()).isEmpty();
        assertThat(walls.tried()).contains("audit_chain", "audit_fact");
    }

    @Test
    void noTableGrowsForEverWithoutAReason() {
        assertThat(retention.findings()).isEmpty();
    }
}
