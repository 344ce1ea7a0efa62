package io.cpqoms.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.command.retention.Retention;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.OpenSearchNode;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.cpqoms.testkit.TenantWalls;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every table of this service's database has somebody who purges it, or says why not. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "search"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(OpenSearchNode.class)
@WithTestResource(TokenIssuer.class)
@Tag("K17")
class SearchTablesIT {

    @Inject
    Retention retention;

    @Test
    @Tag("SEC-01")
    void noTenantGetsThroughToAnothersRows() {
        Rows rows = PostgresServer.rows("search");
        for (String table : List.of("projection_document", "projection_rebuild")) {
            rows.execute(
                    "insert into " + table + " (tenant_id, kind, id, version, correlation_id, occurred_at, document)"
                            + " values ('walled', 'quote', 'q', 1, gen_random_uuid(), now(), '{}')");
        }
        rows.execute("insert into catalog_version (tenant_id, catalog_version_id) values ('walled', 'c')");
        rows.execute("insert into catalog_product values ('walled', 'c', 'p', 'Product')");

        TenantWalls.Report walls = TenantWalls.of(
                rows,
                "flyway_schema_history",
                "cpq_messaging_history",
                "cursor_key",
                "projection_rebuild_owner",
                "projection_index");

        assertThat(walls.findings()).isEmpty();
        assertThat(walls.tried())
                .contains("projection_document", "projection_rebuild", "catalog_version", "catalog_product");
    }

    @Test
    void noTableGrowsForEverWithoutAReason() {
        assertThat(retention.findings()).isEmpty();
    }
}
