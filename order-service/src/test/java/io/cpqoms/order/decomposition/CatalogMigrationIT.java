package io.cpqoms.order.decomposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpqoms.order.PartnerServer;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.cpqoms.testkit.shape.GoldenForms;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Catalog versions that came in one event before the upgrade are whole after it, and orders on them go on. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "orders"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@WithTestResource(PartnerServer.class)
@Tag("DOM-07")
class CatalogMigrationIT {

    private static final List<String> FORMER = List.of(
            "V1__orders.sql",
            "V1_1__acceptances_by_age.sql",
            "V2__lists.sql",
            "V3__names_written_out.sql",
            "V4__lists.sql",
            "V5__isolation.sql");

    private final GoldenForms documents = new GoldenForms("catalog-rules");
    private final GoldenForms rules = new GoldenForms("product-rules");

    @Test
    void takesTheDocumentsOfBothFormsOver() throws SQLException, IOException {
        try (Connection connection = PostgresServer.rows("orders").open();
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            String schema = "upgrade_" + UUID.randomUUID().toString().substring(0, 8);
            sql.execute("create schema " + schema);
            sql.execute("set local search_path to " + schema + ", public");
            for (String script : FORMER) {
                sql.execute(script(script));
            }
            snapshot(sql, 1, documents.read(1, "two-products"));
            snapshot(sql, 2, documents.read(2, "two-products"));
            // In the first form a product could be called so.
            snapshot(sql, 3, """
                    {"form":[{"task":"provision","partner":"provisioning","reach":"LINE","dependsOn":[]}]}""");

            parked(sql, "partCount");
            letter(sql, "partCount");
            sql.execute(script("V6__catalog_parts.sql"));

            assertThat(
                            found(
                                    sql,
                                    "select products || ' ' || (whole_at = recorded_at) from catalog_snapshot order by catalog_version_id"))
                    .containsExactly("2 true", "2 true", "1 true");
            assertThat(found(sql, "select document from catalog_rule order by catalog_version_id, product_id"))
                    .extracting(CatalogDocuments.RULES::read)
                    .containsExactly(read("cheese"), read("line"), read("cheese"), read("line"), read("line"));
            connection.rollback();
        }
    }

    @Test
    void refusesToGoOnWhileAFactOfTheFormerFormIsHeldBack() throws SQLException, IOException {
        try (Connection connection = PostgresServer.rows("orders").open();
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            parked(sql, "products");

            String migration = script("V6__catalog_parts.sql");
            assertThatThrownBy(() -> sql.execute(migration))
                    .hasMessageContaining("catalog versions of the former release");
            connection.rollback();
        }
    }

    @Test
    void refusesToGoOnWhileAFactOfTheFormerFormIsAnOpenDeadLetter() throws SQLException, IOException {
        try (Connection connection = PostgresServer.rows("orders").open();
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            letter(sql, "products");

            String migration = script("V6__catalog_parts.sql");
            assertThatThrownBy(() -> sql.execute(migration))
                    .hasMessageContaining("catalog versions of the former release");
            connection.rollback();
        }
    }

    private CatalogDocuments.ProductRules read(String name) {
        return CatalogDocuments.RULES.read(rules.read(CatalogDocuments.RULES.form(), name));
    }

    private static void parked(Statement sql, String member) throws SQLException {
        sql.execute("""
                insert into inbox_parked (consumer, aggregate_key, aggregate_version, message_id, topic, partition, record_offset,
                                          record_time, headers, value, received_at)
                values ('c', 'k', 1, gen_random_uuid(), 'cpq.catalog.publications.v1', 0, 0, 0, '[]',
                        convert_to('{"eventType":"CatalogVersionPublished","payload":{"%s":[]}}', 'UTF8'), now())""".formatted(member));
    }

    private static void letter(Statement sql, String member) throws SQLException {
        sql.execute("""
                insert into dead_letter (dlq_id, consumer, message_id, tenant_id, aggregate_key, aggregate_version, event_type, topic,
                                         partition, record_offset, record_time, headers, value, failure_type, failure_class,
                                         failure_message, failure_group, attempts, first_failed_at, last_failed_at)
                values (gen_random_uuid(), 'c', gen_random_uuid(), 'acme', 'k', 1, 'CatalogVersionPublished',
                        'cpq.catalog.publications.v1', 0, 0, 0, '[]', convert_to('{"payload":{"%s":[]}}', 'UTF8'), 't', 'c', 'm', 'g', 1,
                        now(), now())""".formatted(member));
    }

    private static void snapshot(Statement sql, int version, String document) throws SQLException {
        sql.execute("""
                insert into catalog_snapshot (tenant_id, catalog_version_id, document, recorded_at)
                values ('acme', '00000000-0000-0000-0000-00000000000%d', '%s', now() - interval '1 day')""".formatted(version, document));
    }

    private static List<String> found(Statement sql, String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet rows = sql.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private static String script(String name) throws IOException {
        try (InputStream in = CatalogMigrationIT.class.getResourceAsStream("/db/migration/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
