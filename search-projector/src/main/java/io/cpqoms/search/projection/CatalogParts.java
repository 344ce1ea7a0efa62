package io.cpqoms.search.projection;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.messaging.PartsLedger;
import io.cpqoms.messaging.PartsSoFar;
import io.cpqoms.messaging.ReceivedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Writes what products are called as it comes: part after part, and that the version is whole when its fact agrees with them. */
@ApplicationScoped
class CatalogParts {

    private static final String PUT = """
            insert into catalog_product (tenant_id, catalog_version_id, product_id, name)
            select ?, ?, row.product_id, row.name from unnest(?::text[], ?::text[]) as row (product_id, name)
            on conflict do nothing returning product_id""";

    private final DataSource dataSource;
    private final PartsLedger ledger = new PartsLedger("catalog_version", "catalog_version_id", "products");

    CatalogParts(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Keeps a part; one that says nothing new is passed over. */
    void keep(ReceivedEvent event) {
        int part = event.payload().path("part").asInt();
        JsonNode products = event.payload().path("products");
        try (Connection connection = dataSource.getConnection()) {
            if (ledger.counts(connection, event, version(event), part, products)) {
                put(connection, event.tenantId(), version(event), products);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Makes the version count, if all of it has come as its fact says. */
    void complete(ReceivedEvent event) {
        PartsSoFar told = new PartsSoFar(
                event.payload().path("partCount").asInt(),
                event.payload().path("productCount").asInt(),
                event.payload().path("contentHash").asText());
        try (Connection connection = dataSource.getConnection()) {
            ledger.complete(connection, event, version(event), told);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    static String version(ReceivedEvent event) {
        return event.payload().path("catalogVersionId").asText();
    }

    private static void put(Connection connection, String tenantId, String version, JsonNode products)
            throws SQLException {
        List<String> ids = new ArrayList<>();
        List<String> names = new ArrayList<>();
        products.forEach(product -> {
            ids.add(product.path("productId").asText());
            names.add(product.path("name").asText());
        });
        try (PreparedStatement put = connection.prepareStatement(PUT)) {
            put.setString(1, tenantId);
            put.setString(2, version);
            put.setArray(3, connection.createArrayOf("text", ids.toArray()));
            put.setArray(4, connection.createArrayOf("text", names.toArray()));
            List<String> added = new ArrayList<>();
            try (ResultSet rows = put.executeQuery()) {
                while (rows.next()) {
                    added.add(rows.getString(1));
                }
            }
            PartsLedger.requireNew(ids, added);
        }
    }

    private static IllegalStateException failed(SQLException e) {
        return new IllegalStateException("Product names could not be stored", e);
    }
}
