package io.cpqoms.search.projection;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.messaging.PartsSoFar;
import io.cpqoms.messaging.ReceivedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Writes what products are called as it comes: part after part, and that the version is whole when its fact agrees with them. */
@ApplicationScoped
class CatalogParts {

    private static final String BEGIN = """
            insert into catalog_version (tenant_id, catalog_version_id, hash) values (?, ?, ?) on conflict do nothing""";
    private static final String SO_FAR = """
            select parts, products, hash from catalog_version
             where tenant_id = ? and catalog_version_id = ? and whole_at is null for update""";
    private static final String PUT = """
            insert into catalog_product (tenant_id, catalog_version_id, product_id, name)
            select ?, ?, row.product_id, row.name from unnest(?::text[], ?::text[]) as row (product_id, name)""";
    private static final String COUNT = """
            update catalog_version set parts = ?, products = ?, hash = ? where tenant_id = ? and catalog_version_id = ?""";
    private static final String WHOLE = """
            update catalog_version set whole_at = now() where tenant_id = ? and catalog_version_id = ?""";

    private final DataSource dataSource;

    CatalogParts(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Keeps a part; one that came before, or after the version was whole, says nothing new. */
    void keep(ReceivedEvent event) {
        int part = event.payload().path("part").asInt();
        JsonNode products = event.payload().path("products");
        String version = version(event);
        try (Connection connection = dataSource.getConnection()) {
            Optional<PartsSoFar> before =
                    soFar(connection, event.tenantId(), version).filter(soFar -> !soFar.has(part));
            if (before.isPresent()) {
                PartsSoFar after = before.get().with(part, products);
                put(connection, event.tenantId(), version, products);
                count(connection, event.tenantId(), version, after);
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
        String version = version(event);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement whole = prepare(connection, WHOLE, event.tenantId(), version)) {
            Optional<PartsSoFar> soFar = soFar(connection, event.tenantId(), version);
            if (soFar.isPresent()) {
                soFar.get().requireWhole(told);
                whole.executeUpdate();
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    static String version(ReceivedEvent event) {
        return event.payload().path("catalogVersionId").asText();
    }

    /** Nothing when it is whole, because then nothing can come that counts. */
    private static Optional<PartsSoFar> soFar(Connection connection, String tenantId, String version)
            throws SQLException {
        try (PreparedStatement begin = prepare(connection, BEGIN, tenantId, version);
                PreparedStatement query = prepare(connection, SO_FAR, tenantId, version)) {
            begin.setString(3, PartsSoFar.NOTHING.hash());
            begin.executeUpdate();
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new PartsSoFar(row.getInt(1), row.getInt(2), row.getString(3)))
                        : Optional.empty();
            }
        }
    }

    private static void put(Connection connection, String tenantId, String version, JsonNode products)
            throws SQLException {
        List<String> ids = new ArrayList<>();
        List<String> names = new ArrayList<>();
        products.forEach(product -> {
            ids.add(product.path("productId").asText());
            names.add(product.path("name").asText());
        });
        try (PreparedStatement put = prepare(connection, PUT, tenantId, version)) {
            put.setArray(3, connection.createArrayOf("text", ids.toArray()));
            put.setArray(4, connection.createArrayOf("text", names.toArray()));
            put.executeUpdate();
        }
    }

    private static void count(Connection connection, String tenantId, String version, PartsSoFar soFar)
            throws SQLException {
        try (PreparedStatement count = connection.prepareStatement(COUNT)) {
            count.setInt(1, soFar.parts());
            count.setInt(2, soFar.items());
            count.setString(3, soFar.hash());
            count.setString(4, tenantId);
            count.setString(5, version);
            count.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, String tenantId, String version)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, tenantId);
        statement.setString(2, version);
        return statement;
    }

    private static IllegalStateException failed(SQLException e) {
        return new IllegalStateException("Product names could not be stored", e);
    }
}
