package io.cpqoms.order.decomposition;

import io.cpqoms.messaging.PartsSoFar;
import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Writes catalog versions as they come: rules of part after part, and that the version is whole when its fact agrees with them. */
@ApplicationScoped
public class CatalogParts {

    private static final String BEGIN = """
            insert into catalog_snapshot (tenant_id, catalog_version_id, hash) values (?, ?, ?) on conflict do nothing""";
    private static final String SO_FAR = """
            select parts, products, hash from catalog_snapshot
             where tenant_id = ? and catalog_version_id = ? and whole_at is null for update""";
    private static final String ADD = """
            insert into catalog_rule (tenant_id, catalog_version_id, product_id, document)
            select ?, ?, row.product_id, row.document::jsonb from unnest(?::text[], ?::text[]) as row (product_id, document)""";
    private static final String COUNT = """
            update catalog_snapshot set parts = ?, products = ?, hash = ? where tenant_id = ? and catalog_version_id = ?""";
    private static final String WHOLE = """
            update catalog_snapshot set whole_at = now() where tenant_id = ? and catalog_version_id = ?""";

    private final DataSource dataSource;

    CatalogParts(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** How much of a version has come; nothing when it is whole, because then nothing can come that counts. */
    public Optional<PartsSoFar> soFar(TenantId tenant, CatalogVersionId version) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement begin = prepare(connection, BEGIN, tenant, version);
                PreparedStatement query = prepare(connection, SO_FAR, tenant, version)) {
            begin.setString(3, PartsSoFar.NOTHING.hash());
            begin.executeUpdate();
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new PartsSoFar(row.getInt(1), row.getInt(2), row.getString(3)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Keeps the rules of a part, and how much has come with it. */
    public void add(
            TenantId tenant,
            CatalogVersionId version,
            Map<ProductId, List<FulfilmentRule>> rules,
            PartsSoFar withThese) {
        List<Map.Entry<ProductId, List<FulfilmentRule>>> rows = List.copyOf(rules.entrySet());
        try (Connection connection = dataSource.getConnection();
                PreparedStatement add = prepare(connection, ADD, tenant, version);
                PreparedStatement count = connection.prepareStatement(COUNT)) {
            add.setArray(
                    3,
                    connection.createArrayOf(
                            "text",
                            rows.stream().map(row -> row.getKey().value()).toArray()));
            add.setArray(
                    4,
                    connection.createArrayOf(
                            "text",
                            rows.stream()
                                    .map(row -> CatalogDocuments.RULES.write(
                                            new CatalogDocuments.ProductRules(row.getValue())))
                                    .toArray()));
            add.executeUpdate();
            count.setInt(1, withThese.parts());
            count.setInt(2, withThese.items());
            count.setString(3, withThese.hash());
            count.setString(4, tenant.value());
            count.setObject(5, version.value());
            count.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** From now on orders are decomposed by it. */
    public void whole(TenantId tenant, CatalogVersionId version) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement whole = prepare(connection, WHOLE, tenant, version)) {
            whole.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static PreparedStatement prepare(
            Connection connection, String sql, TenantId tenant, CatalogVersionId version) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, tenant.value());
        statement.setObject(2, version.value());
        return statement;
    }

    private static IllegalStateException failed(SQLException e) {
        return new IllegalStateException("A catalog version could not be written", e);
    }
}
