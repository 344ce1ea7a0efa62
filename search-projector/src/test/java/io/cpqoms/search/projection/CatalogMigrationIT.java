package io.cpqoms.search.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.OpenSearchNode;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
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
import org.junit.jupiter.api.Test;

/** Catalog versions that came in one event before the upgrade are whole after it, and go on naming products. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "search"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(OpenSearchNode.class)
@WithTestResource(TokenIssuer.class)
class CatalogMigrationIT {

    @Test
    void takesTheNamesOverAsWholeVersions() throws SQLException, IOException {
        try (Connection connection = PostgresServer.rows("search").open();
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            String schema = "upgrade_" + UUID.randomUUID().toString().substring(0, 8);
            sql.execute("create schema " + schema);
            sql.execute("set local search_path to " + schema + ", public");
            for (String script : List.of("V1__projection.sql", "V2__rebuild.sql", "V3__isolation.sql")) {
                sql.execute(script(script));
            }
            sql.execute("insert into catalog_product values ('acme', 'a', '1', 'Brie'), ('acme', 'a', '2', 'Edam'),"
                    + " ('acme', 'b', '1', 'Brie'), ('other', 'a', '1', 'Soup')");
            parked(sql, "partCount");

            sql.execute(script("V4__catalog_parts.sql"));

            assertThat(found(
                            sql,
                            "select tenant_id || ' ' || catalog_version_id || ' ' || products || ' ' || (whole_at is not null)"
                                    + " || ' ' || (hash is null) from catalog_version order by 1"))
                    .containsExactly("acme a 2 true true", "acme b 1 true true", "other a 1 true true");
            sql.execute("delete from catalog_version where tenant_id = 'acme'");
            assertThat(found(sql, "select name from catalog_product")).containsExactly("Soup");
            connection.rollback();
        }
    }

    @Test
    void refusesToGoOnWhileAFactOfTheFormerFormIsHeldBack() throws SQLException, IOException {
        try (Connection connection = PostgresServer.rows("search").open();
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            parked(sql, "products");

            String migration = script("V4__catalog_parts.sql");
            assertThatThrownBy(() -> sql.execute(migration))
                    .hasMessageContaining("catalog versions of the former release");
            connection.rollback();
        }
    }

    private static void parked(Statement sql, String member) throws SQLException {
        sql.execute("""
                insert into inbox_parked (consumer, aggregate_key, aggregate_version, message_id, topic, partition, record_offset,
                                          record_time, headers, value, received_at)
                values ('c', 'k', 1, gen_random_uuid(), 'cpq.catalog.publications.v1', 0, 0, 0, '[]',
                        convert_to('{"eventType":"CatalogVersionPublished","payload":{"%s":[]}}', 'UTF8'), now())""".formatted(member));
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
