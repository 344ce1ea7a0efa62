package io.cpqoms.order;

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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every table of this service's database has somebody who purges it, or says why not. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "orders"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@WithTestResource(PartnerServer.class)
@Tag("K17")
class OrderTablesIT {

    private final Rows rows = PostgresServer.rows("orders");
    private final String tenant = "tenant-" + UUID.randomUUID().toString().substring(0, 8);

    @Inject
    Retention retention;

    @Test
    @Tag("SEC-01")
    void noTenantGetsThroughToAnothersRows() {
        order(acceptance("1 day"));
        rows.execute(
                "with s as (insert into catalog_snapshot (tenant_id, catalog_version_id) values (?, gen_random_uuid()) returning *)"
                        + " insert into catalog_rule select tenant_id, catalog_version_id, 'p', '{}' from s",
                tenant);
        rows.execute(
                "insert into fallout (tenant_id, order_id, number, fallout_id, task_id, task, partner, attempt, type, cause, impact,"
                        + " repairs, owner, opened_at) select tenant_id, id, 1, gen_random_uuid(), gen_random_uuid(), 'ship',"
                        + " 'logistics', 1, 'timeout', 'c', 'i', '{}', 'o', now() from orders where tenant_id = ?",
                tenant);

        TenantWalls.Report walls = TenantWalls.of(rows, "flyway_schema_history", "cpq_messaging_history", "cursor_key");

        assertThat(walls.findings()).isEmpty();
        assertThat(walls.tried()).contains("orders", "accepted_quote", "catalog_snapshot", "catalog_rule", "fallout");
    }

    @Test
    void noTableGrowsForEverWithoutAReason() {
        assertThat(retention.findings()).isEmpty();
    }

    @Test
    void anAcceptanceGoesWhenItIsOldAndHasItsOrder() {
        UUID ordered = acceptance("101 days");
        UUID waiting = acceptance("101 days");
        UUID young = acceptance("99 days");
        order(ordered);
        order(young);

        retention.purge();

        assertThat(rows.query("select quote_id from accepted_quote where tenant_id = ?", tenant))
                .extracting(row -> row.get("quote_id"))
                .containsExactlyInAnyOrder(waiting, young);
    }

    /** What the topic keeps no longer can't become whole; what is whole stays. */
    @Test
    void partsOfACatalogThatNeverBecameWholeGoWithIt() {
        UUID old = catalog("101 days", null);
        UUID young = catalog("99 days", null);
        UUID whole = catalog("101 days", "101 days");

        retention.purge();

        assertThat(rows.query("select catalog_version_id from catalog_rule where tenant_id = ?", tenant))
                .extracting(row -> row.get("catalog_version_id"))
                .containsExactlyInAnyOrder(young, whole)
                .doesNotContain(old);
    }

    private UUID catalog(String age, @Nullable String wholeSince) {
        UUID version = UUID.randomUUID();
        rows.execute(
                "insert into catalog_snapshot (tenant_id, catalog_version_id, recorded_at, whole_at)"
                        + " values (?, ?, now() - ?::interval, now() - ?::interval)",
                tenant,
                version,
                age,
                wholeSince);
        rows.execute("insert into catalog_rule values (?, ?, 'p', '{}')", tenant, version);
        return version;
    }

    private UUID acceptance(String age) {
        UUID quote = UUID.randomUUID();
        rows.execute(
                "insert into accepted_quote (tenant_id, quote_id, revision, document, recorded_at)"
                        + " values (?, ?, 1, '{}', now() - ?::interval)",
                tenant,
                quote,
                age);
        return quote;
    }

    private void order(UUID quote) {
        rows.execute(
                "insert into orders (id, tenant_id, version, state, open_fallouts, fallouts, quote_id, quote_revision,"
                        + " customer_id, currency, exact_total, rounded_total, correlation_id, created_at, updated_at, document)"
                        + " values (gen_random_uuid(), ?, 1, 'completed', 0, 0, ?, 1, 'A', 'EUR', 1, 1, gen_random_uuid(), now(), now(), '{}')",
                tenant,
                quote);
    }
}
