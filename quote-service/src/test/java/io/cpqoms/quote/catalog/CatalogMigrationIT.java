package io.cpqoms.quote.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** Catalog versions of former releases, whose products were one document, have them as rows after the upgrade. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "quote"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("DOM-01")
class CatalogMigrationIT {

    private static final List<String> FORMER = List.of(
            "V1__quote.sql",
            "V2__catalog_product_count.sql",
            "V3__history.sql",
            "V4__lists.sql",
            "V5__isolation.sql",
            "V6__revisions.sql");

    /** What releases wrote, in both of its forms, for a version in each state. */
    private final GoldenForms documents = new GoldenForms("catalog");

    private final GoldenForms products = new GoldenForms("catalog-product");

    @Test
    void takesThePublishedAndTheDraftedOver() throws SQLException, IOException {
        try (Connection connection = PostgresServer.rows("quote").open();
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            String schema = "upgrade_" + UUID.randomUUID().toString().substring(0, 8);
            sql.execute("create schema " + schema);
            sql.execute("set local search_path to " + schema + ", public");
            for (String script : FORMER) {
                sql.execute(script(script));
            }
            version(sql, 1, "PUBLISHED", documents.read(1, "two-products"));
            version(sql, 0, "DRAFT", documents.read(2, "two-products"));
            version(sql, 2, "RETIRED", documents.read(2, "two-products"));

            unpublished(sql, "partCount");
            sql.execute(script("V7__catalog_products.sql"));

            assertThat(found(sql, "select state || ' ' || version || ' ' || told from catalog_version order by 1"))
                    .containsExactly("DRAFT 0 0", "PUBLISHED 1 1", "RETIRED 2 2");
            assertThat(found(
                            sql,
                            "select product_id || ' ' || name || ' ' || product_class from catalog_product"
                                    + " where catalog_version_id = '00000000-0000-0000-0000-000000000000' order by 1"))
                    .containsExactly("11 Queso Cabrales dairy", "5 Chef Anton's Gumbo Mix condiments");
            List<String> rows =
                    found(sql, "select document from catalog_product order by catalog_version_id, product_id");
            assertThat(rows)
                    .hasSize(6)
                    .extracting(CatalogDocuments.PRODUCT::read)
                    .containsExactly(cheese(), soup(), cheese(), soup(), cheese(), soup());
            connection.rollback();
        }
    }

    @Test
    void refusesToGoOnWhileAPublicationOfTheFormerFormIsNotOnKafka() throws SQLException, IOException {
        try (Connection connection = PostgresServer.rows("quote").open();
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            unpublished(sql, "products");

            String migration = script("V7__catalog_products.sql");
            assertThatThrownBy(() -> sql.execute(migration))
                    .hasMessageContaining("catalog versions of the former release");
            connection.rollback();
        }
    }

    private Product cheese() {
        return CatalogDocuments.PRODUCT.read(products.read(2, "cheese"));
    }

    private Product soup() {
        return CatalogDocuments.PRODUCT.read(products.read(2, "soup"));
    }

    private static void unpublished(Statement sql, String member) throws SQLException {
        sql.execute("""
                insert into outbox_message (shard, message_id, topic, record_key, event_type, schema_id, tenant_id, aggregate_type,
                                            aggregate_id, aggregate_version, occurred_at, value)
                values (0, gen_random_uuid(), 'cpq.catalog.publications.v1', 'k', 'CatalogVersionPublished', 's', 'acme', 'catalog',
                        'c', 1, now(), '{"payload":{"%s":[]}}')""".formatted(member));
    }

    private static void version(Statement sql, int version, String state, String document) throws SQLException {
        sql.execute("""
                insert into catalog_version (catalog_version_id, tenant_id, version, state, name, products, product_count, changed_at)
                values ('00000000-0000-0000-0000-00000000000%d', 'acme', %d, '%s', 'Autumn', $doc$%s$doc$, 2, now())""".formatted(version, version, state, document));
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
