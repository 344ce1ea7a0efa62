package io.cpqoms.order.decomposition;

import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** The fulfilment rules of the catalog versions that are whole here; a version never changes. */
@ApplicationScoped
public class CatalogSnapshots {

    /** Few versions are quoted at a time, and of each the same products again and again. */
    private static final int REMEMBERED_VERSIONS = 1_000;

    private static final int REMEMBERED_PRODUCTS = 5_000;

    private static final String WHOLE = """
            select from catalog_snapshot where tenant_id = ? and catalog_version_id = ? and whole_at is not null""";
    private static final String RULES = """
            select product_id, document from catalog_rule
             where tenant_id = ? and catalog_version_id = ? and product_id = any(?)""";

    private final DataSource dataSource;
    private final Map<Version, Boolean> whole = Collections.synchronizedMap(new Recent<>(REMEMBERED_VERSIONS));
    private final Map<Key, List<FulfilmentRule>> remembered =
            Collections.synchronizedMap(new Recent<>(REMEMBERED_PRODUCTS));

    CatalogSnapshots(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    private record Version(TenantId tenant, CatalogVersionId id) {}

    private record Key(Version version, ProductId product) {}

    /** The rules of these products, if the version's publication and all of its parts have arrived here. */
    public Optional<CatalogRules> get(TenantId tenant, CatalogVersionId id, Collection<ProductId> products) {
        Version version = new Version(tenant, id);
        return isWhole(version) ? Optional.of(new CatalogRules(id, rules(version, products))) : Optional.empty();
    }

    private boolean isWhole(Version version) {
        if (whole.containsKey(version)) {
            return true;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = prepare(connection, WHOLE, version);
                ResultSet row = query.executeQuery()) {
            boolean found = row.next();
            if (found) {
                whole.put(version, true);
            }
            return found;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private Map<ProductId, List<FulfilmentRule>> rules(Version version, Collection<ProductId> products) {
        Map<ProductId, List<FulfilmentRule>> found = new HashMap<>();
        Set<ProductId> missing = new HashSet<>();
        for (ProductId product : products) {
            List<FulfilmentRule> known = remembered.get(new Key(version, product));
            if (known == null) {
                missing.add(product);
            } else {
                found.put(product, known);
            }
        }
        if (!missing.isEmpty()) {
            Map<ProductId, List<FulfilmentRule>> read = read(version, missing);
            read.forEach((product, rules) -> remembered.put(new Key(version, product), rules));
            found.putAll(read);
        }
        return found;
    }

    private Map<ProductId, List<FulfilmentRule>> read(Version version, Set<ProductId> products) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = prepare(connection, RULES, version)) {
            query.setArray(
                    3,
                    connection.createArrayOf(
                            "text", products.stream().map(ProductId::value).toArray()));
            Map<ProductId, List<FulfilmentRule>> read = new HashMap<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    read.put(
                            new ProductId(rows.getString(1)),
                            CatalogDocuments.RULES.read(rows.getString(2)).rules());
                }
            }
            return read;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Version version) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, version.tenant().value());
        statement.setObject(2, version.id().value());
        return statement;
    }

    private static IllegalStateException failed(SQLException e) {
        return new IllegalStateException("A catalog version could not be read", e);
    }

    /** Forgets what was used least recently when there is too much. */
    private static final class Recent<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;

        private final int most;

        Recent(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }
}
